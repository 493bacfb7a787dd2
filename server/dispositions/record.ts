import { createHash } from 'node:crypto';
import type { Pool } from 'pg';
import type { LeadContext } from '../../lib/contract/context.ts';
import type { AttemptOperation, DispositionOperation, FeedbackOperation, Operation } from '../../lib/contract/disposition.ts';
import { judge } from '../../lib/handoff/disposition-state.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { Principal } from '../auth/authenticate.ts';
import { currentContext } from '../context/current.ts';
import { rebuild } from '../context/rebuild.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { refuseErased } from '../privacy/tombstones.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { leadOf } from '../workspaces/lead-of.ts';
import { lock } from '../workspaces/locks.ts';
import { currentPolicy } from '../workspaces/policy.ts';
import { writeBackOf } from './write-back.ts';

export type Recorded = { duplicate: boolean; context: LeadContext };

type Known = { lead_id: string; hash: Buffer };

/** The same operation gives the same hash, whatever order its keys came in. */
export function hashOf(operation: Operation): Buffer {
  const sorted = JSON.stringify(operation, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(sorted).digest();
}

/**
 * Keeps what a rep did, once, in one transaction, and answers with the context that came of it. The same id with the same
 * content is a repeat and changes nothing. Of a restricted lead a repeat is refused as well, since its answer would show the lead:
 * the device keeps it and sends it again. Throws `no_lead`, `id_reused`, `conflict` with what stands now, or `not_offered`
 * with the reason.
 */
export function recordOperation(pool: Pool, who: Principal, operation: Operation, now: number): Promise<Recorded> {
  const { workspaceId } = who;
  const hash = hashOf(operation);
  return inWorkspace(pool, workspaceId, async (db) => {
    const earlier = await find(db, workspaceId, operation.id);
    const leadId = earlier?.lead_id ?? (await leadOf(db, workspaceId, canonicalRef(operation.ref)));
    if (leadId === null) {
      await refuseErased(db, workspaceId, canonicalRef(operation.ref));
      throw new ApiError('no_lead');
    }
    await lock(db, workspaceId, 'lead', [leadId]);
    // Asked again with the lock in hand: the first sending may have been under way.
    const known = await find(db, workspaceId, operation.id);
    if (known) {
      if (!known.hash.equals(hash)) throw new ApiError('id_reused');
      return { duplicate: true, context: await currentContext(db, workspaceId, known.lead_id, now) };
    }
    const { policy, version } = await currentPolicy(db, workspaceId);
    if (operation.kind === 'origin' || operation.kind === 'step' || operation.kind === 'heard')
      await appendFeedback(db, who, leadId, operation, hash, version, now);
    else await appendDisposition(db, who, leadId, operation, hash, { policy, version }, now);
    const { context } = await rebuild(db, workspaceId, leadId, now);
    return { duplicate: false, context };
  });
}

async function find(db: Db, workspaceId: string, id: string): Promise<Known | null> {
  const { rows } = await db.query<Known>(
    `select lead_id, hash from dispositions where workspace_id = $1 and id = $2
     union all select lead_id, hash from feedback where workspace_id = $1 and id = $2`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}

const common = (who: Principal, leadId: string, operation: Operation, hash: Buffer, policyVersion: number, now: number) => [
  who.workspaceId,
  operation.id,
  leadId,
  operation.kind,
  who.name,
  who.tokenId,
  // In UTC: Postgres takes no zone further off than 16 hours.
  new Date(operation.at).toISOString(),
  new Date(now),
  JSON.stringify(operation),
  hash,
  JSON.stringify(operation.seen),
  policyVersion,
];

const columns = 'workspace_id, id, lead_id, kind, by, token_id, at, received_at, payload, hash, seen, policy_version';

async function appendFeedback(
  db: Db,
  who: Principal,
  leadId: string,
  operation: FeedbackOperation,
  hash: Buffer,
  policyVersion: number,
  now: number,
): Promise<void> {
  await db.query(
    `insert into feedback (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    common(who, leadId, operation, hash, policyVersion, now),
  );
}

async function appendDisposition(
  db: Db,
  who: Principal,
  leadId: string,
  operation: DispositionOperation | AttemptOperation,
  hash: Buffer,
  { policy, version: policyVersion }: { policy: Policy; version: number },
  now: number,
): Promise<void> {
  const { disposition } = await currentContext(db, who.workspaceId, leadId, now);
  const verdict = judge(operation, disposition, new Date(now).toISOString());
  if (!verdict.ok) {
    const current = { version: disposition.version, entry: disposition.current ?? disposition.history[0] ?? null };
    throw new ApiError(verdict.code, verdict.code === 'conflict' ? { current } : { message: verdict.message });
  }
  const code = 'reason' in operation ? operation.reason : null;
  const subCode = 'subReason' in operation ? operation.subReason : null;
  const reason = policy.dispositions.reasons.find((one) => one.code === code);
  const labels = {
    reason: reason?.label ?? null,
    subReason: reason?.subReasons.find((one) => one.code === subCode)?.label ?? null,
  };
  const version = operation.kind === 'attempt' ? disposition.version : disposition.version + 1;
  await db.query(
    `insert into dispositions (${columns}, version, reason_label, sub_reason_label)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [...common(who, leadId, operation, hash, policyVersion, now), version, labels.reason, labels.subReason],
  );
  await writeBackOf(db, who, policy, { operation, leadId, labels }, now);
}
