import { dayOf } from '../policy/days.ts';
import { easedMost } from './crossed-by.ts';
import type { Tally } from './hits.ts';
import type { Crossing } from './replay.ts';
import type { Part, Story } from './sentence.ts';
import type { CrossingFact } from './smallest-set.ts';
import { counted, countUpTo } from './value.ts';

/** The crossing as the sentence tells it: its facts by rule, and what has become of it since. */
export function crossingStory(
  crossing: Crossing,
  facts: readonly CrossingFact[],
  tallies: readonly Tally[],
  today: readonly number[],
): Story['crossing'] {
  const first = facts[0];
  const trigger = first && first.time === crossing.time ? first : null;
  const eased = trigger ? null : easedMost(crossing);
  const moved = tallies.map((_, index) => (today[index] ?? 0) - (crossing.after[index] ?? 0));
  const against = moved.flatMap((change, index) => ((today[index] ?? 0) < 0 && change < 0 ? partOf(tallies, index, change) : []));
  return {
    at: crossing.time,
    trigger: trigger ? (byRule([trigger], tallies)[0] ?? null) : null,
    rest: byRule(trigger ? facts.slice(1) : facts, tallies),
    eased: eased === null ? null : (partOf(tallies, eased, crossing.before[eased] ?? 0)[0] ?? null),
    faded: moved.some((change, index) => change < 0 && (crossing.after[index] ?? 0) > 0),
    against: against.sort((a, b) => a.points - b.points),
  };
}

/** Facts gathered under the rule that gave each most of its points, in their order. */
function byRule(facts: readonly CrossingFact[], tallies: readonly Tally[]): Part[] {
  const parts = new Map<number, Part>();
  for (const fact of facts) {
    const index = fact.rules[0] ?? -1;
    const tally = tallies[index];
    if (!tally) continue;
    const part = parts.get(index) ?? { rule: tally.rule, count: 0, points: 0 };
    parts.set(index, { rule: part.rule, count: part.count + 1, points: part.points + fact.points });
  }
  return [...parts.values()];
}

function partOf(tallies: readonly Tally[], index: number, points: number): Part[] {
  const tally = tallies[index];
  return tally ? [{ rule: tally.rule, count: 1, points }] : [];
}

/** Today's rules that add or take points, with how many facts count, largest first. */
export function todaysParts(tallies: readonly Tally[], today: readonly number[], time: number): Part[] {
  return tallies
    .map((tally, index) => ({
      rule: tally.rule,
      count: counted(tally, countUpTo(tally.hits, time), dayOf(time)).length || 1,
      points: today[index] ?? 0,
    }))
    .filter((part) => part.points !== 0)
    .sort((a, b) => Math.abs(b.points) - Math.abs(a.points) || (a.rule.id < b.rule.id ? -1 : 1));
}
