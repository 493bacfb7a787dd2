import { dayMs, dayOf } from '../policy/days.ts';
import type { Tally } from './hits.ts';
import { countUpTo, lastUpTo, valueOn } from './value.ts';

/** The total and each rule's value as of an instant, counting only facts dated up to it. */
export function asOf(
  tallies: readonly Tally[],
  touchTimes: readonly number[],
  time: number,
): { total: number; values: number[] } {
  const last = lastUpTo(touchTimes, time);
  const values = tallies.map((tally) =>
    valueOn(tally, countUpTo(tally.hits, time), dayOf(time), last === null ? null : dayOf(last)),
  );
  return { total: values.reduce((sum, value) => sum + value, 0), values };
}

/** One rise to the threshold: each rule's value just before and just after it. */
export type Crossing = { time: number; before: readonly number[]; after: readonly number[] };

/**
 * Every rise from below the threshold to it, ascending. Between facts a score can only fall, but for negative points that
 * expire at a midnight, so facts and those midnights are the only instants looked at. Linear in facts: within a day only
 * the rules with a new fact are worked out again.
 */
export function crossings(
  tallies: readonly Tally[],
  touchTimes: readonly number[],
  threshold: number,
  until: number,
): Crossing[] {
  const found: Crossing[] = [];
  const counts = tallies.map(() => 0);
  const values = tallies.map(() => 0);
  let total = 0;
  let day = Number.NEGATIVE_INFINITY;
  let lastTouchDay: number | null = null;
  /** What each rule was worth before the instant at hand, oldest first, so that only a crossing pays for a copy. */
  const changed: { index: number; was: number }[] = [];
  const set = (index: number, value: number) => {
    const was = values[index] ?? 0;
    if (was === value) return;
    changed.push({ index, was });
    total += value - was;
    values[index] = value;
  };
  const advance = (to: number) => {
    if (to <= day) return;
    day = to;
    tallies.forEach((tally, index) => {
      if ((counts[index] ?? 0) > 0 || tally.rule.on === 'quiet')
        set(index, valueOn(tally, counts[index] ?? 0, day, lastTouchDay));
    });
  };
  for (const instant of instants(tallies, touchTimes, until)) {
    advance(instant.expiry ? dayOf(instant.time) - 1 : dayOf(instant.time));
    const before = total;
    changed.length = 0;
    advance(dayOf(instant.time));
    if (instant.touch) lastTouchDay = dayOf(instant.time);
    for (const index of instant.rules) {
      const tally = tallies[index];
      if (!tally) continue;
      counts[index] = countUpTo(tally.hits, instant.time);
      set(index, valueOn(tally, counts[index] ?? 0, day, lastTouchDay));
    }
    if (before < threshold && total >= threshold) {
      const valuesBefore = [...values];
      for (const { index, was } of changed.toReversed()) valuesBefore[index] = was;
      found.push({ time: instant.time, before: valuesBefore, after: [...values] });
    }
  }
  return found;
}

type Instant = { time: number; rules: number[]; touch: boolean; expiry: boolean };

function instants(tallies: readonly Tally[], touchTimes: readonly number[], until: number): Instant[] {
  const byTime = new Map<number, Instant>();
  const quiet = tallies.flatMap((tally, index) => (tally.rule.on === 'quiet' ? [index] : []));
  const at = (time: number) => {
    const known = byTime.get(time);
    if (known) return known;
    const made: Instant = { time, rules: [], touch: false, expiry: false };
    byTime.set(time, made);
    return made;
  };
  for (const time of touchTimes) {
    if (time > until) continue;
    const instant = at(time);
    instant.touch = true;
    if (instant.rules.length === 0) instant.rules.push(...quiet);
  }
  tallies.forEach((tally, index) => {
    for (const hit of tally.hits) {
      if (hit.time <= until) at(hit.time).rules.push(index);
      const end = tally.expires === null || tally.rule.points > 0 ? null : (hit.day + tally.expires) * dayMs;
      if (end !== null && end <= until) at(end).expiry = true;
    }
  });
  return [...byTime.values()].sort((a, b) => a.time - b.time);
}
