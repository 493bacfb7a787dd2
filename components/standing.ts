/** Where the lead stands on this screen: what the server says, with the rep's own choices on top at once. */
import type { DispositionEntry, DispositionState } from '../lib/contract/disposition.ts';
import type { Write } from './view.ts';

export type Standing = {
  state: DispositionState['state'];
  /** The server's entry behind it, or the rep's own choice that has not come back yet. */
  entry: DispositionEntry | null;
  write: Write | null;
};

const deciding = { accept: 'accepted', reject: 'rejected', recycle: 'recycled', reopen: 'open' } as const;

function stateOfEntry(entry: DispositionEntry | undefined): DispositionState['state'] {
  if (!entry || entry.kind === 'attempt' || entry.kind === 'undo') return 'open';
  return deciding[entry.kind];
}

/** What stood before one entry of the history was made. */
function before(disposition: DispositionState, id: string): { state: DispositionState['state']; entry: DispositionEntry | null } {
  const at = disposition.history.findIndex((entry) => entry.id === id);
  const older = disposition.history
    .slice(at + 1)
    .find((entry) => !entry.undone && entry.kind !== 'attempt' && entry.kind !== 'undo');
  return { state: stateOfEntry(older), entry: older ?? null };
}

/** A write that failed or was never kept changes nothing; every other one shows at once. */
export function standingOf(disposition: DispositionState, writes: readonly Write[]): Standing {
  const known = new Set(disposition.history.map((entry) => entry.id));
  const live = writes.filter((write) => write.state !== 'failed' && write.state !== 'not_kept' && !known.has(write.operation.id));
  const undone = new Set(live.flatMap(({ operation }) => (operation.kind === 'undo' ? [operation.undoes] : [])));
  const server = { state: disposition.state, entry: disposition.current };
  const base = server.entry && undone.has(server.entry.id) ? before(disposition, server.entry.id) : server;
  let standing: Standing = { ...base, write: null };
  for (const write of live) {
    const { operation } = write;
    if (undone.has(operation.id)) continue;
    if (operation.kind in deciding) {
      standing = { state: deciding[operation.kind as keyof typeof deciding], entry: null, write };
    }
  }
  return standing;
}

/** The last thing that can still be taken back, with the device's present in epoch ms; null when the time is over. */
export function undoable(writes: readonly Write[], deviceNow: number): Write | null {
  const undone = new Set(writes.flatMap(({ operation }) => (operation.kind === 'undo' ? [operation.undoes] : [])));
  const open = writes.filter(
    (write) =>
      write.undoUntil !== null &&
      write.undoUntil > deviceNow &&
      write.state !== 'failed' &&
      write.state !== 'not_kept' &&
      !undone.has(write.operation.id),
  );
  return open.at(-1) ?? null;
}

/** Attempts as the rep counts them: the server's, and those made here that have not come back yet. */
export function attemptsMade(disposition: DispositionState, writes: readonly Write[]): number {
  const known = new Set(disposition.history.map((entry) => entry.id));
  const undone = new Set(writes.flatMap(({ operation }) => (operation.kind === 'undo' ? [operation.undoes] : [])));
  const waiting = writes.filter(
    ({ operation, state }) =>
      operation.kind === 'attempt' &&
      state !== 'failed' &&
      state !== 'not_kept' &&
      !known.has(operation.id) &&
      !undone.has(operation.id),
  );
  return disposition.attempts + waiting.length;
}
