import type { CalendarInput } from '../../contract/clock.ts';

/**
 * Working time worked out a second way, to check the arithmetic against: it reads the wall clock of every single minute
 * with `Intl`, finds the minute each interval opens and closes by looking for it, and counts. Slow and simple; it shares
 * nothing with the code it checks.
 */
export type Minutes = { start: number; local: Float64Array };

const minute = 60_000;
const perDay = 1440;
const names = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const;

/** The wall clock of each minute from `start` on, as minutes since 1970-01-01 00:00 of that wall clock. */
export function readMinutes(timeZone: string, start: string, days: number): Minutes {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  });
  const first = Date.parse(start);
  const local = Float64Array.from({ length: days * perDay }, (_, i) => {
    const [year = 0, month = 1, date = 1, hour = 0, minutes = 0] = format
      .format(first + i * minute)
      .split(/\D+/)
      .map(Number);
    return Date.UTC(year, month - 1, date, hour, minutes) / minute;
  });
  return { start: first, local };
}

/** 1 for each minute that is worked. The first three days and the last are there for the search only. */
export function workedMinutes({ local }: Minutes, calendar: CalendarInput): Uint8Array {
  const worked = new Uint8Array(local.length);
  const [first, last] = [Math.floor((local[0] ?? 0) / perDay), Math.floor((local.at(-1) ?? 0) / perDay)];
  for (let date = first; date <= last; date += 1) {
    for (const [opens, closes] of calendar.weekly[names[((date % 7) + 7) % 7] ?? 'mon'] ?? []) {
      const overnight = minutesOf(closes) < minutesOf(opens) ? perDay : 0;
      const from = firstAt(local, date * perDay + minutesOf(opens));
      const until = firstAt(local, date * perDay + minutesOf(closes) + overnight);
      for (let i = from; i < until; i += 1) worked[i] = 1;
    }
  }
  let [date, free] = [Number.NaN, false];
  for (const [i, reading] of local.entries()) {
    if (Math.floor(reading / perDay) !== date) {
      date = Math.floor(reading / perDay);
      free = isHoliday(date, calendar);
    }
    if (free) worked[i] = 0;
  }
  return worked;
}

/** The first minute that reads `wanted`; a time that is skipped is looked for as much later as was skipped. */
function firstAt(local: Float64Array, wanted: number): number {
  // No zone here moves by more than an hour, so nothing before this can read it.
  let at = Math.max(0, wanted - (local[0] ?? 0) - 120);
  while (at < local.length && (local[at] ?? 0) < wanted) at += 1;
  if (at >= local.length) return local.length;
  if (at === 0 || local[at] === wanted) return at;
  const skipped = (local[at] ?? 0) - (local[at - 1] ?? 0) - 1;
  return firstAt(local, wanted + skipped);
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

function isHoliday(dayNumber: number, calendar: CalendarInput): boolean {
  const date = new Date(dayNumber * perDay * minute).toISOString().slice(0, 10);
  return (calendar.holidays ?? []).some((holiday) =>
    holiday.yearly ? holiday.date.slice(5) === date.slice(5) : holiday.date === date,
  );
}

/** Index of the minute by whose beginning `count` worked minutes have passed since minute `from`; null beyond the end. */
export function countOn(worked: Uint8Array, from: number, count: number): number | null {
  let left = count;
  for (let i = from; i < worked.length; i += 1) {
    if (left === 0) return i;
    left -= worked[i] ?? 0;
  }
  return null;
}

/** How many minutes from `from` up to `to` are worked. */
export function countBetween(worked: Uint8Array, from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i += 1) sum += worked[i] ?? 0;
  return sum;
}
