import { describe, expect, it } from 'vitest';
import type { CalendarInput } from '../contract/clock.ts';
import { addWorking, workingBetween } from './index.ts';
import { weeks, windows } from './testing/calendars.cases.ts';
import { countBetween, countOn, readMinutes, workedMinutes } from './testing/oracle.ts';

const minute = 60_000;
const perDay = 1440;
/** Days before the first start, for night shifts that began earlier, and days read in all. */
const lead = 3;
const days = 14;

/** Repeatable numbers below `limit`. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state % limit;
  };
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
      for (let i = 0; i < 6; i += 1) {
        const start = lead * perDay + next(4 * perDay);
        const end = lead * perDay + next((days - lead - 1) * perDay);
        const goal = next(30) * 15;
        const due = countOn(worked, start, goal);
        const between = Math.sign(end - start) * countBetween(worked, Math.min(start, end), Math.max(start, end)) * minute;
        const vector = { from: instant(start), to: instant(end), goal };
        expected.push({ ...vector, between: between + 0, due: due === null ? 'later' : instant(due) });
        said.push({
          ...vector,
          between: workingBetween(instant(start), instant(end), calendar) + 0,
          due: due === null ? 'later' : addWorking(instant(start), `PT${goal}M`, calendar),
        });
      }
      expect(said).toEqual(expected);
    }
  });
});
