import { createHash } from 'node:crypto';
import { inOneOrder } from '../workspaces/in-one-order.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { type Derived, digest, type FactRow, isNewer } from './rows.ts';

export type DerivedFor = Derived & { leadId: string };

type Told = { told: Record<string, number> };

/** A statement may touch a row once only: of several values for one field the newest goes in, and when each was told first. */
function newestOf<Row extends FactRow>(rows: readonly Row[], owner: (row: Row) => string): (Row & Told)[] {
  const found = new Map<string, Row & Told>();
  for (const row of rows) {
    const key = `${owner(row)}\0${row.field}\0${row.item}`;
    const known = found.get(key);
    const value = createHash('md5').update(row.value).digest('hex');
    const told = { ...known?.told, [value]: Math.min(row.at, known?.told[value] ?? row.at) };
    found.set(key, !known || isNewer(row, known) ? { ...row, told } : { ...known, told });
  }
  return inOneOrder([...found], ([key]) => key).map(([, row]) => row);
}

/** The same order as `isNewer`, in SQL: a value that comes late but is older changes nothing. */
const newer = (table: string) =>
  `(excluded.at, (excluded.value || chr(1) || excluded.source || chr(1) || coalesce(excluded.detail, '')) collate "C")
   > (${table}.at, (${table}.value || chr(1) || ${table}.source || chr(1) || coalesce(${table}.detail, '')) collate "C")`;

/** What a fact row becomes when its field is told again: the newest value, and of every value the first time it was told. */
const merged = (table: string) => {
  const parts = ['value', 'detail', 'at', 'source'].map(
    (column) => `${column} = case when ${newer(table)} then excluded.${column} else ${table}.${column} end`,
  );
  return `${parts.join(', ')}, told = (select jsonb_object_agg(key, first) from (
    select key, min(ms::float8) as first
    from (select * from jsonb_each_text(${table}.told) union all select * from jsonb_each_text(excluded.told)) e (key, ms)
    group by key order by 2 desc, 1 limit 20) t)`;
};

const at = "(timestamptz 'epoch' + at * interval '1 millisecond')";

/** Writes what events told, in bulk: one statement a table. Everything is an upsert, so the same event twice is once. */
export async function writeRows(
  db: Db,
  workspaceId: string,
  derived: readonly DerivedFor[],
  policyVersion: number,
): Promise<void> {
  const insert = async (rows: readonly object[], sql: string) => {
    if (rows.length > 0) await db.query(sql, [workspaceId, JSON.stringify(rows)]);
  };
  await writeAccounts(insert, db, workspaceId, derived);

  const facts = newestOf(
    derived.flatMap(({ leadId, facts }) => facts.map((row) => ({ leadId, ...row }))),
    ({ leadId }) => leadId,
  );
  await insert(
    facts,
    `insert into lead_facts (workspace_id, lead_id, field, item, value, detail, at, source, told)
     select $1, "leadId", field, item, value, detail, ${at}, source, told from jsonb_to_recordset($2) as x
       ("leadId" uuid, field text, item text, value text, detail text, at float8, source text, told jsonb)
     on conflict (workspace_id, lead_id, field, item) do update set ${merged('lead_facts')}`,
  );

  await insert(
    derived.flatMap(({ leadId, touch }) => (touch ? [{ leadId, ...touch }] : [])),
    `insert into touches (workspace_id, lead_id, id, at, type, name, title, url, path, referrer, user_agent, campaign, stage, topic, spent, depth, source)
     select $1, "leadId", id, ${at}, type, name, title, url, path, referrer, "userAgent", campaign, stage, topic, spent, depth, source
     from jsonb_to_recordset($2) as x ("leadId" uuid, id text, at float8, type text, name text, title text, url text, path text,
       referrer text, "userAgent" text, campaign jsonb, stage text, topic text, spent real, depth real, source text)
     on conflict do nothing`,
  );

  const stages = new Map(
    derived.flatMap(({ leadId, stages }) =>
      stages.map((one) => [`${leadId} ${one.stage} ${one.at}`, { leadId, ...one }] as const),
    ),
  );
  await insert(
    [...stages.values()],
    `insert into stages (workspace_id, lead_id, stage, at, source)
     select $1, "leadId", stage, ${at}, source from jsonb_to_recordset($2) as x ("leadId" uuid, stage text, at float8, source text)
     on conflict (workspace_id, lead_id, stage, at) do update set source = least(stages.source collate "C", excluded.source collate "C")`,
  );

  await insert(
    derived.flatMap(({ leadId, handoff }) => (handoff ? [{ leadId, policyVersion, ...handoff }] : [])),
    `insert into handoffs (workspace_id, lead_id, id, at, trigger, source, policy_version)
     select $1, "leadId", id, ${at}, trigger, source, "policyVersion" from jsonb_to_recordset($2) as x
       ("leadId" uuid, id text, at float8, trigger text, source text, "policyVersion" int)
     on conflict do nothing`,
  );

  await writeLinks(db, workspaceId, derived);
}

