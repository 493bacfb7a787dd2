import type { LeadEffect, PolicySums } from '../contract/policy.ts';
import { dayMs } from '../policy/days.ts';

const plural = (count: number, one: string, many = `${one}s`) => `${count} ${count === 1 ? one : many}`;
const signed = (value: number) => (value > 0 ? `+${value}` : String(value));

/** The sums as lines to read: what changes, and only that. */
export function sumsAsText(sums: PolicySums): string[] {
  const { score } = sums;
  const left = sums.decided > 0 ? `; ${plural(sums.decided, 'decided one is', 'decided ones are')} left out` : '';
  if (sums.changed === 0) return [`${plural(sums.leads, 'open lead')}, and nothing would change on any of them${left}.`];
  const clocks = Object.values(sums.clocks).map((clock) => {
    const parts = [
      clock.earlier > 0 ? `${clock.earlier} due earlier` : null,
      clock.later > 0 ? `${clock.later} due later` : null,
      clock.breaches > 0 ? `${clock.breaches} overdue at once` : null,
      clock.recovers > 0 ? `${clock.recovers} no longer overdue` : null,
      clock.added > 0 ? `${clock.added} started` : null,
      clock.gone > 0 ? `${clock.gone} taken away` : null,
    ];
    return `  ${clock.name}: ${parts.filter((part) => part !== null).join(', ')}`;
  });
  const steps = sums.steps.map(({ from, to, leads }) => `  ${from ?? 'no step'} to ${to ?? 'no step'}: ${leads}`);
  const missing = Object.entries(sums.missing).map(([label, { toCome, handedOver }]) => {
    const kept = handedOver > 0 ? `, and ${handedOver} handed over already, which keep their policy` : '';
    return `  ${label}: ${plural(toCome, 'lead')} before handoff${kept}`;
  });
  return [
    `${plural(sums.leads, 'open lead')}, of which ${sums.changed} would change${left}.`,
    `Threshold: ${sums.above} would cross it, ${sums.below} would drop below it.`,
    score.up + score.down === 0
      ? 'Score: the same on every lead.'
      : `Score: ${score.up} up, ${score.down} down, ${score.same} the same; ${signed(score.mean)} on average, from ${signed(score.lowest)} to ${signed(score.highest)}.`,
    ...(clocks.length > 0 ? ['Clocks:', ...clocks] : ['Clocks: none moves.']),
    ...(steps.length > 0 ? ['Next step:', ...steps] : ['Next step: the same on every lead.']),
    ...(missing.length > 0 ? ['Handoff fields newly missing:', ...missing] : ['Handoff fields: none newly missing.']),
  ];
}

/** One lead on one line: what changes on it, loudest first. */
export function effectAsText(effect: LeadEffect): string {
  const { score, threshold, crosses, clocks, step, missing } = effect;
  const who = effect.name ?? effect.leadId;
  const where = effect.ref ? ` (${effect.ref.crm} ${effect.ref.object} ${effect.ref.id})` : '';
  const moves = clocks.map((clock) => {
    const by =
      clock.change === 'moved'
        ? `due ${span(Math.abs(clock.movedMs))} ${clock.movedMs < 0 ? 'earlier' : 'later'}`
        : clockWords[clock.change];
    return `${clock.name}: ${[by, clock.breaches ? 'overdue at once' : null, clock.recovers ? 'no longer overdue' : null].filter(Boolean).join(', ')}`;
  });
  const parts = [
    crosses === 'above' ? `crosses the threshold of ${threshold.after}` : null,
    crosses === 'below' ? `drops below the threshold of ${threshold.after}` : null,
    score.before === score.after ? null : `score ${score.before} to ${score.after}`,
    ...moves,
    step ? `next step "${step.before?.title ?? 'none'}" becomes "${step.after?.title ?? 'none'}"` : null,
    missing.length > 0 ? `missing: ${missing.join(', ')}${effect.handedOver ? ' (at a new handoff)' : ''}` : null,
  ];
  return `${who}${where}: ${parts.filter((part) => part !== null).join('; ')}`;
}

const clockWords = { added: 'started', gone: 'taken away', kept: null } as const;

/** How loud a change is, to show the loudest leads first. */
export function weightOf({ score, crosses, clocks, step, missing }: LeadEffect): number {
  const overdue = clocks.filter((clock) => clock.breaches).length;
  return (
    (crosses ? 1_000 : 0) +
    overdue * 300 +
    Math.abs(score.after - score.before) * 5 +
    (step ? 40 : 0) +
    missing.length * 20 +
    clocks.length
  );
}

/** "3 d", "5 h", "20 min": enough to tell how far a clock moves. */
function span(ms: number): string {
  if (ms >= 2 * dayMs) return `${Math.round(ms / dayMs)} d`;
  if (ms >= 2 * 3_600_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.max(1, Math.round(ms / 60_000))} min`;
}
