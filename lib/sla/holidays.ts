import type { Calendar } from '../contract/clock.ts';
import { day } from './zone.ts';

export type Holiday = Calendar['holidays'][number];

/** Dates without work, by their number of days since 1970-01-01. */
export type HolidaySet = {
  has(number: number): boolean;
  /** The holidays from one date up to another, that one left out. */
  within(from: number, until: number): number[];
};

type Year = { from: number; until: number; dates: Set<number> };

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
  let recent: Year = { from: 0, until: 0, dates: new Set() };

  function yearWith(number: number): Year {
    if (number >= recent.from && number < recent.until) return recent;
    const year = new Date(number * day).getUTCFullYear();
    recent = years.get(year) ?? yearOf(year, [...holidays, ...sources.flatMap((source) => source(year)).filter(off)]);
    years.set(year, recent);
    return recent;
  }

  return {
    has: (number) => yearWith(number).dates.has(number),
    within(from, until) {
      const found: number[] = [];
      for (let at = from; at < until; ) {
        const year = yearWith(at);
        for (const date of year.dates) if (date >= from && date < until) found.push(date);
        at = year.until;
      }
      return found;
    },
  };
}

function yearOf(year: number, holidays: readonly Holiday[]): Year {
  const [from, until] = [dayNumber(`${year}-01-01`), dayNumber(`${year + 1}-01-01`)];
  const dates = new Set<number>();
  for (const { date, yearly } of holidays) {
    const number = dayNumber(yearly ? `${year}${date.slice(4)}` : date);
    // 29 February of another year reads as 1 March: it is then no holiday of this one.
    if (number >= from && number < until && dateOf(number).endsWith(date.slice(4))) dates.add(number);
  }
  return { from, until, dates };
}

const dayNumber = (date: string): number =>
  Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5, 7)) - 1, Number(date.slice(8))) / day;
const dateOf = (number: number): string => new Date(number * day).toISOString().slice(0, 10);

/** A name without case, and without the mark of a holiday that is taken on another day. */
const plain = (name: string): string =>
  name
    .replace(/\(substitute day\)$/i, '')
    .trim()
    .toLowerCase();
