import type { Calendar } from '../contract/clock.ts';
import { day } from './zone.ts';

export type Holiday = Calendar['holidays'][number];

/** Dates without work, by their number of days since 1970-01-01. */
export type HolidaySet = {
  has(number: number): boolean;
  /** The holidays from one date up to another, that one left out. */
  within(from: number, until: number): number[];
  /** What the holiday on a date is called; null where nobody named it, or there is none. */
  nameOf(number: number): string | null;
};

type Year = { from: number; until: number; dates: Map<number, string | null> };

/** Holidays of one year, as dates. */
export type HolidaysIn = (year: number) => readonly Holiday[];

/**
 * Holidays by year, each year put together when it is first asked for: those of a list, and those that `sources` know.
 * What `without` names, by name or by date, is worked.
 */
export function holidaySet(
  holidays: readonly Holiday[],
  sources: readonly HolidaysIn[] = [],
  without: readonly string[] = [],
): HolidaySet {
  const worked = new Set(without.map(plain));
  const off = ({ date, name }: Holiday) => !worked.has(date) && !worked.has(date.slice(5)) && !worked.has(plain(name ?? ''));
  const years = new Map<number, Year>();
  // Empty at first: no date lies in it.
  let recent: Year = { from: 0, until: 0, dates: new Map() };

  function yearWith(number: number): Year {
    if (number >= recent.from && number < recent.until) return recent;
    const year = new Date(number * day).getUTCFullYear();
    recent = years.get(year) ?? yearOf(year, [...holidays, ...sources.flatMap((source) => source(year)).filter(off)]);
    years.set(year, recent);
    return recent;
  }

  return {
    has: (number) => yearWith(number).dates.has(number),
    nameOf: (number) => yearWith(number).dates.get(number) ?? null,
    within(from, until) {
      const found: number[] = [];
      for (let at = from; at < until; ) {
        const year = yearWith(at);
        for (const date of year.dates.keys()) if (date >= from && date < until) found.push(date);
        at = year.until;
      }
      return found;
    },
  };
}

function yearOf(year: number, holidays: readonly Holiday[]): Year {
  const [from, until] = [dayNumber(`${year}-01-01`), dayNumber(`${year + 1}-01-01`)];
  const dates = new Map<number, string | null>();
  for (const { date, yearly, name } of holidays) {
    const number = dayNumber(yearly ? `${year}${date.slice(4)}` : date);
    // 29 February of another year reads as 1 March: it is then no holiday of this one.
    if (number >= from && number < until && dateOf(number).endsWith(date.slice(4)))
      dates.set(number, dates.get(number) ?? (name?.trim() || null));
  }
  return { from, until, dates };
}

const dayNumber = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / day;
export const dateOf = (number: number): string => new Date(number * day).toISOString().slice(0, 10);

/** A name without case, and without the mark of a holiday that is taken on another day. */
const plain = (name: string): string =>
  name
    .replace(/\(substitute day\)$/i, '')
    .trim()
    .toLowerCase();
