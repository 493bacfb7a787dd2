import { CloudOff, LoaderCircle } from 'lucide-react';
import { useNow } from './now.ts';
import { age } from './time.ts';
import type { Actions, Freshness } from './view.ts';

const because: Record<Extract<Freshness, { kind: 'stale' }>['because'], string> = {
  offline: 'You are offline',
  unreachable: 'The server cannot be reached',
  signed_out: 'You are signed out',
  error: 'Refreshing failed',
};

/** How old the copy on screen is when it is not fresh. `since` is device time. */
export function FreshnessBar({ freshness, actions }: { freshness: Freshness; actions: Actions }) {
  const now = useNow();
  if (freshness.kind === 'fresh') return null;
  // A refresh under way says so without taking any room: the page under it must not move for a passing state.
  if (freshness.kind === 'refreshing') {
    return (
      <div className="pointer-events-none absolute inset-x-0 top-1.5 z-10 flex justify-center">
        <span className="card flex items-center gap-1.5 rounded-full border border-line bg-bg px-2 text-xs leading-5 text-ink-2">
          <LoaderCircle size={11} aria-hidden="true" className="turning" />
          Refreshing
        </span>
      </div>
    );
  }
  const signedOut = freshness.because === 'signed_out';
  return (
    <div className="flex flex-none items-center gap-2 border-b border-line bg-warn-soft px-3.5 py-1.5 text-sm">
      <CloudOff size={14} aria-hidden="true" className="flex-none text-warn" />
      <p className="min-w-0 flex-1 text-ink">
        {because[freshness.because]}. This copy is from{' '}
        {now - freshness.since < 60_000 ? 'a moment' : age(new Date(freshness.since).toISOString(), now)} ago.
        {freshness.message ? (
          <span className="text-ink-2">
            {' '}
            <bdi>{freshness.message}</bdi>
          </span>
        ) : null}
      </p>
      <button type="button" className="btn flex-none" onClick={signedOut ? actions.connect : actions.refresh}>
        {signedOut ? 'Connect' : 'Try again'}
      </button>
    </div>
  );
}
