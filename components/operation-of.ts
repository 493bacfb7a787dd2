import type { Operation } from '../lib/contract/disposition.ts';
import type { RecordRef } from '../lib/contract/record.ts';
import type { Choice } from './view.ts';

/** What the port adds to a choice. `expected` is the disposition version it builds on; `at` an ISO instant. */
export type Surroundings = { id: string; ref: RecordRef; at: string; expected: number; seen: Operation['seen'] };

/** The operation a choice becomes, whole, at the moment of the click. An empty note is no note. */
export function operationOf(choice: Choice, note: string | null, { id, ref, at, expected, seen }: Surroundings): Operation {
  const common = { id, ref, at, note: note?.trim() ? note.trim() : null, seen };
  switch (choice.kind) {
    case 'accept':
    case 'reopen':
    case 'reject':
    case 'recycle':
    case 'undo':
      return { ...choice, ...common, expected };
    default:
      return { ...choice, ...common };
  }
}
