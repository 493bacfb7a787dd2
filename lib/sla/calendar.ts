import { calendar as calendarSchema, type Weekday, weekdays } from '../contract/clock.ts';
import { CalendarError } from './calendar-error.ts';
import { dateOf, holidaySet } from './holidays.ts';
import { icsHolidays } from './ics.ts';
import { merge, type Pieces, sum } from './pieces.ts';
import type { ReadyCalendar } from './policy-calendar.ts';
import { day, type Zone, zoneOf } from './zone.ts';

/** One local date: the instant it begins at, its working pieces counted from there, and their sum, all in milliseconds. */
export type WorkingDay = { start: number; pieces: Pieces; total: number };

/** Days that are summed up together, whole weeks: `blockTotal` takes the number of a day that is a multiple of this. */
export const block = 84;

/** A calendar made ready for arithmetic. Days are numbered from 1970-01-01. */
export type WorkingCalendar = {
  zone: Zone;
  timeZone: string;
  dayOf(instant: number): number;
  day(number: number): WorkingDay;
  blockTotal(number: number): number;
  /** The holidays without which there would be work between two instants, by local date, at most ten. */
  holidays(from: number, until: number): { date: string; name: string | null }[];
};

/** An interval of a weekday, in milliseconds from its local midnight; it may end up to two days later. */
type Row = readonly [number, number];

const compiled = new WeakMap<ReadyCalendar, WorkingCalendar>();

/**
 * Makes a calendar ready, once per object: a calendar that is changed in place afterwards keeps its first meaning.
 *
 * - An interval that ends before it starts runs over midnight and belongs to the weekday it starts on.
 * - Intervals that overlap count once.
 * - A holiday takes away all working time of that local date, midnight to midnight: a night shift is cut where the
 *   holiday begins and goes on where it ends. `yearly` repeats it every year, before and after; 29 February in leap years.
 * - Intervals are wall-clock times. One that begins or ends at a time the clocks skip is moved forward by the gap; one
 *   that spans a repeated hour is an hour longer.
 *
 * Throws a CalendarError that names the field and says what to write.
 */
export function compile(input: ReadyCalendar): WorkingCalendar {
  const known = compiled.get(input);
  if (known) return known;
  const made = make(input);
  compiled.set(input, made);
  return made;
}

const hints: Record<string, string> = {
  timeZone: 'an IANA name such as "Europe/London"',
  weekly: 'opening hours by weekday such as { "mon": [["09:00", "12:30"], ["13:30", "18:00"]] }',
  holidays: 'holidays such as [{ "date": "2026-12-25", "yearly": true, "name": "Christmas Day" }]',
};

