import type { CalendarInput } from '../contract/clock.ts';
import { compile } from './calendar.ts';
import type { ReadyCalendar } from './policy-calendar.ts';
import { readDuration, readInstant, writeInstant } from './read-time.ts';
import { advance, elapsed, intervalsFrom } from './working-time.ts';

export { CalendarError } from './calendar-error.ts';

/**
 * The earliest instant by which `duration` of the calendar's working time has passed since `start`. A goal that is used
 * up at closing time is due at closing time, not next morning; `PT0S` gives `start`. `P1D` is 24 hours of working time.
 *
 * @param start ISO 8601 instant. @param duration ISO 8601 duration in weeks, days or smaller, not negative.
 * @returns ISO 8601 instant in UTC. @throws CalendarError when something given is not valid, or no such moment comes
 * within a hundred years.
 */
export function addWorking(start: string, duration: string, calendar: CalendarInput): string {
  const ready = compile(calendar);
  return writeInstant(advance(readInstant(start, 'start'), readDuration(duration, 'duration'), ready));
}

/**
 * The calendar's working time between two ISO 8601 instants in milliseconds, negative when `to` comes before `from`.
 *
 * @throws CalendarError when something given is not valid.
 */
export function workingBetween(from: string, to: string, calendar: CalendarInput): number {
  return elapsed(readInstant(from, 'from'), readInstant(to, 'to'), compile(calendar));
}

/** The earliest working moment at or after an instant; the instant itself where the next `within` ms have none. */
export function workingFrom(at: string, within: number, calendar: ReadyCalendar): string {
  const from = readInstant(at, 'at');
  const [first] = intervalsFrom(from, from + within, 1, compile(calendar));
  return first && first[0] < from + within ? writeInstant(first[0]) : at;
}

export { type ClockInput, clocksFor, clocksStaleAt } from './clocks.ts';
export { defaultCalendars, defaultClocks } from './default-clocks.ts';
export { type ClockProblem, calendarNamed, clockProblems, reachProblems } from './named-calendar.ts';
