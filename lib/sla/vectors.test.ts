import { afterAll, describe, expect, it } from 'vitest';
import type { CalendarInput } from '../contract/clock.ts';
import { addWorking, workingBetween } from './index.ts';
import { weeks, windows } from './testing/calendars.cases.ts';
import { countBetween, countOn, readMinutes, workedMinutes } from './testing/oracle.ts';
import { numbers, tallied } from './testing/tally.ts';

const minute = 60_000;
const perDay = 1440;
/** Days before the first start, for night shifts that began earlier, and days read in all. */
const lead = 3;
const days = 14;
const each = 6;
const tally = tallied();

/** What of the situations asked for this stretch of the local calendar shows. */
function situations(calendar: CalendarInput, local: Float64Array, worked: Uint8Array, from: number, until: number): void {
  const date = (i: number) => Math.floor((local[i] ?? 0) / perDay);
  const dates = Array.from({ length: Math.max(0, date(until) - date(from)) + 1 }, (_, i) => date(from) + i);
  const intervals = Object.values(calendar.weekly).map((day) => day ?? []);
  const free = new Set(calendar.holidays?.map((holiday) => Date.parse(`${holiday.date}T00:00Z`) / 86_400_000));
  const gained = (local[until] ?? 0) - (local[from] ?? 0) - (until - from);
  tally.add(
    'all',
    dates.some((one) => (((one + 4) % 7) + 7) % 7 === 0) && 'a weekend',
    intervals.some((day) => day.length > 1) && 'split days',
    intervals.flat().some(([opens, closes]) => closes < opens) && 'overnight shifts',
    intervals.flat().some(([, closes]) => closes === '24:00') && 'closes at 24:00',
    dates.some((one) => free.has(one)) && 'a holiday',
    worked[from] === 0 && 'starts outside hours',
    gained !== 0 && `clocks go ${gained > 0 ? 'forward' : 'back'}, ${calendar.timeZone}`,
  );
}

describe.each(windows)('$timeZone from $from', ({ timeZone, from, holiday }) => {
  const minutes = readMinutes(timeZone, from, days);
  const instant = (index: number) => new Date(minutes.start + index * minute).toISOString();

  it.each(weeks)('counts as the wall clock does: $name', ({ name, weekly }) => {
    const next = numbers(name.length + Date.parse(from) / minute);
    for (const holidays of [[], [{ date: holiday, yearly: next(2) === 0 }]]) {
      const calendar: CalendarInput = { timeZone, weekly, holidays };
      const worked = workedMinutes(minutes, calendar);
      const [said, expected]: [unknown[], unknown[]] = [[], []];
      for (let i = 0; i < each; i += 1) {
        const start = lead * perDay + next(4 * perDay);
        const end = lead * perDay + next((days - lead - 1) * perDay);
        const goal = next(30) * 15;
        const due = countOn(worked, start, goal);
        const [first, last] = [Math.min(start, end), Math.max(start, end)];
        const between = Math.sign(end - start) * countBetween(worked, first, last) * minute;
        const vector = { from: instant(start), to: instant(end), goal };
        expected.push({ ...vector, between: between + 0, due: due === null ? 'later' : instant(due) });
        said.push({
          ...vector,
          between: workingBetween(instant(start), instant(end), calendar) + 0,
          due: due === null ? 'later' : addWorking(instant(start), `PT${goal}M`, calendar),
        });
        situations(calendar, minutes.local, worked, first, last);
      }
      expect(said).toEqual(expected);
    }
  });
});

afterAll(() => {
  console.log(tally.lines('Working time against the wall clock, vectors by what they show'));
  const zones = ['America/New_York', 'Europe/London', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca'];
  const changes = zones.flatMap((zone) => [`clocks go forward, ${zone}`, `clocks go back, ${zone}`]);
  const named = ['a weekend', 'split days', 'overnight shifts', 'closes at 24:00', 'a holiday', 'starts outside hours'];
  const few = [...named, ...changes, 'clocks go forward, Asia/Kathmandu'].filter((name) => tally.count(name) < 20);
  expect(few).toEqual([]);
  expect(tally.count('all')).toBe(windows.length * weeks.length * 2 * each);
});
