import type { Pool } from 'pg';
import type { ParkedJob } from '../../lib/contract/connection.ts';
import { type CrmWrite, crmWrite } from '../../lib/contract/write.ts';
import { withoutOvertaken } from '../../lib/handoff/crm-write.ts';
import { outdate } from '../context/rebuild.ts';
import { isRestricted } from '../privacy/restricted.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { wake } from './wake.ts';

type ParkedRow = {
  operationId: string;
  leadId: string;
  ref: ParkedJob['ref'];
  kind: ParkedJob['kind'];
  code: string | null;
  because: string | null;
  tries: number;
  since: Date;
  write: unknown;
  later: LaterRow[] | null;
};

/** A later job of the same record, whatever became of it. */
type LaterRow = { write: unknown; state: string; tries: number; parked_code: string | null };

/** Later jobs of the record of job `j`. */
const laterThanJ = `l.workspace_id = j.workspace_id and l.lead_id = j.lead_id and l.crm = j.crm and l.account = j.account
  and l.sequence > j.sequence and l.ref = j.ref`;

/** Whether it has been written, or may have: tries that nobody knows the outcome of count as if they had come through. */
function mayBeInCrm({ state, tries, parked_code: code }: LaterRow): boolean {
  if (state === 'sending' || state === 'in_crm') return true;
  return (
    tries > 0 &&
    (code === 'exhausted' || code === 'disconnected' || (code === null && (state === 'waiting' || state === 'withdrawn')))
  );
}

/** A write as it is sent again: what later jobs have written stands. */
const sentAgain = (write: unknown, later: readonly LaterRow[]): CrmWrite =>
  withoutOvertaken(
    crmWrite.parse(write),
    later.filter(mayBeInCrm).map((one) => crmWrite.parse(one.write)),
  );

/** Jobs that wait for a person, the newest first, and how many there are; without those of restricted leads. */
export function parkedJobs(pool: Pool, workspaceId: string, most = 100): Promise<{ jobs: ParkedJob[]; total: number }> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<ParkedRow>(
      `select operation_id as "operationId", lead_id as "leadId", ref, kind, parked_code as code, because, tries, state_since as since, write,
         (select json_agg(json_build_object('write', l.write, 'state', l.state, 'tries', l.tries, 'parked_code', l.parked_code))
          from crm_jobs l where ${laterThanJ}) as later
       from crm_jobs j where workspace_id = $1 and state = 'parked' and not ${isRestricted('j.lead_id')} order by state_since desc, sequence desc limit $2`,
      [workspaceId, most],
    );
    const { rows: counted } = await db.query<{ total: number }>(
      `select count(*)::int as total from crm_jobs j where workspace_id = $1 and state = 'parked' and not ${isRestricted('j.lead_id')}`,
      [workspaceId],
    );
    const jobs = rows.map(({ code, because, since, write, later, ...job }) => ({
      ...job,
      leftOut: sentAgain(write, later ?? []).leftOut ?? [],
      code: code ?? 'exhausted',
      because: because ?? '',
      since: since.toISOString(),
    }));
    return { jobs, total: counted[0]?.total ?? 0 };
  });
}

type Found = { lead_id: string; state: string; write: unknown };

async function parked(db: Db, workspaceId: string, operationId: string): Promise<Found> {
  const text = 'select lead_id, state, write from crm_jobs where workspace_id = $1 and operation_id = $2';
  const { rows } = await db.query<Found>(text, [workspaceId, operationId]);
  if (!rows[0]) throw new ApiError('not_found', { message: 'Nothing of this id is on its way to a CRM.' });
  await lock(db, workspaceId, 'lead', [rows[0].lead_id]);
  const { rows: held } = await db.query<Found>(`${text} for update`, [workspaceId, operationId]);
  const found = held[0] ?? rows[0];
  if (found.state !== 'parked')
    throw new ApiError('not_offered', {
      message:
        found.state === 'in_crm' ? 'This is in the CRM already.' : 'This is not parked: it is sent by itself, or was taken back.',
    });
  return found;
}

/**
 * Gives a parked job back to the schedule, from the start; the next try looks first for what may be there. What later jobs of the
 * record have written since, or may have, stands: only the rest is still sent. Throws `not_found`, or `not_offered` for one that is not parked.
 */
export function replay(
  pool: Pool,
  workspaceId: string,
  operationId: string,
  by: string,
  now: number,
): Promise<{ leadId: string }> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const job = await parked(db, workspaceId, operationId);
    // Held, so that none of them is on its way before this one is known to be.
    const { rows: later } = await db.query<LaterRow>(
      `select l.write, l.state, l.tries, l.parked_code from crm_jobs l, crm_jobs j
       where j.workspace_id = $1 and j.operation_id = $2 and ${laterThanJ} order by l.sequence for update of l`,
      [workspaceId, operationId],
    );
    const write = sentAgain(job.write, later);
    await db.query(
      `update crm_jobs set state = 'waiting', run_at = $3, state_since = $3, tries_before = tries, refusals = 0, first_at = null,
         parked_code = null, ended_by = $4, write = $5 where workspace_id = $1 and operation_id = $2`,
      [workspaceId, operationId, new Date(now), by, JSON.stringify(write)],
    );
    await outdate(db, workspaceId, [{ leadId: job.lead_id, at: now }]);
    await wake(db);
    return { leadId: job.lead_id };
  });
}

/** Ends a parked job for good, on a person's word, which is kept. Throws as `replay` does. */
export function discard(
  pool: Pool,
  workspaceId: string,
  operationId: string,
  { by, reason }: { by: string; reason: string },
  now: number,
): Promise<void> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const job = await parked(db, workspaceId, operationId);
    await db.query(
      `update crm_jobs set state = 'withdrawn', state_since = $3, ended_by = $4, because = $5
       where workspace_id = $1 and operation_id = $2`,
      [workspaceId, operationId, new Date(now), by, `Discarded by ${by}: ${reason}`.slice(0, 2000)],
    );
    await outdate(db, workspaceId, [{ leadId: job.lead_id, at: now }]);
  });
}
