import type { Clock } from '../contract/clock.ts';
import type { LeadContext } from '../contract/context.ts';
import type { ClockEffect, LeadEffect, StepName } from '../contract/policy.ts';

/** The parts of a context that are compared; `asOf` is the moment of the comparison. */
type Compared = Pick<LeadContext, 'leadId' | 'asOf' | 'who' | 'refs' | 'score' | 'clocks' | 'nextStep' | 'handoff'>;

/**
 * What a changed policy does to a lead: its context under today's policy against its context under the new one, worked out
 * at the same moment from the same facts. `asNew` is the handoff's fields as the new policy would judge them.
 */
export function policyEffect(before: Compared, after: Compared, asNew: LeadContext['handoff']): LeadEffect {
  const clocks = clockEffects(before.clocks, after.clocks);
  const [from, to] = [stepOf(before), stepOf(after)];
  const step = from?.id === to?.id ? null : { before: from, after: to };
  const lacked = new Set(lacking(before.handoff));
  const missing = lacking(asNew).filter((label) => !lacked.has(label));
  const crosses =
    before.score.qualified === after.score.qualified ? null : after.score.qualified ? ('above' as const) : ('below' as const);
  const score = { before: before.score.total, after: after.score.total };
  return {
    leadId: after.leadId,
    name: after.who.name?.value ?? after.who.email?.value ?? null,
    ref: after.refs[0] ?? null,
    changed: score.before !== score.after || crosses !== null || clocks.length > 0 || step !== null || missing.length > 0,
    score,
    threshold: { before: before.score.threshold, after: after.score.threshold },
    crosses,
    clocks,
    step,
    missing,
    handedOver: before.handoff.at !== null,
  };
}

/** The step on screen at the moment the context was worked out. */
function stepOf({ nextStep, asOf }: Compared): StepName | null {
  const step = nextStep.steps.find(({ from, until }) => from <= asOf && (until === null || asOf < until));
  return step ? { id: step.id, title: step.title } : null;
}

const lacking = ({ fields }: LeadContext['handoff']) =>
  fields.filter((field) => !field.present && field.tier !== 'inform').map((field) => field.label);

const going = ({ state }: Clock) => state === 'running' || state === 'paused';

/** Clocks that are still open on either side and not the same on both. */
function clockEffects(before: readonly Clock[], after: readonly Clock[]): ClockEffect[] {
  const ids = [...new Set([...before, ...after].filter(going).map(({ id }) => id))];
  return ids.flatMap((id) => {
    const [old, now] = [before.find((clock) => clock.id === id), after.find((clock) => clock.id === id)];
    const [dueBefore, dueAfter] = [old?.dueAt ?? null, now?.dueAt ?? null];
    const movedMs = dueBefore && dueAfter ? Date.parse(dueAfter) - Date.parse(dueBefore) : 0;
    const breaches = now?.breached === true && old?.breached !== true;
    const recovers = old?.breached === true && now !== undefined && !now.breached;
    const change = old === undefined ? 'added' : now === undefined ? 'gone' : movedMs !== 0 ? 'moved' : 'kept';
    if (change === 'kept' && !breaches && !recovers) return [];
    return [{ id, name: now?.name ?? old?.name ?? id, change, dueBefore, dueAfter, movedMs, breaches, recovers }];
  });
}
