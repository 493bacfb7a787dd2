import { CircleCheck, CircleX, type LucideIcon, RotateCcw } from 'lucide-react';
import { entryLabel } from './entry-label.ts';
import { Legible } from './legible.tsx';
import type { Standing } from './standing.ts';
import { dateLabel, moment } from './time.ts';
import { operationLabel } from './words.ts';

const icons: Record<'accepted' | 'rejected' | 'recycled', LucideIcon> = {
  accepted: CircleCheck,
  rejected: CircleX,
  recycled: RotateCcw,
};

type LineProps = { standing: Standing; now: number; reason: (code: string) => string; reopen: () => void };

/** What stands on this lead, by whom and since when, with the explicit way back. Nothing while it is open. */
export function StandingLine({ standing, now, reason, reopen }: LineProps) {
  const { state, entry, write } = standing;
  if (state === 'open') return null;
  const Icon = icons[state];
  const note = write ? write.operation.note : entry?.note;
  const words = write
    ? operationLabel(write.operation, reason, (date) => dateLabel(date, now))
    : entry
      ? entryLabel(entry, now)
      : { accepted: 'Accepted', rejected: 'Rejected', recycled: 'Recycled' }[state];
  return (
    <div className="mb-2 flex items-start gap-2">
      <Icon size={14} aria-hidden="true" className={`mt-[5px] flex-none ${state === 'accepted' ? 'text-ok' : 'text-ink-2'}`} />
      <p className="min-w-0 flex-1 pt-[3px]">
        <Legible className="font-medium">{words}</Legible>
        <span className="text-ink-2">
          {' by '}
          {write ? 'you' : <Legible>{entry?.by ?? 'somebody'}</Legible>}
          {write ? `, ${moment(write.operation.at, now)}` : entry ? `, ${moment(entry.at, now)}` : ''}
        </span>
        {note ? (
          // In full among what has been tried so far: here the buttons must stay in sight.
          <span className="line-clamp-3 text-sm text-ink-2">
            <Legible>{note}</Legible>
          </span>
        ) : null}
      </p>
      <button type="button" className="btn flex-none" onClick={reopen}>
        Reopen
      </button>
    </div>
  );
}
