import type { Event } from '../../lib/contract/event.ts';
import { isRestricted } from '../privacy/restricted.ts';
import { inOneOrder } from '../workspaces/in-one-order.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import type { StoredEvent } from './derive.ts';
import { type Key, keyName, type RecordKey } from './keys.ts';
import type { LeadState, People } from './people.ts';

type Waiting = StoredEvent & { leadId: string };

/** Who owns these identifiers, which leads these records show, how much is known of each owner, and who of them is restricted. */
export async function lookUp(
  db: Db,
  workspaceId: string,
  keys: readonly Key[],
  records: readonly RecordKey[],
): Promise<{ owners: Map<string, string>; states: Map<string, LeadState>; restricted: Set<string> }> {
  const { rows } = await db.query<
    { kind: Key['kind'] | 'record'; value: string; lead_id: string; restricted: boolean } & LeadState
  >({
    // Without a name: planned for this workspace, which may be far larger than most.
    text: `with mine as (
       select i.kind, i.value, i.lead_id from identities i join unnest($2::text[], $3::text[]) as k(kind, value)
         on i.kind = k.kind and i.value = k.value where i.workspace_id = $1
       union all
       select 'record', r.value, l.lead_id from links l
         join unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[]) as r (value, crm, account, object, id)
         on (l.crm, l.account, l.object, l.id) = (r.crm, r.account, r.object, r.id) where l.workspace_id = $1
     ), owner as (
       select lead_id,
         exists (select from identities where workspace_id = $1 and lead_id = o.lead_id and kind = 'user') as "hasUser",
         exists (select from identities where workspace_id = $1 and lead_id = o.lead_id and kind = 'email') as "hasEmail",
         exists (select from links where workspace_id = $1 and lead_id = o.lead_id)
           or exists (select from dispositions where workspace_id = $1 and lead_id = o.lead_id)
           or exists (select from feedback where workspace_id = $1 and lead_id = o.lead_id) as named,
         ${isRestricted('o.lead_id')} as restricted
       from (select distinct lead_id from mine) o
     )
     select m.kind, m.value, m.lead_id, o."hasUser", o."hasEmail", o."hasEmail" or o.named as known, o.restricted from mine m join owner o using (lead_id)`,
    values: [
      workspaceId,
      keys.map(({ kind }) => kind),
      keys.map(({ value }) => value),
      // As columns: where rows are kept apart by workspace, Postgres looks up no index by what an operator such as ->> gives.
      records.map(({ value }) => value),
      ...(['crm', 'account', 'object', 'id'] as const).map((part) => records.map(({ ref }) => ref[part])),
    ],
  });
  return {
    owners: new Map(rows.map(({ kind, value, lead_id }) => [`${kind}:${value}`, lead_id])),
    states: new Map(rows.map(({ lead_id, known, hasUser, hasEmail }) => [lead_id, { known, hasUser, hasEmail }])),
    restricted: new Set(rows.filter(({ restricted }) => restricted).map(({ lead_id }) => lead_id)),
  };
}

/** Writes new leads, whose identifiers are whose, and claims. */
export async function writePeople(db: Db, workspaceId: string, source: string, people: People, now: number): Promise<void> {
  const created = people.created.filter((id) => !people.merged.has(id));
  if (created.length > 0)
    await db.query('insert into leads (workspace_id, id) select $1, id from unnest($2::uuid[]) as id', [workspaceId, created]);
  const attached = inOneOrder(people.attached, keyName).map(({ kind, value, leadId }) => ({
    kind,
    value,
    leadId: people.final(leadId),
  }));
  if (attached.length > 0)
    await db.query(
      `insert into identities (workspace_id, kind, value, lead_id, source)
       select $1, kind, value, "leadId", $3 from jsonb_to_recordset($2) as x (kind text, value text, "leadId" uuid)`,
      [workspaceId, JSON.stringify(attached), source],
    );
  const claims = people.claims.map(({ kind, value, leadId }) => ({ kind, value, leadId: people.final(leadId) }));
  if (claims.length > 0)
    await db.query(
      `insert into claims (workspace_id, kind, value, lead_id, source, at)
       select distinct $1::uuid, kind, value, "leadId", $3, $4::timestamptz from jsonb_to_recordset($2) as x (kind text, value text, "leadId" uuid)
       on conflict do nothing`,
      [workspaceId, JSON.stringify(claims), source, new Date(now)],
    );
}

type EventRow = { lead_id: string; message_id: string; source: string; at: Date; payload: Event };

const toWaiting = ({ lead_id, message_id, source, at, payload }: EventRow): Waiting => ({
  leadId: lead_id,
  messageId: message_id,
  source,
  at: at.getTime(),
  event: payload,
});

/** Events of browsers that have just been told apart: they become their person's, to be read again for it. */
export async function joinWaiting(db: Db, workspaceId: string, people: People): Promise<Waiting[]> {
  const browsers = people.attached.filter(({ kind }) => kind === 'anonymous');
  if (browsers.length === 0) return [];
  const { rows } = await db.query<EventRow>(
    `update events e set lead_id = b.lead_id from unnest($2::text[], $3::uuid[]) as b(value, lead_id)
     where e.workspace_id = $1 and e.anonymous_id = b.value and e.lead_id is null
     returning e.lead_id, e.message_id, e.source, e.at, e.payload`,
    [workspaceId, browsers.map(({ value }) => value), browsers.map(({ leadId }) => people.final(leadId))],
  );
  return rows.map(toWaiting);
}

const derivedTables = ['touches', 'lead_facts', 'stages', 'handoffs', 'claims', 'contexts'];

/** Moves everything of absorbed leads that were stored before to the leads they turned out to be. */
export async function absorb(db: Db, workspaceId: string, people: People): Promise<Waiting[]> {
  const stored = [...people.merged.keys()].filter((id) => !people.created.includes(id));
  if (stored.length === 0) return [];
  const pairs = [workspaceId, stored, stored.map((id) => people.final(id))];
  const moved = 'from unnest($2::uuid[], $3::uuid[]) as m(old, new) where t.workspace_id = $1 and t.lead_id = m.old';
  for (const table of ['identities', 'restrictions']) await db.query(`update ${table} t set lead_id = m.new ${moved}`, pairs);
  const { rows } = await db.query<EventRow>(
    `update events t set lead_id = m.new ${moved} returning t.lead_id, t.message_id, t.source, t.at, t.payload`,
    pairs,
  );
  for (const table of derivedTables)
    await db.query(`delete from ${table} where workspace_id = $1 and lead_id = any($2::uuid[])`, [workspaceId, stored]);
  await db.query('delete from leads where workspace_id = $1 and id = any($2::uuid[])', [workspaceId, stored]);
  return rows.map(toWaiting);
}
