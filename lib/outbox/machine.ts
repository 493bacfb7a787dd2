/** What becomes of an entry, as pure functions: no clock, no storage, no network. Times are epoch ms by the device. */
import type { Failure } from '../client/failure.ts';
import { oneLine } from '../client/sentence.ts';
import { type Entry, erased, isVersioned } from './entry.ts';

const firstWaitMs = 1000;
const longestWaitMs = 5 * 60_000;
/** Waits for what only somebody can mend: by an update of one side, or by lifting a restriction. */
const mendWaitMs = 30 * 60_000;

/** Tries for a choice that builds on one the server has not got back yet: about eight minutes in all. */
const patience = 10;
const behind = 'The server was put back to an earlier day: this waits for the choices before it.';

/** Doubles from one second to five minutes; `random` in [0, 1) spreads it over the upper half, so that reps do not return all at once. */
export function backOff(tries: number, random: number): number {
  const full = Math.min(firstWaitMs * 2 ** Math.max(tries - 1, 0), longestWaitMs);
  return Math.round(full / 2 + (full / 2) * random);
}

/** Whether the failure is about the connection and not about this entry: the others wait with it. */
export function stopsAll(failure: Failure): boolean {
  switch (failure.kind) {
    case 'offline':
    case 'unreachable':
    case 'timeout':
    case 'not_json':
    case 'bad_reply':
    case 'signed_out':
    case 'rate_limited':
    case 'server_too_old':
    case 'client_too_old':
    case 'aborted':
      return true;
    default:
      return false;
  }
}

export type Moment = { now: number; random: number; fingerprint: string };

/** The entry after its request failed. Ends in `failed` or `conflict` only when the server read it and said no. */
export function afterFailure(entry: Entry, failure: Failure, { now, random, fingerprint }: Moment): Entry {
  const tries = entry.tries + 1;
  const kept = (ms: number, told = false): Entry => ({
    ...entry,
    state: 'kept',
    tries,
    because: oneLine(failure),
    wait: { from: now, ms, told },
  });
  switch (failure.kind) {
    case 'forbidden':
    case 'no_lead':
    case 'not_offered':
    case 'refused':
      return { ...entry, state: 'failed', tries, because: oneLine(failure), wait: null };
    case 'erased':
      return { ...erased(entry, oneLine(failure)), tries };
    case 'conflict': {
      // Only a server put back to an earlier day is behind what was seen: what is missing comes from other devices.
      if ('expected' in entry.operation && failure.version < entry.operation.expected && tries < patience)
        return { ...kept(backOff(tries, random)), because: behind };
      const conflict = { version: failure.version, entry: failure.entry };
      return { ...entry, state: 'conflict', tries, because: oneLine(failure), wait: null, conflict };
    }
    case 'signed_out':
      return { ...kept(0), refusedWith: fingerprint };
    case 'server_too_old':
    case 'client_too_old':
    // Nothing of it is wrong: it goes as soon as the server shows the lead again.
    case 'restricted':
      return kept(mendWaitMs);
    case 'rate_limited':
    case 'server_error': {
      const asked = failure.retryAfterMs;
      return asked === null ? kept(backOff(tries, random)) : kept(asked + backOff(1, random), true);
    }
    default:
      return kept(backOff(tries, random));
  }
}

/** An entry that waits because of another one's failure: as long, and for the same reason, without a try of its own. */
export function waitAlong(entry: Entry, failed: Entry): Entry {
  const { wait, because, refusedWith } = failed;
  return entry.state === 'kept' ? { ...entry, wait, because, refusedWith } : entry;
}

/** Sent at last, by a person's wish: all waits but those the server named are over. */
export function wake(entry: Entry): Entry {
  return entry.state === 'kept' && entry.wait !== null && !entry.wait.told ? { ...entry, wait: null } : entry;
}

/** The rep asks again for one the server had refused. */
export function retried(entry: Entry): Entry {
  if (entry.state === 'conflict') return entry;
  return { ...entry, state: 'kept', tries: 0, wait: null, because: null, refusedWith: null };
}

/** A sender that vanished left `sending` behind: whether it arrived is unknown, so it is sent again under the same id. */
export function recovered(entry: Entry): Entry {
  return entry.state === 'sending' ? { ...entry, state: 'kept' } : entry;
}

/** Ms until the entry may be sent; 0 when it may now. A clock that was set back does not lengthen a wait. */
export function waitLeft(entry: Entry, now: number): number {
  if (entry.wait === null || now < entry.wait.from) return 0;
  return Math.max(entry.wait.from + entry.wait.ms - now, 0);
}

/** Who sends: entries of other people wait for them. */
export type Sender = { by: string; fingerprint: string };

/** For each lead, the entry whose turn it is: its first unsent one, past those only a person can move on. */
export function turns(entries: readonly Entry[], sender: Sender): Entry[] {
  const mine = entries.filter((entry) => entry.by === sender.by).sort((a, b) => a.seq - b.seq);
  if (mine.some((entry) => entry.refusedWith === sender.fingerprint)) return [];
  const closed = new Set<string>();
  const stuck = new Set<string>();
  const found: Entry[] = [];
  for (const entry of mine) {
    if (closed.has(entry.key)) continue;
    if (entry.state === 'failed' || entry.state === 'conflict') {
      // A later disposition builds on this one; an attempt or feedback does not.
      if (isVersioned(entry.operation)) stuck.add(entry.key);
      continue;
    }
    if (stuck.has(entry.key) && isVersioned(entry.operation)) continue;
    closed.add(entry.key);
    found.push(entry);
  }
  return found;
}

/** The next entry to send, or null; `wakeIn` is how long until one can be (null: not before something changes). */
export function next(entries: readonly Entry[], sender: Sender, now: number): { entry: Entry | null; wakeIn: number | null } {
  const waiting = turns(entries, sender);
  const entry = waiting.filter((turn) => waitLeft(turn, now) === 0).sort((a, b) => a.seq - b.seq)[0] ?? null;
  const waits = waiting.map((turn) => waitLeft(turn, now));
  return { entry, wakeIn: waits.length === 0 ? null : Math.min(...waits) };
}
