import type { Retries } from '../../components/view.ts';
import type { Connection } from '../../lib/client/connection.ts';
import type { RecordRef } from '../../lib/contract/record.ts';

/** What this document knows of its own place; none of it comes from the server but the clock. */
export type Seen = {
  connection: Connection | null | 'reading' | 'broken';
  record: RecordRef | null;
  /** Counts the records handed over, for the marks a bench reads. */
  turn: number;
  /** Grows when the connection changed: what was asked before is asked again. */
  epoch: number;
  /** Server time minus device time, in ms. */
  offsetMs: number;
  link: { state: 'idle' } | { state: 'sending' } | { state: 'failed'; message: string };
  retries: Retries;
  /** Why what was pressed last was not done: the page covered it. */
  covered: string | null;
};

/** A store of one value for `useSyncExternalStore`. */
export function createSight() {
  let seen: Seen = {
    connection: 'reading',
    record: null,
    turn: 0,
    epoch: 0,
    offsetMs: 0,
    link: { state: 'idle' },
    retries: {},
    covered: null,
  };
  const listeners = new Set<() => void>();
  return {
    get: () => seen,
    set(next: Partial<Seen>) {
      seen = { ...seen, ...next };
      for (const hear of listeners) hear();
    },
    subscribe: (hear: () => void) => {
      listeners.add(hear);
      return () => void listeners.delete(hear);
    },
  };
}
