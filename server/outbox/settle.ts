import { outdateWaiting } from '../connections/affected.ts';
import type { ConnectionId, ConnectionRow } from '../connections/targets.ts';
import type { WriteOutcome } from '../connectors/connector.ts';
import { outdate } from '../context/rebuild.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import type { Claimed } from './jobs.ts';
import { circuitAfter, type Decision, decide } from './schedule.ts';

/**
 * Keeps what came of a try, in the caller's transaction; false when the job is no longer this deliverer's, whose word then does
 * not count. A CRM that has signed us out stops its connection; its jobs wait.
 */
export async function settle(db: Db, job: Claimed, outcome: WriteOutcome, now: number, random: () => number): Promise<boolean> {
  const decision = decide(outcome, { tries: job.round, refusals: job.refusals }, now, random);
  await lock(db, job.workspaceId, 'lead', [job.leadId]);
  if (!(await keep(db, job, decision, now))) return false;
  await outdate(db, job.workspaceId, [{ leadId: job.leadId, at: now }]);
  await keepCircuit(db, job, outcome, now, random);
  return true;
}

async function keep(db: Db, job: Claimed, decision: Decision, now: number): Promise<boolean> {
  const done = decision.state === 'in_crm';
  const { rowCount } = await db.query(
    `update crm_jobs set state = $4, state_since = $5, lease = null, lease_until = null, run_at = $6, because = $7,
       parked_code = $8, wrote = $9, ids = $10, refusals = $11, tries_before = tries_before + $12
     where workspace_id = $1 and operation_id = $2 and lease = $3 and state = 'sending'`,
    [
      job.workspaceId,
      job.operationId,
      job.lease,
      decision.state,
      new Date(now),
      new Date(decision.state === 'waiting' ? decision.runAt : now),
      done ? null : decision.because.slice(0, 2000),
      decision.state === 'parked' ? decision.code : null,
      JSON.stringify(done ? decision.wrote.slice(0, 20).map((name) => name.slice(0, 120)) : []),
      JSON.stringify(done ? decision.ids : {}),
      done ? job.refusals : decision.refusals,
      decision.state === 'waiting' && !decision.counts ? 1 : 0,
    ],
  );
  return rowCount === 1;
}

/** Keeps how a connection has fared after a call, read or write. A CRM that has signed us out stops it. */
export async function keepCircuit(
  db: Db,
  { workspaceId, crm, account }: ConnectionId,
  outcome: WriteOutcome,
  now: number,
  random: () => number,
): Promise<void> {
  const key = [workspaceId, crm, account];
  const { rows } = await db.query<Pick<ConnectionRow, 'failures' | 'open_until' | 'state'>>(
    'select failures, open_until, state from crm_connections where workspace_id = $1 and crm = $2 and account = $3 for update',
    key,
  );
  const found = rows[0];
  if (!found) return;
  const before = { failures: found.failures, openUntil: found.open_until?.getTime() ?? null };
  const circuit = circuitAfter(outcome, before, now, random);
  if (circuit.failures !== before.failures || circuit.openUntil !== before.openUntil)
    await db.query(
      'update crm_connections set failures = $4, open_until = $5 where workspace_id = $1 and crm = $2 and account = $3',
      [...key, circuit.failures, circuit.openUntil === null ? null : new Date(circuit.openUntil)],
    );
  if (outcome.kind !== 'signed_out' || found.state !== 'on') return;
  await db.query(
    `update crm_connections set state = 'signed_out', paused_because = $4, changed_at = $5
     where workspace_id = $1 and crm = $2 and account = $3`,
    [...key, outcome.because.slice(0, 2000), new Date(now)],
  );
  await outdateWaiting(db, { workspaceId, crm, account }, now);
}
