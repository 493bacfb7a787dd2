import { CloudOff } from 'lucide-react';
import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { age } from './time.ts';
import type { Actions, Freshness } from './view.ts';

const because: Record<Extract<Freshness, { kind: 'stale' }>['because'], string> = {
  offline: 'You are offline',
  unreachable: 'The server cannot be reached',
  signed_out: 'You are signed out',
  error: 'Refreshing failed',
};

/** How old the copy on screen is when it could not be refreshed; a refresh under way is told in the header. `since` is device time. */
export function FreshnessBar({ freshness, actions }: { freshness: Freshness; actions: Actions }) {
  const now = useNow();
  if (freshness.kind !== 'stale') return null;
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
            <Legible>{freshness.message}</Legible>
          </span>
        ) : null}
      </p>
      <button type="button" className="btn flex-none" onClick={signedOut ? actions.connect : actions.refresh}>
        {signedOut ? 'Connect' : 'Try again'}
      </button>
    </div>
  );
}
