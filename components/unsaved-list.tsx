import { Legible } from './legible.tsx';
import { useNow } from './now.ts';
import { dateLabel } from './time.ts';
import type { Actions, Write } from './view.ts';
import { operationLabel } from './words.ts';

const reason = (code: string) => code.replaceAll('_', ' ');

/** What was chosen about an erased person and is not saved: said, until whoever chose it has let go of it. */
export function UnsavedList({ writes, actions }: { writes: readonly Write[]; actions: Actions }) {
  const now = useNow();
  if (writes.length === 0) return null;
  return (
    <>
      <h2 className="mt-5 text-sm font-medium">Not saved any more</h2>
      <ul aria-label="Not saved" className="mt-1 divide-y divide-line border-t border-line text-sm">
        {writes.map(({ operation }) => {
          const label = operationLabel(operation, reason, (date) => dateLabel(date, now));
          return (
            <li key={operation.id} className="flex items-center gap-2 py-1.5">
              <Legible className="min-w-0 flex-1 text-ink-2">{label}</Legible>
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
