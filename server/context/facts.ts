import type { LeadFacts, RawTouch } from '../../lib/contract/facts.ts';
import { isHandoffStage, kindOfEvent } from '../../lib/policy/event-kind.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { toConfirmations, toEntries, toHeard, toStepAnswers } from './entries.ts';
import { type StoredFact, toAccountFields, toIntent, toLists, toOtherScores, toPerson } from './fact-fields.ts';
import { iso } from './iso.ts';

/** `policyVersion` is the policy that stood when the stage was reached: a stage may count as a handoff. */
type StageRow = LeadFacts['stages'][number] & { policyVersion: number };

/** Everything stored of one lead but its touches. */
export type Small = {
  refs: LeadFacts['refs'];
  facts: StoredFact[];
  account_key: string | null;
  account_facts: StoredFact[];
  stages: StageRow[];
  handoffs: LeadFacts['handoffs'][number][];
  dispositions: Parameters<typeof toEntries>[0];
  feedback: Parameters<typeof toHeard>[0];
  people: {
    leadId: string;
    name: string | null;
    title: string | null;
    role: string | null;
    touches: number;
    did: string | null;
    lastAt: string | null;
  }[];
  people_total: number;
};

/** Everything but the touches, in one statement: one journey to the database and one snapshot. */
const small = `
with me as (
  select l.*, coalesce(l.group_key, l.domain_key) as account_key from leads l where l.workspace_id = $1 and l.id = $2
), mates as (
  select o.id from me join leads o on o.workspace_id = $1 and o.id <> $2
   and (o.group_key = me.group_key or o.domain_key = me.domain_key)
), shown as (
  select m.id, t.title as did, t.at, (select count(*) from touches c where c.workspace_id = $1 and c.lead_id = m.id)::int as touches
  from mates m left join lateral (
    select title, at from touches where workspace_id = $1 and lead_id = m.id order by at desc, id desc limit 1) t on true
  order by t.at desc nulls last, m.id limit 25
)
select
  (select account_key from me) as account_key,
  (select coalesce(json_agg(json_build_object('crm', crm, 'account', account, 'object', object, 'id', id)
     order by crm, account, object, id), '[]') from links where workspace_id = $1 and lead_id = $2) as refs,
  (select coalesce(json_agg(json_build_object('field', field, 'item', item, 'value', value, 'detail', detail::json, 'at', at, 'source', source)
     order by at, field, item), '[]') from lead_facts where workspace_id = $1 and lead_id = $2) as facts,
  (select coalesce(json_agg(json_build_object('field', f.field, 'item', f.item, 'value', f.value, 'detail', f.detail::json, 'at', f.at, 'source', f.source)
     order by f.at, f.field, f.item, f.account_key), '[]')
   from me join account_facts f on f.workspace_id = $1 and f.account_key in (me.group_key, me.domain_key)) as account_facts,
  (select coalesce(json_agg(json_build_object('stage', stage, 'at', at, 'source', source, 'policyVersion',
     (select coalesce(max(version), 1) from policies p where p.workspace_id = $1 and p.created_at <= stages.at)) order by at, stage), '[]')
   from stages where workspace_id = $1 and lead_id = $2) as stages,
  (select coalesce(json_agg(json_build_object('at', at, 'trigger', trigger, 'source', source, 'policyVersion', policy_version) order by at, id), '[]')
   from handoffs where workspace_id = $1 and lead_id = $2) as handoffs,
  (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'version', version, 'by', by, 'at', at, 'receivedAt', received_at,
     'payload', payload, 'reasonLabel', reason_label, 'subReasonLabel', sub_reason_label) order by version, sequence), '[]')
   from dispositions where workspace_id = $1 and lead_id = $2) as dispositions,
  (select coalesce(json_agg(json_build_object('id', id, 'kind', kind, 'version', 0, 'by', by, 'at', at, 'receivedAt', received_at,
     'payload', payload) order by sequence), '[]') from feedback where workspace_id = $1 and lead_id = $2) as feedback,
  (select coalesce(json_agg(json_build_object('leadId', s.id, 'name', n.value, 'title', j.value, 'role', r.value,
     'touches', s.touches, 'did', s.did, 'lastAt', s.at) order by s.at desc nulls last, s.id), '[]')
   from shown s
   left join lead_facts n on n.workspace_id = $1 and n.lead_id = s.id and n.field = 'name' and n.item = ''
   left join lead_facts j on j.workspace_id = $1 and j.lead_id = s.id and j.field = 'title' and j.item = ''
   left join lead_facts r on r.workspace_id = $1 and r.lead_id = s.id and r.field = 'buyingRole' and r.item = '') as people,
  (select count(*) from mates)::int as people_total`;

