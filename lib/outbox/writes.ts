import type { DispositionEntry, Operation } from '../contract/disposition.ts';
import { undoSeconds } from '../contract/disposition.ts';
import { refKey } from '../contract/wire.ts';
import { type Entry, isVersioned } from './entry.ts';

/** Operations of this page that are not, or no longer, in the device's outbox. */
export type Passing = { operation: Operation; offsetMs: number } & (
  | { state: 'keeping' }
  | { state: 'not_kept'; because: string }
  | { state: 'saved' }
);

/** One thing the rep did, as it is shown; the same shape as the view's `Write`. */
export type ShownWrite = {
  operation: Operation;
  state: 'keeping' | 'kept' | 'sending' | 'saved' | 'failed' | 'not_kept';
  because: string | null;
  undoUntil: number | null;
};
export type ShownConflict = { mine: Operation; theirs: DispositionEntry | null; version: number };

/** A choice that can be taken back by one action; after ten seconds it takes an explicit reopen. */
const undoable = new Set<Operation['kind']>(['accept', 'reject', 'recycle', 'attempt']);

/** By the device's clock, as the countdown on screen is. */
function undoUntil({ operation, offsetMs }: Pick<Passing, 'operation' | 'offsetMs'>, all: readonly Operation[]): number | null {
  if (!undoable.has(operation.kind)) return null;
  if (all.some((other) => other.kind === 'undo' && other.undoes === operation.id)) return null;
  return Date.parse(operation.at) - offsetMs + undoSeconds * 1000;
}

const waitsForAnswer = 'Waits for your answer on the choice before it.';

/** What the rep did on one record, oldest first, and the conflict that wants an answer, if there is one. */
export function writesOf(
  key: string,
  entries: readonly Entry[],
  passing: readonly Passing[],
): { writes: ShownWrite[]; conflict: ShownConflict | null } {
  const here = entries.filter((entry) => entry.key === key).sort((a, b) => a.seq - b.seq);
  const known = new Set(here.map((entry) => entry.id));
  const fleeting = passing.filter(({ operation }) => refKey(operation.ref) === key && !known.has(operation.id));
  const all = [...here, ...fleeting].map(({ operation }) => operation);
  const shown: ShownWrite[] = fleeting
    .filter((one) => one.state === 'saved')
    .map((one) => ({ operation: one.operation, state: 'saved', because: null, undoUntil: undoUntil(one, all) }));
  let stuck = false;
  let conflict: ShownConflict | null = null;
  for (const entry of here) {
    const { operation } = entry;
    const versioned = isVersioned(operation);
    if (entry.state === 'conflict') {
      conflict ??= { mine: operation, theirs: entry.conflict?.entry ?? null, version: entry.conflict?.version ?? 0 };
      stuck = true;
      continue;
    }
    const held = stuck && versioned && entry.state !== 'failed';
    shown.push({
      operation,
      state: entry.state,
      because: held ? waitsForAnswer : entry.because,
      undoUntil: entry.state === 'failed' ? null : undoUntil(entry, all),
    });
    if (entry.state === 'failed' && versioned) stuck = true;
  }
  for (const one of fleeting) {
    if (one.state === 'saved') continue;
    const because = one.state === 'not_kept' ? one.because : null;
    shown.push({ operation: one.operation, state: one.state, because, undoUntil: null });
  }
  return { writes: shown, conflict };
}

/**
 * When an operation is made, by the server's clock as far as the device knows it: a device that is a day behind must not log
 * an attempt before the handoff. `knownMs` is the server's clock minus the device's. What takes something back is reckoned as
 * that was, since the two are compared with each other.
 */
export function momentOf(
  deviceNow: number,
  knownMs: number,
  undoes: string | null,
  box: { entries: readonly Entry[]; passing: readonly Passing[] },
): { at: string; offsetMs: number } {
  const target = [...box.entries, ...box.passing].find(({ operation }) => operation.id === undoes);
  const offsetMs = target?.offsetMs ?? knownMs;
  return { at: new Date(deviceNow + offsetMs).toISOString(), offsetMs };
}

/**
 * The version the next disposition expects: the one on screen, plus one for each choice of this lead that is still on its
 * way, since each makes a version. A failed one makes none.
 */
export function expectedVersion(
  seen: number,
  key: string,
  { entries, passing }: { entries: readonly Entry[]; passing: readonly Passing[] },
): number {
  const onTheirWay = [
    ...entries.filter((entry) => entry.key === key && entry.state !== 'failed' && entry.state !== 'conflict'),
    ...passing.filter((one) => one.state === 'keeping' && refKey(one.operation.ref) === key),
  ];
  const last = onTheirWay.map(({ operation }) => ('expected' in operation ? operation.expected : -1));
  return Math.max(seen, ...last.map((expected) => expected + 1));
}
