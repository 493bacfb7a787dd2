import type { Policy } from '../../lib/policy/schema.ts';
import type { Holiday, HolidaysIn } from '../../lib/sla/holidays.ts';

const hour = 3_600_000;
const day = 24 * hour;
const known = new Map<string, HolidaysIn>();

/**
 * The policy with the public holidays of the countries its calendars name, by `date-holidays`. That library is megabytes of
 * rules, so it is loaded once the first policy names a country. A year's holidays are worked out when a clock first needs them.
 */
export async function withCountryHolidays(policy: Policy): Promise<Policy> {
  const calendars = Object.entries(policy.calendars);
  if (calendars.every(([, { country }]) => country === undefined)) return policy;
  const ready = calendars.map(async ([name, calendar]) => {
    const { country, region } = calendar;
    return [name, country === undefined ? calendar : { ...calendar, holidaysIn: await holidaysOf(country, region) }] as const;
  });
  return { ...policy, calendars: Object.fromEntries(await Promise.all(ready)) };
}

/** Public holidays of a country or one of its regions (`BY`, or `BY-A` for a part of it), by year, with English names. */
export async function holidaysOf(country: string, region: string | undefined): Promise<HolidaysIn> {
  const key = `${country} ${region ?? ''}`;
  const made = known.get(key);
  if (made) return made;
  const { default: Holidays } = await import('date-holidays');
  const [state, part] = region?.split('-') ?? [];
  const found = new Holidays(
    { country, ...(state ? { state } : {}), ...(part ? { region: part } : {}) },
    { languages: 'en', types: ['public'] },
  );
  const years = new Map<number, Holiday[]>();
  const holidaysIn = (year: number): readonly Holiday[] => {
    const before = years.get(year);
    if (before) return before;
    // A holiday of several days may have begun in the last days of the year before.
    const listed = [...found.getHolidays(year - 1), ...found.getHolidays(year)].flatMap(datesOf);
    const dates = listed.filter(({ date }) => date.startsWith(`${year}-`));
    years.set(year, dates);
    return dates;
  };
  known.set(key, holidaysIn);
  return holidaysIn;
}

/** The dates most of which is holiday: one that begins at dusk has its day after, half a day off has none. */
function datesOf({ date, start, end, name }: { date: string; start: Date; end: Date; name: string }): Holiday[] {
  // The local time it begins at, read as if it were UTC, so that a day has 24 hours.
  const from = Date.parse(`${date.slice(0, 10)}T${date.slice(11, 19)}Z`);
  const until = from + end.getTime() - start.getTime();
  const dates: Holiday[] = [];
  for (let at = Math.floor(from / day) * day; at < until; at += day) {
    if (Math.min(until, at + day) - Math.max(from, at) > 12 * hour)
      dates.push({ date: new Date(at).toISOString().slice(0, 10), name: name.trim() });
  }
  return dates;
}
