import { dayOf } from '../policy/days.ts';
import type { Hit, Tally } from './hits.ts';
import type { Crossing } from './replay.ts';
import { countUpTo, whole, worthOn } from './value.ts';

/** One fact with all it adds within the set: `rules` are the rules that count it, most points first. */
export type CrossingFact = { ref: string; time: number; source: string; points: number; rules: number[] };

/** A fact and what each rule would give for it, before rounding. */
type Candidate = { hit: Hit; worth: Map<number, number>; alone: number };
/** Facts that the same rules count, newest first: an older one never adds more than a newer one. */
type Alike = Candidate[];

/** Looked at, at most, in search of a set smaller than the one found by taking the best fact each time. */
const searchSteps = 5_000;

/**
 * The smallest set of facts that reached the threshold: a lead with these facts alone, and all that counted against it,
 * would have reached it, and with no fewer. One touch that two rules count is one fact. Of sets as small, one with a fact
 * of that very moment: there is one unless points against the lead ran out. It comes first, then the others, most points
 * first. Points are whole and, less those against, reach the threshold.
 */
export function smallestSet(crossing: Crossing, tallies: readonly Tally[], threshold: number): CrossingFact[] {
  const needed = threshold - crossing.after.reduce((sum, value) => sum + Math.min(0, value), 0);
  const pools = alikeAt(tallies, crossing.time);
  const search = searchFor(pools, tallies, needed);
  let best = taken(pools, tallies, needed);
  for (let smaller = search([], best.length - 1); smaller; smaller = search([], best.length - 1)) best = smaller;
  const isNew = (one: Candidate) => one.hit.time === crossing.time;
  if (!best.some(isNew))
    for (const start of pools.flatMap((pool) => pool.slice(0, 1)).filter(isNew)) {
      const withNew = search([start], best.length);
      if (withNew) best = withNew;
      if (withNew) break;
    }
  return shared(best, tallies).sort(
    (a, b) =>
      Number(b.time === crossing.time) - Number(a.time === crossing.time) ||
      b.points - a.points ||
      b.time - a.time ||
      (a.ref < b.ref ? -1 : 1),
  );
}

/** Facts up to an instant that add anything then, gathered by the rules that count them; of each only as many as can count. */
function alikeAt(tallies: readonly Tally[], time: number): Alike[] {
  const day = dayOf(time);
  const rulesOf = new Map<string, { hit: Hit; rules: number[] }>();
  tallies.forEach((tally, index) => {
    if (tally.rule.points <= 0) return;
    for (const hit of tally.hits.slice(0, countUpTo(tally.hits, time))) {
      const known = rulesOf.get(hit.id);
      if (known) known.rules.push(index);
      else rulesOf.set(hit.id, { hit, rules: [index] });
    }
  });
  const byRules = new Map<string, { rules: number[]; hits: Hit[] }>();
  for (const { hit, rules } of rulesOf.values()) {
    const known = byRules.get(rules.join());
    if (known) known.hits.push(hit);
    else byRules.set(rules.join(), { rules, hits: [hit] });
  }
  return [...byRules.values()]
    .map(({ rules, hits }) =>
      hits
        .sort((a, b) => b.time - a.time || (a.id < b.id ? 1 : -1))
        .slice(0, Math.max(...rules.map((index) => tallies[index]?.cap ?? 0)))
        .map((hit) => candidate(hit, rules, tallies, day))
        .filter((one) => one.alone > 0),
    )
    .filter((pool) => pool.length > 0)
    .sort((a, b) => (b[0]?.alone ?? 0) - (a[0]?.alone ?? 0));
}

function candidate(hit: Hit, rules: readonly number[], tallies: readonly Tally[], day: number): Candidate {
  const worth = new Map<number, number>();
  for (const index of rules) {
    const tally = tallies[index];
    if (tally && (tally.expires === null || day - hit.day < tally.expires)) worth.set(index, worthOn(tally, hit, day));
  }
  return { hit, worth, alone: [...worth.values()].reduce((sum, one) => sum + one, 0) };
}

