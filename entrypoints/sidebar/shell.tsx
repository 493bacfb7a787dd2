import { Sidebar } from '../../components/sidebar.tsx';
import type { Actions, Host } from '../../components/view.ts';
import { emptyDraft } from '../../lib/panel/drafts.ts';

const nothing = () => undefined;
const none: Actions = {
  choose: () => Promise.resolve(),
  retry: nothing,
  deliverAgain: nothing,
  discard: nothing,
  resolve: nothing,
  refresh: nothing,
  copy: () => Promise.resolve(),
  linkByEmail: nothing,
  connect: nothing,
  collapse: nothing,
  dock: nothing,
  offForSite: nothing,
  setTab: nothing,
  setDraft: nothing,
  saw: nothing,
};

/** What `index.html` holds before the app is there: the loading view, so that taking over moves nothing. */
export function Shell({ host }: { host: Host }) {
  return (
    <div className="relative h-dvh">
      <Sidebar view={{ kind: 'loading' }} actions={none} tab="brief" host={host} draft={emptyDraft} offsetMs={0} />
    </div>
  );
}
