import type { Stage, Who } from '../contract/context.ts';
import { stages } from '../contract/context.ts';
import type { DispositionState } from '../contract/disposition.ts';
import type { LeadFacts, PersonField } from '../contract/facts.ts';
import { webUrl } from '../contract/primitives.ts';
import type { Policy } from '../policy/schema.ts';
import { shelved } from '../policy/stale-at.ts';
import { latestHandoff } from './handoff-for.ts';

/** Who the lead is, each fact with its shelf life, and the lifecycle stage that follows from what was sent and decided. */
export function whoFor(facts: LeadFacts, disposition: Pick<DispositionState, 'state' | 'current'>, policy: Policy): Who {
  const of = (field: Exclude<PersonField, 'link'>) => shelved(facts.person[field], field, policy);
  const link = webUrl.safeParse(facts.person.link?.value);
  return {
    name: of('name'),
    title: of('title'),
    company: of('company') ?? shelved(facts.account?.name, 'company', policy),
    email: of('email'),
    phone: of('phone'),
    buyingRole: of('buyingRole'),
    owner: of('owner'),
    ownerEmail: of('ownerEmail'),
    ...stageOf(facts, disposition, policy),
    link: link.success ? link.data : null,
  };
}

/**
 * The latest stage that was sent; a handoff makes an inquiry an MQL, accepting makes it a SAL, and a rejection for a reason
 * that disqualifies makes it disqualified. A later word of the CRM stands.
 */
function stageOf(
  facts: LeadFacts,
  { state, current }: Pick<DispositionState, 'state' | 'current'>,
  policy: Policy,
): { stage: Stage; stageSince: string | null } {
  const sent = facts.stages.reduce<LeadFacts['stages'][number] | null>(
    (latest, one) => (latest === null || Date.parse(one.at) >= Date.parse(latest.at) ? one : latest),
    null,
  );
  let stage: Stage = sent?.stage ?? 'inquiry';
  let stageSince = sent?.at ?? null;
  const handoff = latestHandoff(facts);
  if (handoff && stage === 'inquiry') [stage, stageSince] = ['mql', handoff.at];
  if (!current) return { stage, stageSince };
  const decidedLater = stageSince === null || Date.parse(current.receivedAt) >= Date.parse(stageSince);
  if (state === 'accepted' && stages.indexOf(stage) < stages.indexOf('sal')) return { stage: 'sal', stageSince: current.at };
  const reason = policy.dispositions.reasons.find((one) => one.code === current.reason);
  if (state === 'rejected' && reason?.disqualifies && decidedLater) return { stage: 'disqualified', stageSince: current.at };
  return { stage, stageSince };
}