/** What a set adds, rule by rule under its cap: as the receipt counts it, and before rounding. */
function worthOfSet(set: readonly Candidate[], tallies: readonly Tally[]): { points: number; exact: number } {
  const byRule = new Map<number, number[]>();
  for (const { worth } of set)
    for (const [index, one] of worth) {
      const known = byRule.get(index);
      if (known) known.push(one);
      else byRule.set(index, [one]);
    }
  let [points, exact] = [0, 0];
  for (const [index, worths] of byRule) {
    const cap = tallies[index]?.cap ?? 0;
    const counted = worths.length > cap ? worths.sort((a, b) => b - a).slice(0, cap) : worths;
    const sum = counted.reduce((total, one) => total + one, 0);
    points += whole(sum);
    exact += sum;
  }
  return { points, exact };
}

/** A set that reaches, by taking the fact that adds most each time: small, though not always the smallest. */
function taken(pools: readonly Alike[], tallies: readonly Tally[], needed: number): Candidate[] {
  const used = pools.map(() => 0);
  const set: Candidate[] = [];
  while (worthOfSet(set, tallies).points < needed) {
    let best = { index: -1, exact: Number.NEGATIVE_INFINITY };
    pools.forEach((pool, index) => {
      const next = pool[used[index] ?? 0];
      const exact = next ? worthOfSet([...set, next], tallies).exact : Number.NEGATIVE_INFINITY;
      if (exact > best.exact) best = { index, exact };
    });
    const next = pools[best.index]?.[used[best.index] ?? 0];
    if (!next) break;
    used[best.index] = (used[best.index] ?? 0) + 1;
    set.push(next);
  }
  return set;
}

/** Looks for a set of at most `size` facts that contains `start` and reaches what is needed; null when there is none. */
function searchFor(pools: readonly Alike[], tallies: readonly Tally[], needed: number) {
  const fading = tallies.filter((tally) => tally.halfLife !== null && tally.rule.points > 0).length;
  const mostRules = Math.max(0, ...pools.map((pool) => pool[0]?.worth.size ?? 0));
  /** What each fact of pool `from` and later adds at most, largest first. */
  const atMost = pools.map((_, from) =>
    pools
      .slice(from)
      .flat()
      .map((one) => one.alone)
      .sort((a, b) => b - a),
  );
  let steps = searchSteps;
  const visit = (set: readonly Candidate[], from: number, left: number): Candidate[] | null => {
    const { points, exact } = worthOfSet(set, tallies);
    if (points >= needed) return [...set];
    const gains = atMost[from];
    if (left === 0 || !gains) return null;
    steps -= 1;
    // Rounding gives each fading rule half a point at most.
    const rounding = 0.5 * Math.min(fading, (set.length + left) * mostRules);
    if (steps < 0 || gains.slice(0, left).reduce((sum, gain) => sum + gain, exact) + rounding < needed) return null;
    const pool = (pools[from] ?? []).filter((one) => !set.includes(one));
    for (let count = Math.min(left, pool.length); count >= 0; count -= 1) {
      const found = visit([...set, ...pool.slice(0, count)], from + 1, left - count);
      if (found) return found;
    }
    return null;
  };
  return (start: readonly Candidate[], size: number) => visit(start, 0, size - start.length);
}

/** The set's whole points, shared out over its facts: rule by rule, oldest first, each gets what the rounded sum grows by. */
function shared(set: readonly Candidate[], tallies: readonly Tally[]): CrossingFact[] {
  const oldestFirst = set.toSorted((a, b) => a.hit.time - b.hit.time || (a.hit.id < b.hit.id ? -1 : 1));
  const points = new Map(set.map((one) => [one, new Map<number, number>()]));
  tallies.forEach((tally, index) => {
    let sum = 0;
    for (const one of oldestFirst.filter(({ worth }) => worth.has(index)).slice(-tally.cap)) {
      const before = whole(sum);
      sum += one.worth.get(index) ?? 0;
      points.get(one)?.set(index, whole(sum) - before);
    }
  });
  return set.map((one) => {
    const all = [...(points.get(one) ?? [])].sort(([, a], [, b]) => b - a);
    const parts = all.filter(([, part], index) => part > 0 || index === 0);
    const { ref, time, source } = one.hit;
    return { ref, time, source, points: parts.reduce((sum, [, part]) => sum + part, 0), rules: parts.map(([index]) => index) };
  });
}
