/** One day in milliseconds. */
export const dayMs = 86_400_000;

/** The UTC day an instant (epoch milliseconds) falls on, counted from 1970. */
export function dayOf(time: number): number {
  return Math.floor(time / dayMs);
}

/** A hundred years: no lead is that old, and a moment so far off can still be written. */
const mostDays = 36_525;

/** Days in a duration of whole days and weeks such as `P6W` or `P14D`, a hundred years at most. */
export function daysIn(duration: string): number {
  const known = read.get(duration);
  if (known !== undefined) return known;
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?$/.exec(duration);
  const days = match ? Math.min(Number(match[1] ?? 0) * 7 + Number(match[2] ?? 0), mostDays) : 0;
  if (read.size < 1_000) read.set(duration, days);
  return days;
}

/** A policy has a few dozen durations, asked for with every lead. */
const read = new Map<string, number>();

/** An instant as Leadside writes it. */
export function iso(time: number): string {
  return new Date(time).toISOString();
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "20 Nov", with the year when it is not the year of `now`. UTC, since the reader's zone is not known here. */
export function shortDate(at: string | number, now: string): string {
  const date = new Date(at);
  const year = date.getUTCFullYear() === new Date(now).getUTCFullYear() ? '' : ` ${date.getUTCFullYear()}`;
  return `${date.getUTCDate()} ${months[date.getUTCMonth()] ?? ''}${year}`;
}

const wholeMonths = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "November", as one says it of a date not long ago. UTC. */
export function monthOf(at: string): string {
  return wholeMonths[new Date(at).getUTCMonth()] ?? '';
}

/** "today" on the same UTC day, else "on 20 Nov". */
export function onDate(at: string | number, now: string): string {
  return dayOf(new Date(at).getTime()) === dayOf(Date.parse(now)) ? 'today' : `on ${shortDate(at, now)}`;
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Small numbers as words inside a sentence. */
export function numberWord(count: number): string {
  return numbers[count] ?? String(count);
}