export type TouchRow = [
  id: string,
  at: Date,
  type: string,
  name: string,
  title: string,
  url: string | null,
  path: string | null,
  referrer: string | null,
  userAgent: string | null,
  campaign: Record<string, string>,
  stage: RawTouch['stage'],
  topic: string | null,
  spent: number | null,
  depth: number | null,
  source: string,
];

/** All that is stored of one lead, as the rules read it. What an event name means is the policy's word of today. */
export async function gatherFacts(db: Db, workspaceId: string, leadId: string, policy: Policy): Promise<LeadFacts> {
  const values = [workspaceId, leadId];
  const gathered = await db.query<Small>({ name: 'facts', text: small, values });
  const row = gathered.rows[0];
  if (!row) throw new Error('One row of facts was expected');
  const touches = await db.query<TouchRow & Record<string, unknown>>({
    name: 'touches',
    text: `select id, at, type, name, title, url, path, referrer, user_agent, campaign, stage, topic, spent, depth, source
           from touches where workspace_id = $1 and lead_id = $2 order by at, id`,
    values,
    rowMode: 'array',
  } as { text: string });
  return factsFrom(leadId, row, touches.rows, policy);
}

/** Stored rows as the rules read them under a policy. */
export function factsFrom(leadId: string, row: Small, touches: readonly TouchRow[], policy: Policy): LeadFacts {
  const { facts } = row;
  const stages = row.stages.map((stage) => ({ ...stage, at: iso(stage.at) }));
  const lists = toLists(facts);
  const heard = toHeard(row.feedback);
  const asked = facts.some(({ field }) => field === 'asked' || field === 'selfReported');
  return {
    leadId,
    refs: row.refs,
    person: toPerson(facts),
    account: row.account_key === null ? null : toAccountFields(row.account_facts),
    people: row.people.map((person) => ({ ...person, lastAt: person.lastAt === null ? null : iso(person.lastAt) })),
    peopleTotal: row.people_total,
    touches: touches.map((touch) => toTouch(touch, policy)),
    stages: stages.map(({ stage, at, source }) => ({ stage, at, source })),
    handoffs: withStages(
      row.handoffs.map((handoff) => ({ ...handoff, at: iso(handoff.at) })),
      stages,
      policy,
    ),
    ...lists,
    salesNotes: [...lists.salesNotes, ...heard.salesNotes],
    shortlist: [...lists.shortlist, ...heard.shortlist],
    claims: [...lists.claims, ...heard.claims],
    heard: heard.heard,
    stepAnswers: toStepAnswers(row.feedback),
    asked,
    intent: toIntent([...facts, ...row.account_facts]),
    otherScores: toOtherScores(facts),
    dispositions: toEntries(row.dispositions),
    confirmations: toConfirmations(row.feedback),
  };
}

/** A lifecycle stage that counts as a handoff does so when it is reached, not each time a system repeats it. */
function withStages(told: LeadFacts['handoffs'], stages: readonly StageRow[], policy: Policy): LeadFacts['handoffs'] {
  const reached = stages.filter(({ stage }, index) => stages[index - 1]?.stage !== stage && isHandoffStage(stage, policy));
  const all = [
    ...told,
    ...reached.map(({ stage, at, source, policyVersion }) => ({
      at,
      trigger: `Stage ${stage.toUpperCase()}`,
      source,
      policyVersion,
    })),
  ];
  return all.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function toTouch(row: TouchRow, policy: Policy): RawTouch {
  const [id, at, type, name, title, url, path, referrer, userAgent, campaign, stage, topic, spent, depth, source] = row;
  const kind = type === 'track' ? (kindOfEvent(name, policy) ?? 'other') : 'page';
  return {
    id,
    at: at.toISOString(),
    kind,
    name,
    title,
    url,
    path,
    referrer,
    userAgent,
    campaign,
    stage,
    topic,
    spent,
    depth,
    source,
  };
}
