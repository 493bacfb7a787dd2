import { Temporal } from 'temporal-polyfill';
import { CalendarError } from './calendar-error.ts';
import { day } from './zone.ts';

const earliest = Date.UTC(1900, 0, 1);
const latest = Date.UTC(2300, 0, 1);

/** An ISO 8601 instant as epoch milliseconds. `field` names it in the error. */
export function readInstant(text: string, field: string): number {
  let instant: number;
  try {
    instant = inUtc(text) ?? Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    throw new CalendarError(
      `${field} ${quote(text)} is not an instant; write ISO 8601 with an offset, such as "2026-03-09T09:00:00Z".`,
    );
  }
  if (instant < earliest || instant >= latest) {
    throw new CalendarError(`${field} ${quote(text)} is out of reach; write an instant between the years 1900 and 2299.`);
  }
  return instant;
}

/**
 * An ISO 8601 duration as milliseconds. A day is 24 hours and a week 168, so `P1D` of working time is 24 hours of work,
 * not one working day; months and years have no fixed length and are refused.
 */
export function readDuration(text: string, field: string): number {
  let read: Temporal.Duration;
  try {
    read = Temporal.Duration.from(text);
  } catch {
    throw new CalendarError(`${field} ${quote(text)} is not a duration; write ISO 8601 such as "PT4H" or "P14D".`);
  }
  if (read.years !== 0 || read.months !== 0) {
    throw new CalendarError(
      `${field} ${quote(text)} counts months or years, which differ in length; write it in weeks, days or hours.`,
    );
  }
  if (read.sign < 0)
    throw new CalendarError(`${field} ${quote(text)} is negative; write a duration of zero or more, such as "PT4H".`);
  const days = (read.weeks * 7 + read.days) * day;
  return days + Math.round(read.with({ weeks: 0, days: 0 }).total('milliseconds'));
}

const parts: Readonly<Record<string, number>> = { W: 7 * day, D: day, H: day / 24, M: 60_000, S: 1_000 };

/** A duration of a policy, which its schema has judged, as milliseconds; a hundred years at most, whatever it says. */
export function policyDuration(text: string): number {
  const pieces = [...text.matchAll(/(\d+)([WDHMS])/g)];
  return Math.min(
    pieces.reduce((sum, [, count, unit = '']) => sum + Number(count) * (parts[unit] ?? 0), 0),
    36_525 * day,
  );
}

export function writeInstant(instant: number): string {
  return new Date(instant).toISOString();
}

/** Reads UTC to the second or millisecond, as nearly every instant is written, at a tenth of the cost; null for other forms. */
function inUtc(text: string): number | null {
  const instant = new Date(text);
  if (!Number.isFinite(instant.getTime())) return null;
  const written = instant.toISOString();
  return written === text || written.replace('.000Z', 'Z') === text ? instant.getTime() : null;
}

function quote(text: unknown): string {
  return JSON.stringify(text) ?? String(text);
}
