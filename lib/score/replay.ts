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
 * expire at a midnight, so facts and those midnights are the only instants looked at. Linear in facts: at each instant only
 * the rules with a new fact are worked out again, and all of them once a day.
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
  /** What each rule was worth before the instant at hand, oldest first, so that only a crossing pays for a copy. */
  const changed: { index: number; was: number }[] = [];
  let total = 0;
  let day = Number.NEGATIVE_INFINITY;
  let touched = 0;
  let lastTouchDay: number | null = null;
  const revalue = (index: number, tally: Tally) => {
    const was = values[index] ?? 0;
    const value = valueOn(tally, counts[index] ?? 0, day, lastTouchDay);
    if (was === value) return;
    changed.push({ index, was });
    total += value - was;
    values[index] = value;
  };
  const turnTo = (to: number) => {
    if (to <= day) return;
    day = to;
    tallies.forEach((tally, index) => {
      if ((counts[index] ?? 0) > 0 || tally.rule.on === 'quiet') revalue(index, tally);
    });
  };
  for (const time of instants(tallies, touchTimes, until)) {
    // A rise is against the moment before: of a midnight, the evening.
    turnTo(dayOf(time - 1));
    changed.length = 0;
    const before = total;
    turnTo(dayOf(time));
    const touchesBefore = touched;
    while ((touchTimes[touched] ?? Number.POSITIVE_INFINITY) <= time) touched += 1;
    if (touched > touchesBefore) lastTouchDay = day;
    tallies.forEach((tally, index) => {
      const count = counts[index] ?? 0;
      let next = count;
      while ((tally.hits[next]?.time ?? Number.POSITIVE_INFINITY) <= time) next += 1;
      counts[index] = next;
      if (next > count || (tally.rule.on === 'quiet' && touched > touchesBefore)) revalue(index, tally);
    });
    if (before < threshold && total >= threshold) {
      const valuesBefore = [...values];
      for (const { index, was } of changed.toReversed()) valuesBefore[index] = was;
      found.push({ time, before: valuesBefore, after: [...values] });
    }
  }
  return found;
}

/** Every instant up to `until` at which the total may rise, ascending: facts, and midnights at which points against end. */
function instants(tallies: readonly Tally[], touchTimes: readonly number[], until: number): Float64Array {
  const times = new Set(touchTimes);
  for (const { rule, hits, expires } of tallies) {
    for (const hit of hits) {
      times.add(hit.time);
      if (expires !== null && rule.points < 0) times.add((hit.day + expires) * dayMs);
    }
  }
  return Float64Array.from(times)
    .filter((time) => time <= until)
    .sort();
}
