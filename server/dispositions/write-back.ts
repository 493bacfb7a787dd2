import type { AttemptOperation, DispositionOperation, DispositionState } from '../../lib/contract/disposition.ts';
import { undoSeconds } from '../../lib/contract/disposition.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { crmWriteFor } from '../../lib/handoff/crm-write.ts';
import { dispositionState } from '../../lib/handoff/disposition-state.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { Principal } from '../auth/authenticate.ts';
import { type StoredEntry, toEntries } from '../context/entries.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { enqueue } from '../outbox/jobs.ts';
import type { Db } from '../workspaces/in-workspace.ts';

export type Recorded = {
  operation: DispositionOperation | AttemptOperation;
  leadId: string;
  labels: { reason: string | null; subReason: string | null };
};

/**
 * Keeps the job that brings a recorded operation into the CRM, in the transaction that recorded it; the caller holds the
 * lead's lock. It waits out the time in which the choice can be taken back. Nothing is kept where the record's CRM is not
 * connected or the policy writes nothing to it. Taking back something that was never tried just withdraws its job.
 */
export async function writeBackOf(db: Db, who: Principal, policy: Policy, recorded: Recorded, now: number): Promise<void> {
  const { workspaceId } = who;
  const { operation, leadId } = recorded;
  const ref = operation.kind === 'undo' ? await withdraw(db, workspaceId, operation.undoes, now) : canonicalRef(operation.ref);
  if (ref === null) return;
  if (!(await connected(db, workspaceId, ref))) return;
  const entries = await entriesOf(db, workspaceId, leadId);
  const after: DispositionState = dispositionState(entries, policy, []);
  const undone = operation.kind === 'undo' ? (entries.find(({ id }) => id === operation.undoes) ?? null) : null;
  const by = { name: who.name, email: who.email };
  const write = crmWriteFor({ operation, by, leadId, ref, labels: recorded.labels, after, undone }, policy.writeBack);
  if (write === null) return;
  // A choice that takes another back cannot itself be taken back.
  const runAt = operation.kind === 'undo' ? now : now + undoSeconds * 1000;
  await enqueue(db, { workspaceId, leadId, kind: operation.kind, write, runAt, now });
}

async function connected(db: Db, workspaceId: string, { crm, account }: { crm: string; account: string }): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'crm-connected',
    text: 'select 1 from crm_connections where workspace_id = $1 and crm = $2 and account = $3',
    values: [workspaceId, crm, account],
  });
  return (rowCount ?? 0) > 0;
}

/** Takes back the job of an operation while it is not in a deliverer's hands; answers with its record when something of it may be there. */
async function withdraw(db: Db, workspaceId: string, operationId: string, now: number): Promise<RecordRef | null> {
  const { rows } = await db.query<{ state: string; tries: number; ref: RecordRef }>(
    'select state, tries, ref from crm_jobs where workspace_id = $1 and operation_id = $2 for update',
    [workspaceId, operationId],
  );
  const job = rows[0];
  if (!job) return null;
  if (job.state === 'waiting' || job.state === 'parked')
    await db.query(
      `update crm_jobs set state = 'withdrawn', state_since = $3, because = null where workspace_id = $1 and operation_id = $2`,
      [workspaceId, operationId, new Date(now)],
    );
  return job.tries > 0 ? job.ref : null;
}

async function entriesOf(db: Db, workspaceId: string, leadId: string) {
  type Row = Parameters<typeof toEntries>[0][number] & StoredEntry<unknown>;
  const { rows } = await db.query<Row>(
    `select id, version, by, at::text, received_at::text as "receivedAt", payload, reason_label as "reasonLabel",
       sub_reason_label as "subReasonLabel" from dispositions where workspace_id = $1 and lead_id = $2 order by version, sequence`,
    [workspaceId, leadId],
  );
  return toEntries(rows);
}
