import { block, type WorkingCalendar } from './calendar.ts';
import { CalendarError } from './calendar-error.ts';
import { merge, type Pieces } from './pieces.ts';
import { day } from './zone.ts';

/** Days looked at before a goal counts as out of reach: a hundred years. */
const horizon = 36_525;

/** The earliest instant by which `duration` of working time has passed since `start`. Epoch milliseconds and milliseconds. */
export function advance(start: number, duration: number, calendar: WorkingCalendar): number {
  const { at, left } = walk(start, duration, calendar);
  if (at !== null) return at;
  throw new CalendarError(
    left === duration
      ? 'The calendar has no working time within a hundred years; leave some dates out of its holidays.'
      : 'The duration is not reached within a hundred years of this calendar; write a shorter one.',
  );
}

/**
 * The same for a policy that holds, which nobody is there to correct: where the calendar does not reach it, a hundred years
 * after `since`, when its clock started.
 */
export function advanceAtMost(from: number, duration: number, calendar: WorkingCalendar, since: number): number {
  return walk(from, duration, calendar).at ?? since + horizon * day;
}

function walk(start: number, duration: number, calendar: WorkingCalendar): { at: number | null; left: number } {
  if (duration === 0) return { at: start, left: 0 };
  let left = duration;
  const first = calendar.dayOf(start) - 1;
  for (let number = first; number < first + horizon; number += 1) {
    const { start: midnight, pieces, total } = calendar.day(number);
    if (number % block === 0 && midnight >= start && calendar.blockTotal(number) < left) {
      left -= calendar.blockTotal(number);
      number += block - 1;
      continue;
    }
    if (midnight >= start && total < left) {
      left -= total;
      continue;
    }
    for (const [from, until] of pieces) {
      const begins = Math.max(midnight + from, start);
      const worked = midnight + until - begins;
      if (worked <= 0) continue;
      if (worked >= left) return { at: begins + left, left: 0 };
      left -= worked;
    }
  }
  return { at: null, left };
}

/** Working milliseconds between two instants, negative when `to` comes first. */
export function elapsed(from: number, to: number, calendar: WorkingCalendar): number {
  // Not a bare minus, which would make a negative zero.
  if (to < from) return 0 - elapsed(to, from, calendar);
  let worked = 0;
  const first = calendar.dayOf(from) - 1;
  // The far end next: the zone's table then grows once.
  calendar.dayOf(to);
  for (let number = first; ; number += 1) {
    const { start: midnight, pieces, total } = calendar.day(number);
    if (midnight >= to) return worked;
    if (number % block === 0 && midnight >= from && calendar.day(number + block).start <= to) {
      worked += calendar.blockTotal(number);
      number += block - 1;
      continue;
    }
    const last = pieces.at(-1);
    if (midnight >= from && (!last || midnight + last[1] <= to)) {
      worked += total;
      continue;
    }
    for (const [opens, closes] of pieces)
      worked += Math.max(0, Math.min(midnight + closes, to) - Math.max(midnight + opens, from));
  }
}

/** The working intervals from `from` until at least `until`, the first cut at `from`, at most `most` of them. */
export function intervalsFrom(from: number, until: number, most: number, calendar: WorkingCalendar): Pieces {
  let found: Pieces = [];
  for (let number = calendar.dayOf(from) - 1; ; number += 1) {
    const { start: midnight, pieces } = calendar.day(number);
    if (midnight >= until) return found.slice(0, most);
    const added = pieces.map(([opens, closes]) => [Math.max(midnight + opens, from), midnight + closes] as const);
    found = merge([...found, ...added]);
    if (found.length > most) return found.slice(0, most);
  }
}
