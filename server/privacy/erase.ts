import type { Pool } from 'pg';
import type { Erasure } from '../../lib/contract/privacy.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { outdate, rebuildOutdated } from '../context/rebuild.ts';
import { recordKey } from '../ingest/keys.ts';
import { contextChannel } from '../live/channel.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { leadTables } from './tables.ts';
import { hashed } from './tombstones.ts';

type Known = { names: string[]; values: string[]; refs: RecordRef[] };

/**
 * Removes all that is held on a lead and keeps of it only that it was, and salted hashes of its identifiers, so that neither a
 * replayed event nor a CRM's reading brings it back. Again it answers with the receipt of the first time. Colleagues' contexts that
 * showed the lead are worked out anew, and open sidebars told, before it answers. Throws `no_lead`.
 */
export async function eraseLead(
  pool: Pool,
  workspaceId: string,
  leadId: string,
  { by, now }: { by: string | null; now: number },
): Promise<Erasure> {
  const { receipt, colleagues } = await inWorkspace(pool, workspaceId, async (db) => {
    const before = await receiptOf(db, workspaceId, leadId);
    if (before !== null) return { receipt: before, colleagues: [] };
    const known = await knownOf(db, workspaceId, leadId);
    await lock(db, workspaceId, 'identity', known.names);
    await lock(db, workspaceId, 'lead', [leadId]);
    const found = await db.query('select 1 from leads where workspace_id = $1 and id = $2', [workspaceId, leadId]);
    if (found.rowCount === 0) {
      // Somebody else may have been quicker.
      const theirs = await receiptOf(db, workspaceId, leadId);
      if (theirs !== null) return { receipt: theirs, colleagues: [] };
      throw new ApiError('no_lead', { message: 'There is no lead with this id.' });
    }
    // With the locks in hand: an event may have brought one more identifier.
    const held = await knownOf(db, workspaceId, leadId);
    if (held.names.some((name) => !known.names.includes(name)))
      throw Object.assign(new Error('A lead changed'), { code: '40001' });
    return erase(db, workspaceId, leadId, held, { by, now });
  });
  await rebuildOutdated(pool, workspaceId, colleagues, now);
  return receipt;
}

async function knownOf(db: Db, workspaceId: string, leadId: string): Promise<Known> {
  const identities = await db.query<{ kind: string; value: string }>(
    'select kind, value from identities where workspace_id = $1 and lead_id = $2',
    [workspaceId, leadId],
  );
  const { rows: refs } = await db.query<RecordRef>(
    'select crm, account, object, id from links where workspace_id = $1 and lead_id = $2 order by crm, account, object, id',
    [workspaceId, leadId],
  );
  const records = refs.map((ref) => recordKey(ref).value);
  return {
    names: [...identities.rows.map(({ kind, value }) => `${kind}:${value}`), ...records.map((value) => `record:${value}`)],
    values: [...identities.rows.map(({ value }) => value), ...records],
    refs,
  };
}

