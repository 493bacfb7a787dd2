import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { RecordRef } from '../../lib/contract/record.ts';
import { refKey } from '../../lib/contract/record.ts';
import { errorForLog } from '../log.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { crmNames } from './names.ts';
import type { Reach } from './reach.ts';
import { type Came, readRecord } from './read-record.ts';
import { lastRead, wantRead } from './reads-rows.ts';
import { Remembered } from './remembered.ts';
import { freshMs } from './schedule.ts';

/** Brings in what the CRM itself knows of a lead. */
export type CrmReader = {
  /**
   * A record nobody knows was opened: asks its CRM and waits a little. `lead`: it can be read now. `reading`: the answer is still
   * coming and makes the lead when it does. `none`: there is no lead in it, or no way to ask; `because` says which, where it is known.
   */
  firstSight: (workspaceId: string, ref: RecordRef) => Promise<FirstSight>;
  /** A known record was opened: read again in the background when what is known of it is old. Costs the request nothing. */
  opened: (workspaceId: string, ref: RecordRef) => void;
  /** Reads one record now, or joins whoever is reading it. */
  read: (workspaceId: string, ref: RecordRef) => Promise<Came>;
  webhookSecret: Reach['webhookSecret'];
  /** Ends what is under way and waits for it. */
  stop: () => Promise<void>;
};

export type FirstSight =
  | { kind: 'lead'; leadId: string }
  | { kind: 'reading'; because: string }
  | { kind: 'none'; because: string | null };

export type ReaderDeps = {
  pool: Pool;
  log: Logger;
  now: () => number;
  reach: Reach;
  /** Told when leads have something new. */
  nudge: () => void;
  random?: () => number;
  /** How long the first sight of a record waits for the CRM, and how long one reading may take. */
  firstSightMs?: number;
  patienceMs?: number;
};

/** More readings at once than reps can want; what comes on top is left to the schedule. */
const mostAtOnce = 16;
const connectedMs = 30_000;
const openedMs = 60_000;
const absentMs = 60_000;
const failedMs = 10_000;
/** Who looked for a lead just before it was made comes this much later at most. */
const madeMs = 2000;

export function crmReaderFor(deps: ReaderDeps): CrmReader {
  const { pool, log, now, reach, firstSightMs = 2000, patienceMs = 30_000 } = deps;
  const parts = { pool, reach, now, random: deps.random ?? Math.random, patienceMs };
  const stopping = new AbortController();
  const underWay = new Map<string, Promise<Came>>();
  const background = new Set<Promise<unknown>>();
  const connected = new Remembered<ReadonlySet<string>>(10_000, now);
  const lately = new Remembered<true>(20_000, now);
  const absent = new Remembered<string | null>(20_000, now);
  const made = new Remembered<string>(20_000, now);

  const read = (workspaceId: string, ref: RecordRef): Promise<Came> => {
    const key = `${workspaceId} ${refKey(ref)}`;
    const joined = underWay.get(key);
    if (joined) return joined;
    const reading = readRecord(parts, workspaceId, ref, stopping.signal).finally(() => {
      underWay.delete(key);
      deps.nudge();
    });
    underWay.set(key, reading);
    return reading;
  };

  const inBackground = (job: Promise<unknown>) => {
    const done = job
      .catch((error: unknown) => log.warn({ error: errorForLog(error) }, 'a CRM record could not be read'))
      .finally(() => background.delete(done));
    background.add(done);
  };

  const tenantsOf = async (workspaceId: string): Promise<ReadonlySet<string>> => {
    const { rows } = await inWorkspace(pool, workspaceId, (db) =>
      db.query<{ tenant: string }>(`select crm || ' ' || account as tenant from crm_connections where workspace_id = $1`, [
        workspaceId,
      ]),
    );
    const tenants = new Set(rows.map(({ tenant }) => tenant));
    connected.set(workspaceId, tenants, connectedMs);
    return tenants;
  };

  const readIfOld = async (workspaceId: string, ref: RecordRef, openedAt: number) => {
    const tenants = connected.get(workspaceId) ?? (await tenantsOf(workspaceId));
    if (!tenants.has(`${ref.crm} ${ref.account}`)) return;
    const last = await inWorkspace(pool, workspaceId, (db) => lastRead(db, workspaceId, ref));
    if (last !== null && last + freshMs > openedAt) {
      // Counted from now: the answer may have been long in coming, and whoever opens it after that time has it read again.
      const left = last + freshMs - now();
      if (left > 0) lately.set(`${workspaceId} ${refKey(ref)}`, true, left);
      return;
    }
    if (underWay.size < mostAtOnce) await read(workspaceId, ref);
    else await inWorkspace(pool, workspaceId, (db) => wantRead(db, workspaceId, [ref], false));
  };

  return {
    read,
    webhookSecret: reach.webhookSecret,
    async firstSight(workspaceId, ref) {
      const key = `${workspaceId} ${refKey(ref)}`;
      const missing = absent.get(key);
      if (missing !== undefined) return { kind: 'none', because: missing };
      const leadId = made.get(key);
      if (leadId !== undefined) return { kind: 'lead', leadId };
      const waiting = { kind: 'reading' as const, because: `${crmNames[ref.crm]} is being asked about this record.` };
      if (underWay.size >= mostAtOnce && !underWay.has(key)) return waiting;
      if (stopping.signal.aborted) return { kind: 'none', because: null };
      const reading = read(workspaceId, ref).then((came): FirstSight => {
        if (came.kind === 'lead') {
          made.set(key, came.leadId, madeMs);
          return came;
        }
        const because = cameToNothing(came, ref);
        // No connection is no answer of a CRM: one may be made at any moment, and asking costs one row.
        if (came.kind === 'nobody' || came.kind === 'failed')
          absent.set(key, because, came.kind === 'nobody' ? absentMs : Math.max(failedMs, retryOf(came)));
        return { kind: 'none', because };
      });
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<FirstSight>((resolve) => {
        timer = setTimeout(() => resolve(waiting), firstSightMs);
      });
      const seen = await Promise.race([reading, late]).finally(() => clearTimeout(timer));
      if (seen === waiting) inBackground(reading);
      return seen;
    },
    opened(workspaceId, ref) {
      const tenants = connected.get(workspaceId);
      if (tenants && !tenants.has(`${ref.crm} ${ref.account}`)) return;
      const key = `${workspaceId} ${refKey(ref)}`;
      if (lately.get(key) || stopping.signal.aborted) return;
      lately.set(key, true, openedMs);
      inBackground(readIfOld(workspaceId, ref, now()));
    },
    async stop() {
      stopping.abort();
      await Promise.allSettled([...background, ...underWay.values()]);
    },
  };
}

const retryOf = (came: Came): number => (came.kind === 'failed' ? Math.min(came.retryAfterMs ?? 0, 600_000) : 0);

function cameToNothing(came: Came, { crm }: RecordRef): string | null {
  if (came.kind === 'failed') return came.because;
  return came.kind === 'nobody' ? `${crmNames[crm]} names no person on this record.` : null;
}