type Insert = (rows: readonly object[], sql: string) => Promise<void>;

async function writeAccounts(insert: Insert, db: Db, workspaceId: string, derived: readonly DerivedFor[]): Promise<void> {
  const told = derived.flatMap(({ leadId, account }) => {
    if (!account) return [];
    const group = account.group === null ? null : `group:${account.group}`;
    const domain = account.domain === null ? null : `domain:${account.domain}`;
    const key = group ?? domain;
    return key === null ? [] : [{ leadId, group, domain, key, at: account.at, facts: account.facts }];
  });
  const keys = [...new Set(told.flatMap(({ group, domain }) => [group, domain].filter((key) => key !== null)))].sort();
  if (keys.length === 0) return;
  await db.query('insert into accounts (workspace_id, key) select $1, k from unnest($2::text[]) as k on conflict do nothing', [
    workspaceId,
    keys,
  ]);
  // The newest word on where a lead belongs, group and domain apart; ties go to the greater key.
  await db.query(
    `update leads l set
       group_key = case when (n.group_at, n.group_key collate "C") > (coalesce(l.group_at, '-infinity'), coalesce(l.group_key, '') collate "C")
                        then n.group_key else l.group_key end,
       group_at = greatest(l.group_at, n.group_at),
       domain_key = case when (n.domain_at, n.domain_key collate "C") > (coalesce(l.domain_at, '-infinity'), coalesce(l.domain_key, '') collate "C")
                         then n.domain_key else l.domain_key end,
       domain_at = greatest(l.domain_at, n.domain_at)
     from (select "leadId" as id,
             (array_agg("group" order by at desc, "group" collate "C" desc) filter (where "group" is not null))[1] as group_key,
             max(${at}) filter (where "group" is not null) as group_at,
             (array_agg(domain order by at desc, domain collate "C" desc) filter (where domain is not null))[1] as domain_key,
             max(${at}) filter (where domain is not null) as domain_at
           from jsonb_to_recordset($2) as x ("leadId" uuid, "group" text, domain text, at float8) group by 1) n
     where l.workspace_id = $1 and l.id = n.id`,
    [workspaceId, JSON.stringify(told.map(({ leadId, group, domain, at }) => ({ leadId, group, domain, at })))],
  );
  const facts = newestOf(
    told.flatMap(({ key, facts }) => facts.map((row) => ({ key, ...row }))),
    ({ key }) => key,
  );
  await insert(
    facts,
    `insert into account_facts (workspace_id, account_key, field, item, value, detail, at, source, told)
     select $1, key, field, item, value, detail, ${at}, source, told from jsonb_to_recordset($2) as x
       (key text, field text, item text, value text, detail text, at float8, source text, told jsonb)
     on conflict (workspace_id, account_key, field, item) do update set ${merged('account_facts')}`,
  );
}

/** A record that already shows another lead stays with it; that it was claimed is kept. */
async function writeLinks(db: Db, workspaceId: string, derived: readonly DerivedFor[]): Promise<void> {
  const links = derived.flatMap(({ leadId, links, source }) => links.map((ref) => ({ leadId, source, ...ref })));
  if (links.length === 0) return;
  const rows = JSON.stringify(inOneOrder(links, ({ crm, account, object, id }) => digest(crm, account, object, id)));
  await db.query(
    `with told as (
       select * from jsonb_to_recordset($2) as x ("leadId" uuid, source text, crm text, account text, object text, id text)
     ), made as (
       insert into links (workspace_id, crm, account, object, id, lead_id, source)
       select $1, crm, account, object, id, "leadId", source from told on conflict do nothing
     )
     insert into claims (workspace_id, kind, value, lead_id, source, at)
     select distinct $1::uuid, 'record', concat_ws('/', t.crm, t.account, t.object, t.id), t."leadId", t.source, now()
     from told t join links l on l.workspace_id = $1 and (l.crm, l.account, l.object, l.id) = (t.crm, t.account, t.object, t.id)
     where l.lead_id <> t."leadId" on conflict do nothing`,
    [workspaceId, rows],
  );
}
