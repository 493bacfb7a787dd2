import type { Tally } from './hits.ts';
import type { Crossing } from './replay.ts';
import { sharesOn } from './value.ts';

/**
 * The rise that counts: the last one up to the latest handoff, since that is what the handoff was made of; else the first
 * after it; without a handoff, the last.
 */
export function decisive(all: readonly Crossing[], handoffs: readonly { at: string }[]): Crossing | null {
  const handoff = handoffs.length ? Math.max(...handoffs.map((one) => Date.parse(one.at))) : Number.POSITIVE_INFINITY;
  const upTo = all.filter((crossing) => crossing.time <= handoff);
  return upTo[upTo.length - 1] ?? all[0] ?? null;
}

/** One fact with all it added at the crossing: `rules` are the rules that counted it, most points first. */
export type CrossingFact = { ref: string; time: number; source: string; points: number; rules: number[] };

/**
 * The smallest set of facts that reached the threshold: their points at that moment, less all that counted against the
 * lead, reach it, and no fewer facts do. One touch that two rules count is one fact. The fact that arrived at that moment
 * comes first (there is one unless points against the lead ran out), then the others, most points first.
 *
 * Shares are whole and add up to the lines, so taking the largest is enough to be smallest. Where a touch did arrive, a set
 * without it cannot reach: without its share the lines are what they were before it, at most.
 */
export function smallestSet(crossing: Crossing, tallies: readonly Tally[], threshold: number): CrossingFact[] {
  const against = crossing.after.reduce((sum, value) => sum + Math.min(0, value), 0);
  const [trigger, ...others] = factsAt(crossing, tallies).sort(
    (a, b) =>
      Number(b.time === crossing.time) - Number(a.time === crossing.time) || b.points - a.points || (a.ref < b.ref ? -1 : 1),
  );
  const set = trigger ? [trigger] : [];
  let sum = against + (trigger?.points ?? 0);
  for (const fact of others.sort((a, b) => b.points - a.points || b.time - a.time || (a.ref < b.ref ? -1 : 1))) {
    if (sum >= threshold) break;
    set.push(fact);
    sum += fact.points;
  }
  return set;
}

/** Every fact that added points at the crossing. */
function factsAt(crossing: Crossing, tallies: readonly Tally[]): CrossingFact[] {
  const facts = new Map<string, CrossingFact & { most: number }>();
  tallies.forEach((tally, index) => {
    if ((crossing.after[index] ?? 0) <= 0) return;
    for (const { hit, points } of sharesOn(tally, crossing.time)) {
      if (points === 0) continue;
      const known = facts.get(hit.id);
      if (!known) {
        facts.set(hit.id, { ref: hit.ref, time: hit.time, source: hit.source, points, rules: [index], most: points });
        continue;
      }
      known.points += points;
      if (points > known.most) known.rules.unshift(index);
      else known.rules.push(index);
      known.most = Math.max(known.most, points);
    }
  });
  return [...facts.values()].map(({ most: _, ...fact }) => fact);
}

/** The rule against the lead that eased most at the crossing, as its index; null when none did. */
export function easedMost(crossing: Crossing): number | null {
  let best: number | null = null;
  let most = 0;
  crossing.after.forEach((value, index) => {
    const before = crossing.before[index] ?? 0;
    if (before < 0 && value - before > most) [best, most] = [index, value - before];
  });
  return best;
}
