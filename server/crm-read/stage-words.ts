import { type Stage, stages } from '../../lib/contract/context.ts';
import type { ObjectKind } from '../../lib/contract/record.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { CrmRecord } from '../connectors/connector.ts';

/** Words without case, spaces and punctuation; HubSpot ends the ids of its default lead stages in `-stage-id`. */
const plain = (word: string): string =>
  word
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .replace(/stageid$/, '');

/** The words of a CRM as delivered. A word that is not here says nothing: "New" is where every lead begins, whatever was known of it. */
const words: Readonly<Record<string, Stage>> = {
  // HubSpot: lifecycle stages, lead statuses, stages of its lead pipeline.
  subscriber: 'inquiry',
  lead: 'inquiry',
  marketingqualifiedlead: 'mql',
  salesqualifiedlead: 'sql',
  opportunity: 'opportunity',
  customer: 'opportunity',
  evangelist: 'opportunity',
  attemptedtocontact: 'sal',
  attempting: 'sal',
  inprogress: 'sal',
  connected: 'sal',
  opendeal: 'opportunity',
  unqualified: 'disqualified',
  // Salesforce: statuses of a lead.
  working: 'sal',
  workingcontacted: 'sal',
  contacted: 'sal',
  qualified: 'sql',
  converted: 'sql',
  closedconverted: 'sql',
  closednotconverted: 'disqualified',
  // Ours, where an admin named a stage after them.
  inquiry: 'inquiry',
  mql: 'mql',
  sal: 'sal',
  sql: 'sql',
  disqualified: 'disqualified',
};

const overrides = new WeakMap<Policy['crmStages'], Map<string, Stage | null>>();

/** What a word of the CRM is in our stages, or null. The policy comes first; a record that is a deal is one at every stage. */
export function stageFor(word: string, object: ObjectKind, policy: Policy): Stage | null {
  let table = overrides.get(policy.crmStages);
  if (!table) {
    table = new Map(Object.entries(policy.crmStages).map(([said, stage]) => [plain(said), stage]));
    overrides.set(policy.crmStages, table);
  }
  const own = table.get(plain(word));
  if (own !== undefined) return own;
  return object === 'opportunity' ? 'opportunity' : (words[plain(word)] ?? null);
}

export type ReachedStage = { stage: Stage; at: string | null };

/**
 * The stages of a record in our words. A status without a date is what holds now, and counts only where it is further than
 * what is dated: "In progress" takes nothing back from a lead that has been qualified.
 */
export function reachedStages(record: Pick<CrmRecord, 'stages' | 'ref'>, policy: Policy): ReachedStage[] {
  const known = record.stages.flatMap(({ stage: word, at }) => {
    const stage = stageFor(word, record.ref.object, policy);
    return stage === null ? [] : [{ stage, at: at !== null && Number.isNaN(Date.parse(at)) ? null : at }];
  });
  const far = ({ stage }: ReachedStage) => stages.indexOf(stage);
  const dated = known.filter(({ at }) => at !== null);
  const furthest = Math.max(-1, ...dated.map(far));
  const present = known.filter((one) => one.at === null && far(one) > furthest).sort((a, b) => far(b) - far(a));
  return [...dated, ...present.slice(0, 1)];
}
