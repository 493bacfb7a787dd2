import { isRestricted } from '../privacy/restricted.ts';

/** When the value a field has now was told first. */
const since = (table: string) =>
  `coalesce(timestamptz 'epoch' + (${table}.told->>md5(${table}.value))::float8 * interval '1 millisecond', ${table}.at)`;

/** The way of a disposition `d` into the CRM. What holds the connection up holds the job up: it is then not known when it goes. */
const delivery = `(select json_build_object('state', j.state, 'crm', j.crm, 'since', j.state_since, 'tries', j.tries, 'wrote', j.wrote,
   'leftOut', coalesce(j.write->'leftOut', '[]'), 'nextAt', case when j.state = 'waiting' and c.state = 'on' then greatest(j.run_at, c.open_until) end,
   'because', case when j.state = 'waiting' and c.state <> 'on' then c.paused_because else j.because end)
  from crm_jobs j left join crm_connections c on c.workspace_id = j.workspace_id and c.crm = j.crm and c.account = j.account
  where j.workspace_id = $1 and j.operation_id = d.id)`;

/**
 * Everything stored of one lead but its touches, as one select: one journey to the database and one snapshot. `$1` is the
 * workspace, `lead` the SQL that gives the lead's id.
 */
export const smallOf = (lead: string): string => `with me as (
  select l.*, coalesce(l.group_key, l.domain_key) as account_key from leads l where l.workspace_id = $1 and l.id = ${lead}
), mates as (
  select o.id from me join leads o on o.workspace_id = $1 and o.id <> ${lead}
   and (o.group_key = me.group_key or o.domain_key = me.domain_key) and not ${isRestricted('o.id')}
), shown as (
  select m.id, t.title as did, t.at, (select count(*) from touches c where c.workspace_id = $1 and c.lead_id = m.id)::int as touches
  from mates m left join lateral (
    select title, at from touches where workspace_id = $1 and lead_id = m.id order by at desc, id desc limit 1) t on true
  order by t.at desc nulls last, m.id limit 25
)
select
  (select account_key from me) as account_key,
  (select coalesce(json_agg(json_build_object('crm', crm, 'account', account, 'object', object, 'id', id)
     order by crm, account, object, id), '[]') from links where workspace_id = $1 and lead_id = ${lead}) as refs,
  (select json_build_object('crm', r.crm, 'readAt', r.read_at, 'failingSince', r.failing_since, 'because', r.because)
   from links l join crm_reads r using (workspace_id, crm, account, object, id)
   where l.workspace_id = $1 and l.lead_id = ${lead} and (r.read_at is not null or r.failing_since is not null)
     and exists (select from crm_connections c where c.workspace_id = $1 and c.crm = l.crm and c.account = l.account)
   order by (r.failing_since is not null and r.next_at is not null) desc, r.read_at desc nulls last, r.crm, r.account, r.object, r.id
   limit 1) as crm,
  (select coalesce(json_agg(json_build_object('field', field, 'item', item, 'value', value, 'detail', detail::json, 'at', at, 'source', source,
     'since', ${since('lead_facts')}) order by at, field, item), '[]') from lead_facts where workspace_id = $1 and lead_id = ${lead}) as facts,
  (select coalesce(json_agg(json_build_object('field', f.field, 'item', f.item, 'value', f.value, 'detail', f.detail::json, 'at', f.at, 'source', f.source,
     'since', ${since('f')})
     order by f.at, f.field, f.item, f.account_key), '[]')
   from me join account_facts f on f.workspace_id = $1 and f.account_key in (me.group_key, me.domain_key)) as account_facts,
  (select coalesce(json_agg(json_build_object('stage', stage, 'at', at, 'source', source, 'policyVersion',
     (select coalesce(max(version), 1) from policies p where p.workspace_id = $1 and p.created_at <= stages.at)) order by at, stage), '[]')
   from stages where workspace_id = $1 and lead_id = ${lead}) as stages,
  (select coalesce(json_agg(json_build_object('at', at, 'trigger', trigger, 'source', source, 'policyVersion', policy_version) order by at, id), '[]')
   from handoffs where workspace_id = $1 and lead_id = ${lead}) as handoffs,
  (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'version', version, 'by', by, 'at', at, 'receivedAt', received_at,
     'payload', payload, 'reasonLabel', reason_label, 'subReasonLabel', sub_reason_label, 'delivery', ${delivery}) order by version, sequence), '[]')
   from dispositions d where workspace_id = $1 and lead_id = ${lead}) as dispositions,
  (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'version', 0, 'by', by, 'at', at, 'receivedAt', received_at,
     'payload', payload) order by sequence), '[]') from feedback where workspace_id = $1 and lead_id = ${lead}) as feedback,
  (select coalesce(json_agg(json_build_object('leadId', s.id, 'name', n.value, 'title', j.value, 'role', r.value,
     'touches', s.touches, 'did', s.did, 'lastAt', s.at, 'tracked', (select coalesce(json_agg(json_build_object('name', e.name, 'at', e.at)), '[]')
       from (select name, max(at) as at from touches where workspace_id = $1 and lead_id = s.id and type = 'track'
         group by name order by max(at) desc limit 50) e)) order by s.at desc nulls last, s.id), '[]')
   from shown s
   left join lead_facts n on n.workspace_id = $1 and n.lead_id = s.id and n.field = 'name' and n.item = ''
   left join lead_facts j on j.workspace_id = $1 and j.lead_id = s.id and j.field = 'title' and j.item = ''
   left join lead_facts r on r.workspace_id = $1 and r.lead_id = s.id and r.field = 'buyingRole' and r.item = '') as people,
  (select count(*) from mates)::int as people_total`;
