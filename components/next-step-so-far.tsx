import type { DispositionEntry } from '../lib/contract/disposition.ts';
import { Age } from './age.tsx';
import { entryLabel } from './entry-label.ts';
import { factId, useOpenFor } from './fact-id.ts';
import { More } from './section.tsx';
import { channelOfAttempt, outcomeName } from './words.ts';

type Row = { ref: string; what: string; words: string | null; at: string; source: string };

/** What was tried and decided, newest first; what was taken back is left out. */
function done(history: readonly DispositionEntry[], now: number): Row[] {
  return history
    .filter(({ kind, undone }) => kind !== 'undo' && !undone)
    .map((entry) => ({
      ref: `disposition:${entry.id}`,
      what:
        entry.kind === 'attempt' && entry.channel && entry.outcome
          ? `${channelOfAttempt[entry.channel]}: ${outcomeName(entry.channel, entry.outcome).toLowerCase()}`
          : entryLabel(entry, now),
      words: entry.note,
      at: entry.at,
      source: entry.by,
    }));
}

const shown = 3;

/** What has been tried and decided on this lead: what a next step rests on besides what the buyer did. */
export function SoFar({ history, now }: { history: readonly DispositionEntry[]; now: number }) {
  const rows = done(history, now);
  const [first, rest] = [rows.slice(0, shown), rows.slice(shown)];
  const [open, setOpen] = useOpenFor(rest.map(({ ref }) => ref));
  if (rows.length === 0) return null;
  const list = (some: Row[]) => (
    <ul>
      {some.map(({ ref, what, words, at, source }) => (
        <li key={ref} id={factId(ref)} className="flex min-h-[26px] items-start gap-2 py-px">
          <span className="min-w-0 flex-1 pt-0.5">
            <bdi className={words ? 'text-ink-2' : undefined}>{what}</bdi>
            {words ? (
              <>
                <span className="text-ink-2">: </span>
                <bdi>{words}</bdi>
              </>
            ) : null}
          </span>
          <Age at={at} source={source} now={now} />
        </li>
      ))}
    </ul>
  );
  return (
    <>
      <h3 className="mt-2 text-xs font-medium text-ink-2">So far</h3>
      {list(first)}
      {rest.length > 0 ? (
        <More open={open} setOpen={setOpen} more={`${rest.length} earlier`}>
          {list(rest)}
        </More>
      ) : null}
    </>
  );
}
