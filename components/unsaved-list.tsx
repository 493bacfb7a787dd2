import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { dateLabel } from './time.ts';
import type { Actions, Write } from './view.ts';
import { operationLabel } from './words.ts';

const reason = (code: string) => code.replaceAll('_', ' ');

const words = {
  erased: { title: 'Not saved any more', label: 'Not saved', says: null },
  restricted: {
    title: 'Waits on this device',
    label: 'Waits on this device',
    says: 'It is sent by itself once the restriction is lifted.',
  },
} as const;

/** Whether it is sent without anybody doing anything. */
const isOnItsWay = ({ state }: Write): boolean => state === 'keeping' || state === 'kept' || state === 'sending';

type Props = { view: { kind: keyof typeof words; writes: readonly Write[] }; actions: Actions };

/** What was chosen about a person who is not shown, and is not saved: said, until it is sent or whoever chose it has let go of it. */
export function UnsavedList({ view: { kind, writes }, actions }: Props) {
  const { title, label: name, says } = words[kind];
  const now = useNow();
  if (writes.length === 0) return null;
  // Of the person who is not there any more nothing but the choice is told; of others what stands in its way.
  const held = (write: Write) => (says === null || isOnItsWay(write) ? null : write.because);
  return (
    <>
      <h2 className="mt-5 text-sm font-medium">{title}</h2>
      {says === null || !writes.some(isOnItsWay) ? null : <p className="mt-0.5 text-sm text-ink-2">{says}</p>}
      <ul aria-label={name} className="mt-1 divide-y divide-line border-t border-line text-sm">
        {writes.map((write) => {
          const { operation } = write;
          const because = held(write);
          const chosen = operationLabel(operation, reason, (date) => dateLabel(date, now));
          const label = operation.note === null ? chosen : `${chosen}, with your note`;
          return (
            <li key={operation.id} className="flex items-center gap-2 py-1.5">
              <div className="min-w-0 flex-1 text-ink-2">
                <Legible>{label}</Legible>
                {because === null ? null : <p className="mt-0.5 text-warn">{because}</p>}
              </div>
              <button
                type="button"
                className="btn flex-none"
                aria-label={`Discard: ${label}`}
                onClick={() => actions.discard(operation.id)}
              >
                Discard
              </button>
            </li>
          );
        })}
      </ul>
    </>
  );
}
