import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { LinkRequest } from '../../lib/contract/routes.ts';
import type { Principal } from '../auth/authenticate.ts';
import { rebuild } from '../context/rebuild.ts';
import { wantRead } from '../crm-read/reads-rows.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { keyName, recordKey } from '../ingest/keys.ts';
import { companyDomain } from '../ingest/mail-domains.ts';
import { writeRows } from '../ingest/write-rows.ts';
import { erasedAmong, erasedSentence } from '../privacy/tombstones.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from './in-workspace.ts';
import { leadOf } from './lead-of.ts';
import { lock } from './locks.ts';
import { currentPolicy } from './policy.ts';

/**
 * Ties a CRM record to a lead on a person's word, which outweighs what events said: a record that showed another lead moves.
 * By mail address the lead is made when it is new; by an unknown lead id it throws `no_lead`, as where one of the two is restricted.
 */
export function linkRecord(
  pool: Pool,
  who: Principal,
  wanted: LinkRequest,
  now: number,
): Promise<{ leadId: string; created: boolean }> {
  const { workspaceId } = who;
  const ref = canonicalRef(wanted.ref);
  const email = wanted.email?.trim().toLowerCase();
  return inWorkspace(pool, workspaceId, async (db) => {
    const names = [keyName(recordKey(ref)), ...(email === undefined ? [] : [`email:${email}`])];
    await lock(db, workspaceId, 'identity', names);
    const known = email === undefined ? (wanted.leadId ?? '') : await byEmail(db, workspaceId, email);
    const leadId = known ?? randomUUID();
    const before = await leadOf(db, workspaceId, ref);
    await lock(db, workspaceId, 'lead', before === null ? [leadId] : [leadId, before]);
    // Looked for with the lock in hand: until then the lead may turn out to be another.
    if (known !== null && !(await exists(db, workspaceId, known)))
      throw new ApiError('no_lead', { message: 'There is no lead with this id.' });
    if (known === null && (await erasedAmong(db, workspaceId, [`email:${email}`])).size > 0)
      throw new ApiError('no_lead', { message: erasedSentence });
    if (known === null && email !== undefined) await createLead(db, who, leadId, email, now);
    await db.query(
      `insert into links (workspace_id, crm, account, object, id, lead_id, source) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (workspace_id, crm, account, object, id) do update set lead_id = excluded.lead_id, source = excluded.source`,
      [workspaceId, ref.crm, ref.account, ref.object, ref.id, leadId, who.name],
    );
    // What the CRM says of it has not been told of this lead.
    if (before !== leadId) await wantRead(db, workspaceId, [ref], false);
    const moved = before !== null && before !== leadId ? await rebuild(db, workspaceId, before, now) : null;
    await rebuild(db, workspaceId, leadId, now, moved?.context.version);
    return { leadId, created: known === null };
  });
}

async function byEmail(db: Db, workspaceId: string, email: string): Promise<string | null> {
  const { rows } = await db.query<{ lead_id: string }>(
    `select lead_id from identities where workspace_id = $1 and kind = 'email' and value = $2`,
    [workspaceId, email],
  );
  return rows[0]?.lead_id ?? null;
}

async function exists(db: Db, workspaceId: string, leadId: string): Promise<boolean> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(leadId)) return false;
  return (await db.query('select 1 from leads where workspace_id = $1 and id = $2', [workspaceId, leadId])).rowCount === 1;
}

/** A lead known by nothing but its address, told by the person who made the link. */
async function createLead(db: Db, who: Principal, leadId: string, email: string, now: number): Promise<void> {
  const { version } = await currentPolicy(db, who.workspaceId);
  const domain = companyDomain(email);
  const fact = { item: '', detail: null, at: now, source: who.name };
  await db.query('insert into leads (workspace_id, id) values ($1, $2)', [who.workspaceId, leadId]);
  await db.query(`insert into identities (workspace_id, kind, value, lead_id, source) values ($1, 'email', $2, $3, $4)`, [
    who.workspaceId,
    email,
    leadId,
    who.name,
  ]);
  const account = domain === null ? null : { group: null, domain, at: now, facts: [{ ...fact, field: 'domain', value: domain }] };
  const facts = [{ ...fact, field: 'email', value: email }];
  const row = { leadId, source: who.name, facts, account, touch: null, stages: [], handoff: null, links: [] };
  await writeRows(db, who.workspaceId, [row], version);
}
