import { CalendarError } from './calendar-error.ts';

export const second = 1_000;
export const day = 86_400_000;
/**
 * How far apart offsets are probed. The closest two changes of the tz database between 1970 and 2045 are 6 days and
 * 23 hours apart (Recife in 2000, Gaza in 2040); the tests compare the table with Temporal's for zones that change oddly.
 */
const probeStep = 6 * day;
/** The table grows by at least this much at a time: little, since reading offsets is what costs. */
const growth = 60 * day;

/**
 * The offsets of one time zone. Instants are epoch milliseconds; a local time is written as the epoch milliseconds at
 * which UTC would read the same.
 */
export type Zone = {
  /** The offset at an instant, in milliseconds, and from when until when it holds (at least a week to each side, or a change). */
  at(instant: number): { offset: number; since: number; until: number };
  /**
   * The instant of a local time, as Temporal's `compatible` reads it: a time that clocks skip moves forward by the gap,
   * a time that comes twice is the first.
   */
  instantOf(local: number): number;
};

const zones = new Map<string, Zone>();

/** The zone with this IANA name. Throws a CalendarError when there is none. */
export function zoneOf(name: string): Zone {
  const known = zones.get(name);
  if (known) return known;
  const made = makeZone(offsetReader(name));
  zones.set(name, made);
  return made;
}

function offsetReader(name: string): (instant: number) => number {
  let format: Intl.DateTimeFormat;
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    throw new CalendarError(
      `The calendar's timeZone ${JSON.stringify(name)} is not known; write an IANA name such as "Europe/London" or "UTC".`,
    );
  }
  // Reads "06, 07:26:40": the fewest fields that tell an offset, since building the table is all formatting.
  return (instant) => {
    const text = format.format(instant);
    const two = (at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
    const seconds = Math.floor(instant / second);
    const midnight = Math.floor(seconds / 86_400) * 86_400;
    const local = midnight + two(4) * 3600 + two(7) * 60 + two(10) - seconds;
    const date = two(0);
    if (date === new Date(midnight * second).getUTCDate()) return local * second;
    const ahead = date === new Date((midnight + 86_400) * second).getUTCDate();
    return (local + (ahead ? 86_400 : -86_400)) * second;
  };
}

function makeZone(offsetAt: (instant: number) => number): Zone {
  /** `offsets[i]` holds from `changes[i - 1]` up to `changes[i]`; the table is complete from `low` to `high`. */
  let changes: number[] = [];
  let offsets: number[] = [];
  let low = 0;
  let high = 0;

  /** Changes after `from` up to `to`, and the offset after each; `earlier` are changes known from before. */
  function scan(from: number, to: number, earlier: readonly number[]): { changes: number[]; offsets: number[] } {
    const found = { changes: [] as number[], offsets: [] as number[] };
    const known = earlier.slice(-2);
    let before = offsetAt(from);
    for (let left = from; left < to; left += probeStep) {
      const right = Math.min(left + probeStep, to);
      const after = offsetAt(right);
      if (after === before) continue;
      const change = asLastYear(left, right, before, known.at(-2)) ?? firstOther(left, right, before);
      known.push(change);
      found.changes.push(change);
      found.offsets.push(after);
      before = after;
    }
    return found;
  }

  /** Most rules name a weekday of a month, so the change is whole weeks after the one a year ago; null where it is not. */
  function asLastYear(from: number, to: number, before: number, lastYear: number | undefined): number | null {
    if (lastYear === undefined) return null;
    for (const weeks of [52, 53]) {
      const guess = lastYear + weeks * 7 * day;
      if (guess > from && guess <= to && offsetAt(guess) !== before && offsetAt(guess - second) === before) return guess;
    }
    return null;
  }

  /** The first second after `from` whose offset is not `before`; nearly always at a whole quarter of an hour. */
  function firstOther(from: number, to: number, before: number): number {
    let [a, b] = [from, to];
    for (const grain of [900 * second, second]) {
      if (offsetAt(b - second) === before) return b;
      while (b - a > grain) {
        const middle = Math.floor((a + b) / 2 / grain) * grain;
        if (middle <= a) break;
        if (offsetAt(middle) === before) a = middle;
        else b = middle;
      }
    }
    return b;
  }

  function cover(from: number, to: number): void {
    if (offsets.length === 0) {
      low = high = Math.floor(from / day) * day;
      offsets = [offsetAt(low)];
    }
    if (to > high) {
      const end = Math.ceil((to + growth) / day) * day;
      const found = scan(high, end, changes);
      changes.push(...found.changes);
      offsets.push(...found.offsets);
      high = end;
    }
    if (from < low) {
      const start = Math.floor((from - growth) / day) * day;
      const found = scan(start, low, []);
      changes = [...found.changes, ...changes];
      offsets = [offsetAt(start), ...found.offsets, ...offsets.slice(1)];
      low = start;
    }
  }

  /** How many changes happened up to and at this instant. */
  function index(instant: number): number {
    let [from, to] = [0, changes.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((changes[middle] ?? 0) <= instant) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  return {
    at(instant) {
      if (instant - probeStep < low || instant + probeStep > high) cover(instant - probeStep, instant + probeStep);
      const i = index(instant);
      return { offset: offsets[i] ?? 0, since: changes[i - 1] ?? low, until: changes[i] ?? high };
    },
    instantOf(local) {
      if (local - 2 * day < low || local + 2 * day > high) cover(local - 2 * day, local + 2 * day);
      let i = index(local - 2 * day);
      while (i < changes.length && local - (offsets[i] ?? 0) >= (changes[i] ?? 0)) i += 1;
      const instant = local - (offsets[i] ?? 0);
      const skipped = i > 0 && instant < (changes[i - 1] ?? 0);
      return skipped ? local - (offsets[i - 1] ?? 0) : instant;
    },
  };
}
