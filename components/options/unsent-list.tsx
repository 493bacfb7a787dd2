import type { Operation } from '../../lib/contract/disposition.ts';
import type { Unsent } from './view.ts';

const names: Record<Operation['kind'], string> = {
  accept: 'Accept',
  reject: 'Reject',
  recycle: 'Recycle',
  reopen: 'Reopen',
  undo: 'Undo',
  attempt: 'Attempt',
  origin: 'How they found us',
  step: 'Next step',
  heard: 'What was heard',
};

/** Each thing the server does not have yet, by name. */
export function UnsentList({ unsent, children }: { unsent: readonly Unsent[]; children?: (one: Unsent) => React.ReactNode }) {
  return (
    <ul className="mt-2 divide-y divide-line border-y border-line">
      {unsent.map((one) => (
        <li key={one.id} className="flex flex-wrap items-baseline gap-x-3 py-2">
          <span className="font-medium">{names[one.operation.kind]}</span>
          <span className="text-ink-2">
            <bdi>
              {one.operation.ref.crm} {one.operation.ref.object} {one.operation.ref.id}
            </bdi>
            , {new Date(one.operation.at).toLocaleString()}
          </span>
          {children ? <span className="ms-auto flex gap-2">{children(one)}</span> : null}
          {one.operation.note ? (
            <span className="w-full text-ink-2">
              <bdi>{one.operation.note}</bdi>
            </span>
          ) : null}
          {one.because ? <span className="w-full text-warn">{one.because}</span> : null}
        </li>
      ))}
    </ul>
  );
}
