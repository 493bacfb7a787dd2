/** Where each thing the rep did is on its way from this device into the CRM, by what the device and the server say of it. */
import type { Delivery } from '../lib/contract/delivery.ts';
import type { DispositionEntry } from '../lib/contract/disposition.ts';
import type { Write, WriteState } from './view.ts';

/**
 * Three levels, never mixed: on this device (up to `not_kept`), saved on the server (`saved` to `withdrawn`), in the CRM.
 * `writing` is a try under way.
 */
export type JourneyState = WriteState | 'waiting' | 'writing' | 'parked' | 'withdrawn' | 'in_crm';

export type Journey = {
  /** The operation's id. */
  id: string;
  state: JourneyState;
  /** When it was chosen. */
  at: string;
  /** Why it is no further and what to do; null when all is well. */
  because: string | null;
  /** What this page knows of it, what the server has of it; at least one is there. */
  write: Write | null;
  entry: DispositionEntry | null;
  /** Its way into the CRM; null before it is saved and where the workspace writes to none. */
  delivery: Delivery | null;
};

const levels: Record<JourneyState, 0 | 1 | 2> = {
  keeping: 0,
  kept: 0,
  sending: 0,
  failed: 0,
  not_kept: 0,
  saved: 1,
  waiting: 1,
  writing: 1,
  parked: 1,
  withdrawn: 1,
  in_crm: 2,
};

/** Only on this device so far, and under way. */
export const isUnsent = ({ state }: Journey): boolean => state === 'keeping' || state === 'kept' || state === 'sending';

/** Goes no further without a person. */
export const isStuck = ({ state }: Journey): boolean => state === 'failed' || state === 'not_kept' || state === 'parked';

export const isUndo = ({ entry, write }: Journey): boolean => (entry?.kind ?? write?.operation.kind) === 'undo';

function fromServer(entry: DispositionEntry, write: Write | null): Journey {
  const delivery = entry.delivery ?? null;
  const state = delivery === null ? 'saved' : delivery.state === 'sending' ? 'writing' : delivery.state;
  return { id: entry.id, state, at: entry.at, because: delivery?.because ?? null, write, entry, delivery };
}

function fromDevice(write: Write): Journey {
  const { operation, state, because } = write;
  return { id: operation.id, state, at: operation.at, because, write, entry: null, delivery: null };
}

/** The later of two sights of one operation: what was saved, or in the CRM, is never shown as less by a copy that is older. */
export function forward(before: Journey | undefined, after: Journey): Journey {
  return before !== undefined && levels[before.state] > levels[after.state] ? before : after;
}

/**
 * Everything on its way or arrived, newest first, what is only on this device before the rest. `before` is what the same
 * screen showed last. What the server has is shown as the server gives it, whatever this device still waits for.
 */
export function journeysOf(
  history: readonly DispositionEntry[],
  writes: readonly Write[],
  before: ReadonlyMap<string, Journey> = new Map(),
): Journey[] {
  const byId = new Map(writes.map((write) => [write.operation.id, write]));
  const known = new Set(history.map(({ id }) => id));
  const here = writes.filter(({ operation }) => !known.has(operation.id)).map(fromDevice);
  const there = history.map((entry) => fromServer(entry, byId.get(entry.id) ?? null));
  const all = [...here.reverse(), ...there].map((journey) => forward(before.get(journey.id), journey));
  const rank = (journey: Journey) => (levels[journey.state] === 0 ? Number.POSITIVE_INFINITY : Date.parse(journey.at));
  return all.sort((a, b) => (rank(a) === rank(b) ? 0 : rank(b) - rank(a)));
}

/** The one journey the foot of the sidebar speaks of; null when there is nothing to say. */
export function latestOf(journeys: readonly Journey[]): Journey | null {
  const newest = journeys.find(isUnsent) ?? journeys[0];
  if (newest === undefined) return null;
  // What was taken back tells more than the taking back: whether the CRM ever heard of it.
  const undone = newest.entry?.kind === 'undo' && newest.delivery === null ? newest.entry.undoes : null;
  const journey = journeys.find(({ id, delivery }) => id === undone && delivery !== null) ?? newest;
  // An entry of an earlier day that is merely saved is no news.
  return journey.write === null && journey.delivery === null ? null : journey;
}

/** What needs a line of its own: all that is stuck, and of what waits for a reason the newest on each side. */
export function linesOf(journeys: readonly Journey[]): { lines: Journey[]; more: number } {
  const stuck = journeys.filter(isStuck);
  const unsent = journeys.filter(isUnsent);
  const late = journeys.filter(({ state, because }) => (state === 'waiting' || state === 'writing') && because !== null);
  const shown = [unsent.find(({ because }) => because !== null), late[0]].filter((one) => one !== undefined);
  const waiting = (shown.some(isUnsent) ? unsent.length - 1 : 0) + Math.max(late.length - 1, 0);
  const most = 3;
  return { lines: [...stuck.slice(0, most), ...shown], more: waiting + Math.max(stuck.length - most, 0) };
}
