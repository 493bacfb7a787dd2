import type { Policy } from '../../lib/policy/schema.ts';
import { holidaySet } from '../../lib/sla/holidays.ts';
import { icsHolidays } from '../../lib/sla/ics.ts';
import { withCountryHolidays } from './country-holidays.ts';

export type WithoutProblem = { path: (string | number)[]; message: string };

/**
 * What is wrong with the holidays a policy's calendars leave out: one sentence for each name or date that no holiday has, in
 * the years around `year`. A misspelt one would otherwise keep the holiday without a word.
 */
export async function withoutProblems(policy: Policy, year: number): Promise<WithoutProblem[]> {
  const { calendars } = await withCountryHolidays(policy);
  return Object.entries(calendars).flatMap(([name, { without = [], ics, ...calendar }]) => {
    const country = 'holidaysIn' in calendar && typeof calendar.holidaysIn === 'function' ? [calendar.holidaysIn] : [];
    const sources = [...country, ...(ics === undefined ? [] : [icsHolidays(ics)])];
    const known = [year - 1, year, year + 1, year + 2].flatMap((one) => sources.flatMap((source) => source(one)));
    const names = [...new Set(known.map((holiday) => holiday.name))].join(', ');
    return without
      .filter((left) =>
        known.every((holiday) => holidaySet([], [() => [holiday]], [left]).has(Date.parse(holiday.date) / 86_400_000)),
      )
      .map(
        (left): WithoutProblem => ({
          path: ['calendars', name, 'without', without.indexOf(left)],
          message: `No holiday is "${left}": write a name or a date of ${names || 'the country or file it comes from'}.`,
        }),
      );
  });
}