async function erase(
  db: Db,
  workspaceId: string,
  leadId: string,
  { names, values, refs }: Known,
  { by, now }: { by: string | null; now: number },
): Promise<{ receipt: Erasure; colleagues: string[] }> {
  const at = new Date(now);
  const one = [workspaceId, leadId];
  await db.query(
    `insert into tombstones (workspace_id, hash, lead_id, at)
     select $1, ${hashed('w.erasure_salt', 'n')}, $2, $4 from unnest($3::text[]) as n, workspaces w where w.id = $1 on conflict do nothing`,
    [...one, names, at],
  );
  const { rows: accounts } = await db.query<{ key: string }>(
    'select unnest(array_remove(array[group_key, domain_key], null)) as key from leads where workspace_id = $1 and id = $2',
    one,
  );
  const keys = accounts.map(({ key }) => key);
  const { rows: colleagues } = await db.query<{ id: string }>(
    'select id from leads where workspace_id = $1 and id <> $2 and (group_key = any($3) or domain_key = any($3)) order by id',
    [...one, keys],
  );
  const removed: Record<string, number> = {};
  const remove = async (table: string, where: string, given: readonly unknown[]) => {
    const { rowCount } = await db.query(`delete from ${table} t where t.workspace_id = $1 and ${where}`, given);
    removed[table] = (removed[table] ?? 0) + (rowCount ?? 0);
  };
  // What others' events claimed of this person, then the claims themselves, then what a browser of theirs did unrecognised.
  await remove(
    'events',
    `exists (select from claims c where c.workspace_id = $1 and c.value = any($2) and c.lead_id = t.lead_id
       and c.source = t.source and strpos(t.payload::text, c.value) > 0)`,
    [workspaceId, values],
  );
  await remove('claims', 't.value = any($2)', [workspaceId, values]);
  await remove('events', 't.lead_id is null and t.anonymous_id = any($2)', [workspaceId, values]);
  for (const table of leadTables) await remove(table, 't.lead_id = $2', one);
  await remove('leads', 't.id = $2', one);
  // A company nobody is left of was known for this person alone.
  const alone =
    'and not exists (select from leads l where l.workspace_id = $1 and (l.group_key = any($2) or l.domain_key = any($2)))';
  for (const key of keys) {
    await remove('account_facts', `t.account_key = any($2) ${alone}`, [workspaceId, [key]]);
    await remove('accounts', `t.key = any($2) ${alone}`, [workspaceId, [key]]);
  }
  const nameless = refs.map(({ crm, account, object }) => ({ crm, account, object, id: null }));
  await db.query(
    'insert into erasures (workspace_id, lead_id, at, erased_by, removed, remaining) values ($1, $2, $3, $4, $5, $6)',
    [...one, at, by, JSON.stringify(removed), JSON.stringify(nameless)],
  );
  await outdate(
    db,
    workspaceId,
    colleagues.map(({ id }) => ({ leadId: id, at: now })),
  );
  // Nothing is worked out of a restricted lead: of what it showed, only what it will be judged by stays.
  await db.query(
    `update contexts set body = json_build_object('clocks', body::json->'clocks')::text
     where workspace_id = $1 and lead_id = any($2) and restricted and body <> ''`,
    [workspaceId, colleagues.map(({ id }) => id)],
  );
  // Version 0 and no record: it is gone, and what goes round must not name it.
  await db.query('select pg_notify($1, $2)', [contextChannel, JSON.stringify([workspaceId, leadId, 0])]);
  return { receipt: receiptFrom({ leadId, at, removed, remaining: refs }), colleagues: colleagues.map(({ id }) => id) };
}

type Receipt = { leadId: string; at: Date; removed: Erasure['removed']; remaining: Erasure['remaining'] };

async function receiptOf(db: Db, workspaceId: string, leadId: string): Promise<Erasure | null> {
  const { rows } = await db.query<Receipt>(
    'select lead_id as "leadId", at, removed, remaining from erasures where workspace_id = $1 and lead_id = $2',
    [workspaceId, leadId],
  );
  return rows[0] ? receiptFrom(rows[0]) : null;
}

function receiptFrom({ leadId, at, removed, remaining }: Receipt): Erasure {
  const next =
    remaining.length === 0
      ? 'No CRM record was known; backups made before this hold the lead until they are thrown away.'
      : `Erase ${remaining.length} CRM record${remaining.length === 1 ? '' : 's'} in the CRM by hand; backups made before this hold the lead until they are thrown away.`;
  return { leadId, erasedAt: at.toISOString(), removed, remaining, next };
}

/** Leads that were erased, by id alone, the oldest first: to be erased again in a database put back to an earlier day. */
export async function erasedLeads(pool: Pool, workspaceId: string): Promise<string[]> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<{ id: string }>('select lead_id as id from erasures where workspace_id = $1 order by at, lead_id', [workspaceId]),
  );
  return rows.map(({ id }) => id);
}
