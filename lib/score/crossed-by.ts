import type { ScoreModel } from '../policy/score-model.ts';
import type { Tally } from './hits.ts';
import type { Crossing } from './replay.ts';

/**
 * The rise that counts: the last one up to the latest handoff, since that is what the handoff was made of; else the first
 * after it; without a handoff, the last.
 */
export function decisive(all: readonly Crossing[], handoffs: readonly { at: string }[]): Crossing | null {
  const handoff = handoffs.length ? Math.max(...handoffs.map((one) => Date.parse(one.at))) : Number.POSITIVE_INFINITY;
  const upTo = all.filter((crossing) => crossing.time <= handoff);
  return upTo[upTo.length - 1] ?? all[0] ?? null;
}

/**
 * The smallest set of lines that crossed the threshold, as indexes of rules: the line that rose most at that moment first,
 * then as few others as reach it, largest first. Points against the lead count whether named or not.
 */
export function smallestSet(crossing: Crossing, tallies: readonly Tally[], model: ScoreModel): number[] {
  const after = (index: number) => crossing.after[index] ?? 0;
  const rise = (index: number) => after(index) - (crossing.before[index] ?? 0);
  const against = crossing.after.reduce((sum, value) => sum + Math.min(0, value), 0);
  const positive = tallies.map((_, index) => index).filter((index) => after(index) > 0);
  const risers = positive.filter((index) => rise(index) > 0).sort((a, b) => rise(b) - rise(a) || a - b);
  const trigger = risers[0];
  const others = positive.filter((index) => index !== trigger).sort((a, b) => after(b) - after(a) || a - b);
  const set = trigger === undefined ? [] : [trigger];
  let sum = against + (trigger === undefined ? 0 : after(trigger));
  for (const index of others) {
    if (sum >= model.threshold) break;
    set.push(index);
    sum += after(index);
  }
  return set;
}

/** Whether the first line of the set is the one that rose: it is not when only points against the lead ran out. */
export function hasTrigger(crossing: Crossing, set: readonly number[]): boolean {
  const first = set[0];
  return first !== undefined && (crossing.after[first] ?? 0) > (crossing.before[first] ?? 0);
}
