import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { RecordRef } from '../../lib/contract/record.ts';
import { errorForLog } from '../log.ts';
import type { Turn, Watchdog } from '../watchdog.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import type { CrmReader } from './reader.ts';
import { claimDue, enrol, pace, type Tenant } from './reads-rows.ts';
import { apartMs, leaseMs, readsPerMinute, windowMs } from './schedule.ts';

/** Reads the records of open leads again and again, and at once what a CRM said has changed. */
export type Sweeper = {
  /** One round over every connection that may be used; answers how many records were read. */
  sweep: () => Promise<number>;
  /** Says that something is due now. */
  nudge: () => void;
  start: () => void;
  stop: () => Promise<void>;
};

const everyMs = 2000;
const enrolEveryMs = 5 * 60_000;
const enrolMost = 1000;
/** Claimed at once, so that a server that dies holds few up, and read one after the other. */
const batch = 10;

type Due = Tenant & { enrolled: boolean };

/** Several servers may sweep at once: each record is claimed by one of them, and claimed again when that one dies. */
export function sweeperFor(deps: {
  pool: Pool;
  log: Logger;
  now: () => number;
  reader: CrmReader;
  watchdog: Watchdog;
  /** Longer than reading one record, with what is asked of the database around it, may take. */
  patienceMs: number;
}): Sweeper {
  const { pool, log, now, reader, watchdog, patienceMs } = deps;
  const enrolledAt = new Map<string, number>();
  const nameOf = ({ workspaceId, crm, account }: Tenant) => `${workspaceId} ${crm} ${account}`;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  let again = false;
  let started = false;
  let stopping = false;

  /** Connections that are on and do not rest, with something due, or long not looked through for records nobody put on the schedule. */
  const tenants = async (): Promise<Due[]> => {
    const { rows } = await acrossWorkspaces(pool, 'crmSweep').query<{
      workspace_id: string;
      crm: RecordRef['crm'];
      account: string;
      due: boolean;
    }>(
      `select workspace_id, crm, account, exists (select from crm_reads r where r.workspace_id = c.workspace_id
         and r.crm = c.crm and r.account = c.account and r.next_at <= $1) as due
       from crm_connections c where state = 'on' and (open_until is null or open_until <= $1)`,
      [new Date(now())],
    );
    return rows.flatMap(({ workspace_id: workspaceId, crm, account, due }) => {
      const last = enrolledAt.get(nameOf({ workspaceId, crm, account }));
      const enrolled = last !== undefined && last > now() - enrolEveryMs;
      return due || !enrolled ? [{ workspaceId, crm, account, enrolled }] : [];
    });
  };

  const sweepTenant = async ({ enrolled, ...tenant }: Due, turn: Turn): Promise<number> => {
    const { workspaceId, crm } = tenant;
    const refs = await inWorkspace(pool, workspaceId, async (db) => {
      if (!enrolled) await enrol(db, tenant, { now: now(), everyMs: apartMs(crm), most: enrolMost });
      const { recent } = await pace(db, tenant, now() - windowMs);
      const left = Math.floor((readsPerMinute[crm] * windowMs) / 60_000) - recent;
      return left <= 0 ? [] : claimDue(db, tenant, { now: now(), until: now() + leaseMs, most: Math.min(left, batch) });
    });
    if (!enrolled) enrolledAt.set(nameOf(tenant), now());
    let done = 0;
    for (const ref of refs) {
      if (stopping || turn.over()) break;
      turn.moved();
      const came = await reader.read(workspaceId, ref);
      if (came.kind === 'lead' || came.kind === 'nobody') done += 1;
      // A connection that failed may rest from here on: what is claimed comes up again.
      if (came.kind === 'failed' && came.retryAfterMs !== null) break;
    }
    return done;
  };

  const round = async (turn: Turn): Promise<number> => {
    let total = 0;
    const due = await tenants();
    const lanes = Array.from({ length: Math.min(4, due.length) }, async () => {
      for (let next = due.pop(); next !== undefined && !stopping && !turn.over(); next = due.pop()) {
        turn.moved();
        total += await sweepTenant(next, turn).catch((error: unknown) => {
          log.warn({ error: errorForLog(error) }, 'CRM records could not be read again');
          return 0;
        });
      }
    });
    await Promise.all(lanes);
    return total;
  };
  const sweep = () => watchdog.watch('crm_reads', patienceMs, round);

  const run = () => {
    if (!started) return;
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = sweep()
      .catch((error: unknown) => {
        log.warn({ error: errorForLog(error) }, 'connections could not be looked through');
        return 0;
      })
      .then((done) => {
        running = undefined;
        if (!started) return;
        timer = setTimeout(run, again || done > 0 ? 0 : everyMs);
        again = false;
      });
  };

  return {
    sweep,
    nudge: run,
    start() {
      started = true;
      stopping = false;
      run();
    },
    async stop() {
      started = false;
      stopping = true;
      clearTimeout(timer);
      await running;
    },
  };
}
