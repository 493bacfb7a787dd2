import { Legible } from '../legible.tsx';
import { useNow } from '../now.ts';
import { moment } from '../time.ts';
import { recordName } from '../words.ts';
import type { Unsent } from './view.ts';

/** Each thing the server does not have yet: what was done, on which lead, when, and why it is still here. */
export function UnsentList({ unsent, children }: { unsent: readonly Unsent[]; children?: (one: Unsent) => React.ReactNode }) {
  const now = useNow();
  return (
    <ul aria-label="Not sent yet" className="mt-2 divide-y divide-line border-t border-line">
      {unsent.map(({ id, operation, lead, did, because, state }) => (
        <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-2">
          <span className="font-medium">
            <Legible>{did}</Legible>
          </span>
          <span className="text-ink-2">
            {lead === null ? null : (
              <>
                <Legible className="text-ink">{lead}</Legible>,{' '}
              </>
            )}
            <Legible>{recordName(operation.ref)}</Legible>, {moment(operation.at, now)}
          </span>
          {operation.note ? (
            <span className="w-full text-ink-2">
              <Legible>{operation.note}</Legible>
            </span>
          ) : null}
          {because ? <span className="w-full text-warn">{because}</span> : null}
          {children ? (
            <span className="ms-auto mt-1 flex gap-2">{children({ id, operation, lead, did, because, state })}</span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