function make({ country, region, ics, without, holidaysIn, ...input }: ReadyCalendar): WorkingCalendar {
  // Read once, so zod need not write a parser for it first, which takes longer than the reading.
  const parsed = calendarSchema.safeParse(input, { jitless: true });
  if (!parsed.success) {
    const path = parsed.error.issues[0]?.path ?? [];
    const hint = hints[String(path[0])] ?? 'only timeZone, weekly and holidays';
    throw new CalendarError(`The calendar's ${path.join('.') || 'form'} is not valid; write ${hint}.`);
  }
  const { timeZone, weekly, holidays } = parsed.data;
  const zone = zoneOf(timeZone);
  const rows = weekdays.map((weekday) => (weekly[weekday] ?? []).map((interval, i) => rowOf(weekday, i, interval)));
  if (rows.every((list) => list.length === 0)) {
    throw new CalendarError(
      'The calendar has no working time; write at least one interval under weekly, such as { "mon": [["09:00", "17:00"]] }.',
    );
  }
  const rowsOn = (number: number): readonly Row[] => rows[weekdayOf(number)] ?? [];
  if (country !== undefined && !holidaysIn) {
    const where = region === undefined ? country : `${country}-${region}`;
    throw new CalendarError(`The holidays of ${where} were not looked up; give the calendar its holidaysIn.`);
  }
  const sources = [...(holidaysIn ? [holidaysIn] : []), ...(ics === undefined ? [] : [icsHolidays(ics)])];
  const free = holidaySet(holidays, sources, without);
  const usual = weekdays.map((_, i) => usualPieces(i - 3, rowsOn));
  const totals = usual.map(sum);
  const weeksTotal = (block / 7) * totals.reduce((whole, total) => whole + total, 0);
  const unusual = new Map<number, WorkingDay>();
  const blocks = new Map<number, number>();
  // Empty at first: no date lies in it.
  let stretch = { offset: 0, since: 1, until: 0 };

  function nearChange(number: number): WorkingDay {
    const start = zone.instantOf(number * day);
    const end = zone.instantOf((number + 1) * day);
    const pieces: Row[] = [];
    for (const date of [number - 2, number - 1, number]) {
      const reaching = rowsOn(date).filter(([, until]) => until > (number - date - 1) * day);
      if (reaching.length === 0 || zone.instantOf(date * day) === zone.instantOf((date + 1) * day)) continue;
      for (const [from, until] of reaching) {
        const [a, b] = [zone.instantOf(date * day + from), zone.instantOf(date * day + until)];
        pieces.push([Math.max(a, start) - start, Math.min(b, end) - start]);
      }
    }
    const merged = merge(pieces);
    return { start, pieces: merged, total: sum(merged) };
  }

  /**
   * No change of the clocks within these dates, nor on the date before, whose night shift may reach into them. Then each date
   * is 24 hours long, begins at its midnight, and its intervals lie where the wall clock says.
   */
  function steady(first: number, last: number): boolean {
    const holds = ({ offset, since, until }: typeof stretch) =>
      (first - 1) * day - offset >= since && (last + 1) * day - offset < until;
    if (holds(stretch)) return true;
    // The far end first: the zone's table then grows once.
    zone.at((last + 2) * day);
    stretch = zone.at(first * day);
    return holds(stretch);
  }

  function workingDay(number: number): WorkingDay {
    const middle = number * day;
    if (steady(number, number)) {
      const weekday = free.has(number) ? -1 : weekdayOf(number);
      return { start: middle - stretch.offset, pieces: usual[weekday] ?? [], total: totals[weekday] ?? 0 };
    }
    const kept = unusual.get(number);
    if (kept) return kept;
    const worked = free.has(number) ? { start: zone.instantOf(middle), pieces: [], total: 0 } : nearChange(number);
    unusual.set(number, worked);
    return worked;
  }

  /** What the changes of the clocks between two dates, that one left out, add to their working time. */
  function addedByChanges(from: number, until: number): number {
    let added = 0;
    for (let date = from; date < until; date += 1) {
      // On to the last date before the next change.
      if (steady(date, date)) date = Math.max(date, Math.ceil((stretch.until + stretch.offset) / day) - 2);
      else if (!free.has(date)) added += workingDay(date).total - (totals[weekdayOf(date)] ?? 0);
    }
    return added;
  }

  const dayOf = (instant: number) => Math.floor((instant + zone.at(instant).offset) / day);
  return {
    zone,
    timeZone,
    dayOf,
    holidays: (from, until) =>
      free
        .within(dayOf(from), dayOf(until) + 1)
        .filter((number) => {
          const midnight = zone.instantOf(number * day);
          return (usual[weekdayOf(number)] ?? []).some(([opens, closes]) => midnight + closes > from && midnight + opens < until);
        })
        .sort((a, b) => a - b)
        .slice(0, 10)
        .map((number) => ({ date: dateOf(number), name: free.nameOf(number) })),
    day: workingDay,
    blockTotal(number) {
      const kept = blocks.get(number);
      if (kept !== undefined) return kept;
      let total = weeksTotal;
      for (const date of free.within(number, number + block)) total -= totals[weekdayOf(date)] ?? 0;
      if (!steady(number, number + block - 1)) total += addedByChanges(number, number + block);
      blocks.set(number, total);
      return total;
    },
  };
}

/** 0 for Monday; 1970-01-01 was a Thursday. */
function weekdayOf(number: number): number {
  return (((number + 3) % 7) + 7) % 7;
}

function rowOf(weekday: Weekday, index: number, [opens, closes]: readonly [string, string]): Row {
  const [from, until] = [timeOf(opens), timeOf(closes)];
  if (from === until) {
    throw new CalendarError(
      `The calendar's weekly.${weekday}.${index} opens and closes at ${opens}; write ["00:00", "24:00"] for a whole day, or leave it out.`,
    );
  }
  return [from, until < from ? until + day : until];
}

function timeOf(text: string): number {
  const [hours, minutes] = text.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * 60_000;
}

/** What of three days' intervals falls on the last of them when no clock changes. */
function usualPieces(number: number, rowsOn: (number: number) => readonly Row[]): Pieces {
  const pieces = [0, 1, 2].flatMap((back) =>
    rowsOn(number - back).map(([from, until]): Row => [Math.max(from - back * day, 0), Math.min(until - back * day, day)]),
  );
  return merge(pieces);
}
