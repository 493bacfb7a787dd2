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

/** The last of ascending times up to an instant. */
export function lastUpTo(times: readonly number[], time: number): number | null {
  return times.findLast((one) => one <= time) ?? null;
}

/** The hits that count on a day, of the first `count`: the newest up to the cap, the expired left out. */
export function counted(tally: Tally, count: number, day: number): Hit[] {
  const newest = tally.hits.slice(Math.max(0, count - tally.cap), count);
  return newest.filter((hit) => tally.expires === null || day - hit.day < tally.expires);
}

/** What one hit is worth on a day, before rounding: it loses half of its points every half-life, by whole days. */
export function worthOn({ rule, halfLife, worth }: Tally, hit: Hit, day: number): number {
  if (halfLife === null) return rule.points;
  const age = Math.max(0, day - hit.day);
  const known = worth.get(age);
  if (known !== undefined) return known;
  const made = rule.points * 0.5 ** (age / halfLife);
  worth.set(age, made);
  return made;
}

/** Whole points. A sum that is whole but for floating point must not depend on it. */
export function whole(sum: number): number {
  return Math.round(Math.round(sum * 1e6) / 1e6) || 0;
}

/**
 * What a rule adds on a UTC day, whole points, so that between two midnights only new facts change a score. `count` is how
 * many of its hits have happened.
 */
export function valueOn(tally: Tally, count: number, day: number, lastTouchDay: number | null): number {
  const { rule } = tally;
  if (rule.on === 'quiet') return lastTouchDay !== null && day - lastTouchDay >= tally.after ? rule.points : 0;
  let sum = 0;
  for (let index = Math.max(0, count - tally.cap); index < count; index += 1) {
    const hit = tally.hits[index];
    if (!hit || (tally.expires !== null && day - hit.day >= tally.expires)) continue;
    sum += worthOn(tally, hit, day);
  }
  return whole(sum);
}

/** "+3", a true minus sign, and a plain 0. */
export function signed(points: number): string {
  if (points === 0) return '0';
  return points < 0 ? `\u2212${-points}` : `+${points}`;
}
