import type { Clock } from '../contract/clock.ts';
import type { LeadContext } from '../contract/context.ts';
import type { RecordRef } from '../contract/record.ts';

/** What happens to one running clock. `movedMs`: wall-clock time by which it is due later; negative is earlier. */
export type ClockEffect = {
  id: string;
  name: string;
  change: 'added' | 'gone' | 'moved' | 'kept';
  dueBefore: string | null;
  dueAfter: string | null;
  movedMs: number;
  /** Overdue under the new policy and not under the old one, and the other way round. */
  breaches: boolean;
  recovers: boolean;
};

export type StepName = { id: string; title: string };

/** What another policy would do to one lead. `changed` is false when all of it stays. */
export type LeadEffect = {
  leadId: string;
  name: string | null;
  ref: RecordRef | null;
  changed: boolean;
  score: { before: number; after: number };
  threshold: { before: number; after: number };
  /** Qualified under the new policy and not under the old one, and the other way round. */
  crosses: 'above' | 'below' | null;
  clocks: ClockEffect[];
  /** The step on screen, where it becomes another. */
  step: { before: StepName | null; after: StepName | null } | null;
  /** Required handoff fields, by label, that the new policy would find missing and the old one does not. */
  missing: string[];
  /** Handed over already: the handoff keeps its policy, so `missing` is what a new handoff would lack. */
  handedOver: boolean;
};

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
