import { daysIn } from '../policy/days.ts';
import type { Hit, Tally } from './hits.ts';

/** Hits that happened up to an instant: how many of the ascending list. */
export function countUpTo(times: readonly { time: number }[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle]?.time ?? 0) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The hits that count on a day, of the first `count`: the newest up to the cap, the expired left out. */
export function counted(tally: Tally, count: number, day: number): Hit[] {
  const newest = tally.hits.slice(Math.max(0, count - tally.cap), count);
  return newest.filter((hit) => tally.expires === null || day - hit.day < tally.expires);
}

/**
 * What a rule adds on a UTC day, whole points: each counted hit loses half of its points every half-life, by whole days,
 * so that between two midnights only new facts change a score.
 */
export function valueOn(tally: Tally, count: number, day: number, lastTouchDay: number | null): number {
  const { rule } = tally;
  if (rule.on === 'quiet') return lastTouchDay !== null && day - lastTouchDay >= daysIn(rule.after) ? rule.points : 0;
  let sum = 0;
  for (let index = Math.max(0, count - tally.cap); index < count; index += 1) {
    const hit = tally.hits[index];
    if (!hit) continue;
    const age = Math.max(0, day - hit.day);
    if (tally.expires !== null && age >= tally.expires) continue;
    sum += tally.halfLife ? rule.points * 0.5 ** (age / tally.halfLife) : rule.points;
  }
  // A value that is whole but for floating point must not depend on it.
  return Math.round(Math.round(sum * 1e6) / 1e6) || 0;
}
