import { browser } from 'wxt/browser';
import type { RecordRef } from '../contract/record.ts';
import { refKey } from '../contract/wire.ts';
import { recordAt } from '../crm/index.ts';
import { storedCrms } from '../site/crms.ts';
import { offBy } from '../site/off.ts';

/** Milliseconds between looks, while the browser's own idea of the address catches up with a page that just changed it. */
const looks = [0, 20, 60, 150, 400];

/** What the browser itself says is open in this tab, whatever the page that frames this document says. */
export type BrowserTruth = {
  /**
   * The record of the tab's address when this document began; null for none, where the browser cannot tell, and where
   * Leadside is to stay away.
   */
  first: Promise<RecordRef | null>;
  /**
   * Whether `ref` is the one the tab's address names: a page that frames the sidebar and feeds it a record is caught here.
   * True as well where the browser cannot tell: without host permission for the tab, and in Firefox, where an embedded
   * frame has no `tabs`.
   */
  names(ref: RecordRef): Promise<boolean>;
};

/** Looks at the tab's address once, then follows it as the browser tells, so that most answers need no question. */
export function browserTruth(): BrowserTruth {
  const { tabs } = browser;
  if (!tabs?.getCurrent) return { first: Promise.resolve(null), names: () => Promise.resolve(true) };

  let url: string | undefined;
  let told = () => {};
  const ask = async () => {
    const tab = await tabs.getCurrent();
    url = tab?.url;
    return tab?.id;
  };
  const at = async () => (url === undefined ? null : recordAt(url, await storedCrms()));
  const own = ask();
  // Read beside the address, not after it.
  storedCrms().catch(() => undefined);
  tabs.onUpdated.addListener((id, change) => {
    if (change.url === undefined) return;
    own.then(
      (mine) => {
        if (id !== mine) return;
        url = change.url;
        told();
      },
      () => undefined,
    );
  });

  const fits = async (ref: RecordRef) => {
    const found = await at();
    if (found === null) return true;
    return found.kind === 'keep' || (found.kind === 'record' && refKey(found.ref) === refKey(ref));
  };
  return {
    first: own
      .then(() => Promise.all([at(), offBy(new URL(url ?? '').origin)]))
      .then(
        ([found, off]) => (found?.kind === 'record' && !off ? found.ref : null),
        () => null,
      ),
    async names(ref) {
      await own;
      if (url !== undefined && (await fits(ref))) return true;
      for (const wait of looks) {
        // Told of a change, it looks at once; else when the time is up.
        if (wait)
          await new Promise<void>((resolve) => {
            told = resolve;
            setTimeout(resolve, wait);
          });
        await ask();
        if (await fits(ref)) return true;
      }
      return false;
    },
  };
}
