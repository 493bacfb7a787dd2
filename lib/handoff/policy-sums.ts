import type { LeadEffect, PolicySums } from '../contract/policy.ts';

const untouched = { earlier: 0, later: 0, breaches: 0, recovers: 0, added: 0, gone: 0 };

/** Adds leads up one at a time, so that a workspace of any size fits. */
export function policySums(): { add: (effect: LeadEffect) => void; skip: () => void; sums: () => PolicySums } {
  const total: PolicySums = {
    leads: 0,
    changed: 0,
    decided: 0,
    above: 0,
    below: 0,
    score: { up: 0, down: 0, same: 0, mean: 0, highest: 0, lowest: 0 },
    clocks: {},
    steps: [],
    missing: {},
  };
  const steps = new Map<string, PolicySums['steps'][number]>();
  let shifted = 0;
  return {
    skip: () => {
      total.decided += 1;
    },
    add(effect) {
      const shift = effect.score.after - effect.score.before;
      total.leads += 1;
      if (effect.changed) total.changed += 1;
      if (effect.crosses) total[effect.crosses] += 1;
      total.score[shift > 0 ? 'up' : shift < 0 ? 'down' : 'same'] += 1;
      total.score.highest = Math.max(total.score.highest, shift);
      total.score.lowest = Math.min(total.score.lowest, shift);
      shifted += shift;
      for (const clock of effect.clocks) {
        const sums = total.clocks[clock.id] ?? { ...untouched, name: clock.name };
        total.clocks[clock.id] = sums;
        if (clock.change === 'added' || clock.change === 'gone') sums[clock.change] += 1;
        if (clock.change === 'moved') sums[clock.movedMs < 0 ? 'earlier' : 'later'] += 1;
        if (clock.breaches) sums.breaches += 1;
        if (clock.recovers) sums.recovers += 1;
      }
      if (effect.step) {
        const [from, to] = [ruleOf(effect.step.before), ruleOf(effect.step.after)];
        const pair = steps.get(`${from} ${to}`) ?? { from, to, leads: 0 };
        pair.leads += 1;
        steps.set(`${from} ${to}`, pair);
      }
      for (const label of effect.missing) {
        const sums = total.missing[label] ?? { toCome: 0, handedOver: 0 };
        total.missing[label] = sums;
        sums[effect.handedOver ? 'handedOver' : 'toCome'] += 1;
      }
    },
    sums: () => ({
      ...total,
      score: { ...total.score, mean: total.leads === 0 ? 0 : Math.round((shifted / total.leads) * 10) / 10 },
      steps: [...steps.values()].sort((a, b) => b.leads - a.leads),
    }),
  };
}

/** `follow_up:3:wait` is told apart from `follow_up:3` in a lead, and counted with it. */
const ruleOf = (step: { id: string } | null) => step?.id.split(':')[0] ?? null;
