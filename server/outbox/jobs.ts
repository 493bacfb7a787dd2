import type { Pool } from 'pg';
import type { CrmId } from '../../lib/contract/record.ts';
import { type CrmWrite, crmWrite } from '../../lib/contract/write.ts';
import type { ConnectionRow } from '../connections/targets.ts';
import { isRestricted } from '../privacy/restricted.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { wake } from './wake.ts';

export type JobState = 'waiting' | 'sending' | 'in_crm' | 'parked' | 'withdrawn';

/** A job in one deliverer's hands. */
export type Claimed = {
  workspaceId: string;
  operationId: string;
  leadId: string;
  crm: CrmId;
  account: string;
  write: CrmWrite;
  lease: string;
  /** All tries, this one included: more than one means that something may be there already. */
  tries: number;
  /** Tries of this round. */
  round: number;
  refusals: number;
};

/** Keeps a write to be made from `runAt` on, in the caller's transaction. */
export async function enqueue(
  db: Db,
  {
    workspaceId,
    leadId,
    kind,
    write,
    runAt,
    now,
  }: { workspaceId: string; leadId: string; kind: string; write: CrmWrite; runAt: number; now: number },
): Promise<void> {
  await db.query(
    `insert into crm_jobs (workspace_id, operation_id, lead_id, crm, account, ref, kind, write, state, run_at, state_since, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $10, $10)`,
    [
      workspaceId,
      write.operationId,
      leadId,
      write.ref.crm,
      write.ref.account,
      JSON.stringify(write.ref),
      kind,
      JSON.stringify(write),
      new Date(runAt),
      new Date(now),
    ],
  );
  await wake(db);
}

/**
 * What is on its way of a restricted lead waits, and counts no try: to tell its CRM would be to use what is to be kept alone, and
 * parked it would need a person for each job, while lifting the restriction is a person's word already.
 */
const open = `not ${isRestricted('j.lead_id', 'j.workspace_id')}`;

/** What is still to be written to connection `c`: in these words, for the index of it. */
const ofConnection = `j.workspace_id = c.workspace_id and j.crm = c.crm and j.account = c.account and j.state in ('waiting', 'sending')`;

/**
 * Of these the deliverer may take some: the connection is on, not resting, and a job of its is due or was left by a dead server. One
 * that was taken had come due by then, so `run_at`, in whose order they lie in the index, bounds both.
 */
const dueIn = `(j.state in ('waiting', 'sending') and j.run_at <= $1 and (j.state = 'waiting' or j.lease_until <= $1) and ${open})`;

/** Of a record's jobs the earliest that is still to be written goes first. */
const first = `not exists (select 1 from crm_jobs e where e.workspace_id = j.workspace_id and e.lead_id = j.lead_id
  and e.crm = j.crm and e.account = j.account and e.sequence < j.sequence and e.state in ('waiting', 'sending'))`;

/** Connections with work that is due. */
export async function readyConnections(pool: Pool, now: number): Promise<ConnectionRow[]> {
  const { rows } = await acrossWorkspaces(pool, 'outboxReady').query<ConnectionRow>({
    name: 'outbox-ready',
    text: `select c.* from crm_connections c
           where c.state = 'on' and (c.open_until is null or c.open_until <= $1)
             and exists (select 1 from crm_jobs j where ${ofConnection} and ${dueIn})
           order by c.workspace_id, c.crm, c.account`,
    values: [new Date(now)],
  });
  return rows;
}

type ClaimedRow = {
  operation_id: string;
  lead_id: string;
  write: unknown;
  tries: number;
  tries_before: number;
  refusals: number;
};

/**
 * Takes up to `room` due jobs of a connection, each for one deliverer alone: a row another one is taking is passed over. A try is
 * counted here, so that one a server died in is followed by one that looks first. Of a record's
 * jobs one goes at a time, in the order they were made.
 */
export async function claim(
  pool: Pool,
  { workspace_id, crm, account }: ConnectionRow,
  { room, lease, leaseMs, now }: { room: number; lease: string; leaseMs: number; now: number },
): Promise<Claimed[]> {
  const { rows } = await inWorkspace(pool, workspace_id, (db) =>
    db.query<ClaimedRow>({
      name: 'outbox-claim',
      text: `with due as (
               select j.operation_id from crm_jobs j
               where j.workspace_id = $2 and j.crm = $3 and j.account = $4 and ${dueIn}
                 and ${first}
               order by j.run_at, j.sequence limit $5 for update skip locked)
             update crm_jobs j set state = 'sending', lease = $6, lease_until = $7, tries = tries + 1,
               first_at = coalesce(first_at, $1), state_since = $1
             from due where j.workspace_id = $2 and j.operation_id = due.operation_id
             returning j.operation_id, j.lead_id, j.write, j.tries, j.tries_before, j.refusals`,
      values: [new Date(now), workspace_id, crm, account, room, lease, new Date(now + leaseMs)],
    }),
  );
  return rows.map((row) => ({
    workspaceId: workspace_id,
    operationId: row.operation_id,
    leadId: row.lead_id,
    crm,
    account,
    write: crmWrite.parse(row.write),
    lease,
    tries: row.tries,
    round: row.tries - row.tries_before,
    refusals: row.refusals,
  }));
}

/** When the next job comes due or a connection has rested, in epoch ms; null when nothing waits that could be sent. */
export async function nextDue(pool: Pool): Promise<number | null> {
  const { rows } = await acrossWorkspaces(pool, 'outboxNext').query<{ at: Date | null }>({
    name: 'outbox-next',
    text: `select min(greatest(due.at, c.open_until)) as at from crm_connections c cross join lateral (select least(
             (select j.run_at from crm_jobs j where ${ofConnection} and j.state = 'waiting' and ${first} and ${open}
              order by j.run_at limit 1),
             (select min(j.lease_until) from crm_jobs j where ${ofConnection} and j.state = 'sending' and ${first} and ${open})
           ) as at) due where c.state = 'on' and due.at is not null`,
  });
  return rows[0]?.at?.getTime() ?? null;
}
