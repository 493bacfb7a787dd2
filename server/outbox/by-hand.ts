import type { Pool } from 'pg';
import type { ParkedJob } from '../../lib/contract/connection.ts';
import { crmWrite } from '../../lib/contract/write.ts';
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
};

/** Jobs that wait for a person, the newest first, and how many there are; without those of restricted leads. */
export function parkedJobs(pool: Pool, workspaceId: string, most = 100): Promise<{ jobs: ParkedJob[]; total: number }> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<ParkedRow>(
      `select operation_id as "operationId", lead_id as "leadId", ref, kind, parked_code as code, because, tries, state_since as since
       from crm_jobs j where workspace_id = $1 and state = 'parked' and not ${isRestricted('j.lead_id')} order by state_since desc, sequence desc limit $2`,
      [workspaceId, most],
    );
    const { rows: counted } = await db.query<{ total: number }>(
      `select count(*)::int as total from crm_jobs j where workspace_id = $1 and state = 'parked' and not ${isRestricted('j.lead_id')}`,
      [workspaceId],
    );
    const jobs = rows.map(({ code, because, since, ...job }) => ({
      ...job,
      code: code ?? 'exhausted',
      because: because ?? '',
      since: since.toISOString(),
    }));
    return { jobs, total: counted[0]?.total ?? 0 };
  });
}

type Found = { lead_id: string; state: string; crm: string; account: string; write: unknown; sequence: string };

async function parked(db: Db, workspaceId: string, operationId: string): Promise<Found> {
  const text = 'select lead_id, state, crm, account, write, sequence from crm_jobs where workspace_id = $1 and operation_id = $2';
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
    const { rows: later } = await db.query<{ write: unknown }>(
      `select write from crm_jobs where workspace_id = $1 and lead_id = $2 and crm = $3 and account = $4 and sequence > $5
         and ref = (select ref from crm_jobs where workspace_id = $1 and operation_id = $6)
         and (state in ('sending', 'in_crm') or (tries > 0 and (state in ('waiting', 'withdrawn') and parked_code is null or parked_code = 'exhausted')))`,
      [workspaceId, job.lead_id, job.crm, job.account, job.sequence, operationId],
    );
    const write = withoutOvertaken(
      crmWrite.parse(job.write),
      later.map((one) => crmWrite.parse(one.write)),
    );
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
