import { useId, useState } from 'react';
import type { DispositionState } from '../lib/contract/disposition.ts';
import { Hotkey } from './hotkey.tsx';
import type { Intent } from './keys.ts';
import { Legible } from './legible.tsx';
import { dateIn, dateLabel } from './time.ts';

type RecycleProps = { disposition: DispositionState; picked: string | null; now: number; act: (intent: Intent) => void };

const longest = 730;

/** Numbered presets with their dates, or any day up to two years ahead; a reason when there is one. */
export function Recycle({ disposition, picked, now, act }: RecycleProps) {
  const id = useId();
  const [date, setDate] = useState('');
  const first = dateIn(1, now);
  const last = dateIn(longest, now);
  const wrong = date !== '' && (date < first || date > last);
  const recycle = (until: string) => act({ kind: 'choose', choice: { kind: 'recycle', until, reason: picked } });
  const reasons = disposition.reasons.filter((one) => one.offered && !one.returnsToMarketing);
  return (
    <>
      <ol className="grid grid-cols-2 gap-1.5">
        {disposition.recyclePresets.map((preset, index) => {
          const until = dateIn(preset.days, now);
          return (
            <li key={preset.label}>
              <button type="button" className="btn h-full w-full !gap-1 !px-1.5" onClick={() => recycle(until)}>
                {index < 9 ? <Hotkey name={index + 1} /> : null}
                <span className="min-w-0 flex-1">
                  <Legible>{preset.label}</Legible>
                  <span className="block text-xs text-ink-2">{dateLabel(until, now)}</span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <form
        className="mt-2 flex flex-wrap items-end gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (date && !wrong) recycle(date);
        }}
      >
        <label className="min-w-[10em] flex-1 text-xs text-ink-2" htmlFor={`${id}-date`}>
          Another date
          <input
            id={`${id}-date`}
            type="date"
            className="box mt-0.5"
            min={first}
            max={last}
            value={date}
            aria-invalid={wrong}
            onChange={(event) => setDate(event.target.value)}
          />
        </label>
        <label className="min-w-[8em] flex-1 text-xs text-ink-2" htmlFor={`${id}-reason`}>
          Reason, optional
          <select
            id={`${id}-reason`}
            className="box mt-0.5"
            value={picked ?? ''}
            onChange={(event) => act({ kind: 'open', panel: 'recycle', picked: event.target.value || null })}
          >
            <option value="">None</option>
            {reasons.map((reason) => (
              <option key={reason.code} value={reason.code}>
                {reason.label}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="btn min-h-[30px]" disabled={date === '' || wrong}>
          Recycle
        </button>
        {wrong ? (
          <p role="alert" className="w-full text-xs text-bad">
            Choose a day from {dateLabel(first, now)} to {dateLabel(last, now)}.
          </p>
        ) : null}
      </form>
    </>
  );
}
