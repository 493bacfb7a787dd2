import type { AccountPerson, CrmReading } from '../../lib/contract/context.ts';
import type { LeadFacts, RawTouch } from '../../lib/contract/facts.ts';
import { isHandoffStage, kindOfEvent } from '../../lib/policy/event-kind.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { toConfirmations, toEntries, toHeard, toStepAnswers } from './entries.ts';
import { type StoredFact, toAccountFields, toIntent, toLists, toOtherScores, toPerson } from './fact-fields.ts';
import { smallOf } from './facts-sql.ts';
import { iso, isoOf } from './iso.ts';

/** `policyVersion` is the policy that stood when the stage was reached: a stage may count as a handoff. */
type StageRow = LeadFacts['stages'][number] & { policyVersion: number };

/** Everything stored of one lead but its touches. */
export type Small = {
  refs: LeadFacts['refs'];
  crm: CrmReading | null;
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
    /** Their tracked events, the newest of each name. */
    tracked: { name: string; at: string }[];
  }[];
  people_total: number;
};

/** In the order of `TouchRow`. */
export const touchColumns =
  'id, at, type, name, title, url, path, referrer, user_agent, campaign, stage, topic, spent, depth, source';

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
  const gathered = await db.query<Small>({ name: 'facts', text: smallOf('$2'), values });
  const row = gathered.rows[0];
  if (!row) throw new Error('One row of facts was expected');
  const touches = await db.query<TouchRow & Record<string, unknown>>({
    name: 'touches',
    text: `select ${touchColumns} from touches where workspace_id = $1 and lead_id = $2 order by at, id`,
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
    crm: row.crm === null ? null : { ...row.crm, readAt: isoOf(row.crm.readAt), failingSince: isoOf(row.crm.failingSince) },
    person: toPerson(facts),
    account: row.account_key === null ? null : toAccountFields(row.account_facts),
    people: row.people.map((person) => toColleague(person, policy)),
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

function toColleague({ tracked, lastAt, ...person }: Small['people'][number], policy: Policy): AccountPerson {
  const requests = tracked.flatMap(({ name, at }) => {
    const kind = kindOfEvent(name, policy);
    return kind === 'demo_request' || kind === 'contact_request' ? [{ kind, at: iso(at) }] : [];
  });
  const [request] = requests.sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0));
  return { ...person, lastAt: lastAt === null ? null : iso(lastAt), ...(request ? { request } : {}) };
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
