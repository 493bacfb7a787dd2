import type { HandoffField } from '../lib/contract/context.ts';
import type { OfferedReason } from '../lib/contract/disposition.ts';
import { Hotkey } from './hotkey.tsx';
import { type Intent, reasonIntent } from './keys.ts';
import { Legible } from './legible.tsx';

type ReasonsProps = { reasons: readonly OfferedReason[]; missing: readonly HandoffField[]; act: (intent: Intent) => void };

/** The numbered reasons. One that is not offered stays in its place and says what it waits for. */
export function Reasons({ reasons, missing, act }: ReasonsProps) {
  const ids = missing.map((field) => field.id);
  return (
    <ol className="grid grid-cols-2 gap-1.5">
      {reasons.map((reason, index) => {
        const more = !reason.offered
          ? reason.why
          : reason.returnsToMarketing
            ? missing.length > 0
              ? `Goes back to marketing, missing: ${missing.map((field) => field.label).join(', ')}`
              : 'No field is missing'
            : (reason.suggested ?? null);
        return (
          <li key={reason.code} className={more ? 'col-span-2' : ''}>
            <button
              type="button"
              className="btn h-full w-full !items-start"
              aria-disabled={!reason.offered}
              data-tip={reason.hint ?? undefined}
              onClick={() => act(reasonIntent(reason, ids))}
            >
              {index < 9 ? <Hotkey name={index + 1} /> : null}
              <span className="min-w-0 flex-1">
                <Legible>{reason.label}</Legible>
                {reason.subReasons.length > 0 ? <span aria-hidden="true"> …</span> : null}
                {more ? <span className="block text-xs text-ink-2">{more}</span> : null}
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}

/** The closer reasons of the one reason that has them. */
export function SubReasons({ reason, act }: { reason: OfferedReason; act: (intent: Intent) => void }) {
  return (
    <ol className="grid grid-cols-2 gap-1.5">
      {reason.subReasons.map((sub, index) => (
        <li key={sub.code}>
          <button
            type="button"
            className="btn w-full"
            onClick={() =>
              act({ kind: 'choose', choice: { kind: 'reject', reason: reason.code, subReason: sub.code, missing: [] } })
            }
          >
            {index < 9 ? <Hotkey name={index + 1} /> : null}
            <Legible>{sub.label}</Legible>
          </button>
        </li>
      ))}
    </ol>
  );
}
