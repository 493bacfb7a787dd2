import type { Pool } from 'pg';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { ReadOutcome } from '../connectors/connector.ts';
import { outdate } from '../context/rebuild.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { showsRestricted } from '../privacy/restricted.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { crmNames } from './names.ts';
import type { Reach } from './reach.ts';
import { begin, introduced, leadIsOpen, leaveAlone, pace, readDone, readFailed } from './reads-rows.ts';
import { afterRefusalMs, leaseMs, nextRead, nextTry } from './schedule.ts';
import { takeIn } from './take-in.ts';

export type ReadParts = {
  pool: Pool;
  reach: Reach;
  now: () => number;
  random: () => number;
  /** How long one reading may take. */
  patienceMs: number;
};

/**
 * What came of a reading. `lead`: the record is known and stored. `nobody`: read, and it names no person; or nobody who is to be read, being restricted. `failed`: could not be read, for the
 * reason given. `no_connection`: not ours to read. `stopped`: the server is going down, and somebody else will read it.
 */
export type Came =
  | { kind: 'lead'; leadId: string }
  | { kind: 'nobody' }
  | { kind: 'failed'; because: string; retryAfterMs: number | null }
  | { kind: 'no_connection' }
  | { kind: 'stopped' };

/** Reads one record from its CRM and stores what came of it. Throws only for what the database did. */
export async function readRecord(parts: ReadParts, workspaceId: string, ref: RecordRef, stop: AbortSignal): Promise<Came> {
  const { pool, reach, now } = parts;
  const way = await reach.way(workspaceId, ref);
  if (way === null) {
    await inWorkspace(pool, workspaceId, (db) => leaveAlone(db, workspaceId, ref));
    return { kind: 'no_connection' };
  }
  if (way.rest !== null) {
    const { because, until } = way.rest;
    await failed(parts, workspaceId, ref, because, () => until ?? now());
    return { kind: 'failed', because, retryAfterMs: until === null ? null : Math.max(0, until - now()) };
  }
  const startedAt = now();
  const restricted = await inWorkspace(pool, workspaceId, async (db) => {
    const stands = await showsRestricted(db, workspaceId, ref);
    if (stands) await leaveAlone(db, workspaceId, ref);
    else await begin(db, workspaceId, ref, startedAt + leaseMs);
    return stands;
  });
  if (restricted) return { kind: 'nobody' };
  const signal = AbortSignal.any([stop, AbortSignal.timeout(parts.patienceMs)]);
  const call = way.read(way.target, ref, { look: false, signal, now });
  const outcome = await answered(call, signal, Math.min(longestGraceMs, parts.patienceMs), crmNames[ref.crm]);
  if (stop.aborted && outcome.kind !== 'found') return { kind: 'stopped' };
  await reach.tell(way.target, outcome);
  return store(parts, workspaceId, ref, outcome, startedAt);
}

const longestGraceMs = 2000;

/** A call that does not heed its signal is left to itself soon after, and one that throws is one that may be made again. */
async function answered(call: Promise<ReadOutcome>, signal: AbortSignal, graceMs: number, name: string): Promise<ReadOutcome> {
  let grace: NodeJS.Timeout | undefined;
  const late = new Promise<ReadOutcome>((resolve) => {
    const give = () => resolve({ kind: 'later', because: `${name} did not answer in time.`, retryAfterMs: null });
    signal.addEventListener('abort', () => {
      grace = setTimeout(give, graceMs);
    });
  });
  const failed: ReadOutcome = { kind: 'later', because: `${name} could not be read; it is tried again.`, retryAfterMs: null };
  return Promise.race([call.catch(() => failed), late]).finally(() => clearTimeout(grace));
}

async function store(
  parts: ReadParts,
  workspaceId: string,
  ref: RecordRef,
  outcome: ReadOutcome,
  startedAt: number,
): Promise<Came> {
  const now = parts.now();
  if (outcome.kind !== 'found') {
    const { kind, because } = outcome;
    const retryAfterMs = outcome.kind === 'later' ? outcome.retryAfterMs : null;
    await failed(parts, workspaceId, ref, because, (since) => {
      if (kind === 'gone') return null;
      // Signed out, the whole connection rests: its records are read as soon as it is on again.
      if (kind === 'signed_out') return now;
      return kind === 'later' ? nextTry(now, since, retryAfterMs) : now + afterRefusalMs;
    });
    return { kind: 'failed', because, retryAfterMs };
  }
  const { record } = outcome;
  const other = canonicalRef(record.ref);
  // Some CRMs answer for a merged record with the one it went into: that one has a page, and a reading, of its own.
  if (other.object !== ref.object || other.id !== ref.id) {
    const because = `${crmNames[ref.crm]} merged this record into ${other.object} ${other.id}. Open that one.`;
    await failed(parts, workspaceId, ref, because, () => null);
    return { kind: 'failed', because, retryAfterMs: null };
  }
  const leadId = await inWorkspace(parts.pool, workspaceId, async (db) => {
    const taken = await takeIn(db, workspaceId, { ...record, ref }, startedAt, now);
    if (taken.leadId === null) return null;
    await introduced(
      db,
      workspaceId,
      record.people.map((one) => canonicalRef(one.ref)),
    );
    const nextAt = await nextOf(parts, db, workspaceId, ref, taken.leadId);
    await readDone(db, workspaceId, ref, { leadId: taken.leadId, startedAt, changedAt: record.changedAt, nextAt });
    // That it was read is news as well: the age of what the CRM said is on the sidebar.
    await outdate(db, workspaceId, [{ leadId: taken.leadId, at: now }]);
    return taken.leadId;
  });
  if (leadId !== null) return { kind: 'lead', leadId };
  await inWorkspace(parts.pool, workspaceId, (db) => leaveAlone(db, workspaceId, ref));
  return { kind: 'nobody' };
}

/** A decided lead's record is read when somebody opens it, or when its CRM says that it changed. */
async function nextOf(parts: ReadParts, db: Db, workspaceId: string, ref: RecordRef, leadId: string): Promise<number | null> {
  if (!(await leadIsOpen(db, workspaceId, leadId))) return null;
  const now = parts.now();
  const { scheduled } = await pace(db, { workspaceId, ...ref }, now);
  return nextRead(ref.crm, now, scheduled, parts.random());
}

const failed = (
  { pool, now }: ReadParts,
  workspaceId: string,
  ref: RecordRef,
  because: string,
  nextAt: (failingSince: number) => number | null,
) => inWorkspace(pool, workspaceId, (db) => readFailed(db, workspaceId, ref, { because, now: now(), nextAt }));
