import { compile, type WorkingCalendar } from './calendar.ts';
import { CalendarError } from './calendar-error.ts';
import type { Calendars, ClockDefinition } from './definition.ts';
import type { ReadyCalendar } from './policy-calendar.ts';
import { readDuration } from './read-time.ts';
import { advance } from './working-time.ts';

/** Every hour of every day: built in, so that a goal can count plain time, and not to be edited. */
const allDay = (timeZone: string): ReadyCalendar => ({
  timeZone,
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((weekday) => [weekday, [['00:00', '24:00']]])),
});
const allDayByZone = new Map<string, ReadyCalendar>();

/**
 * The policy's calendar of this name, or `always`, which reads its dates in the zone of the policy's first calendar.
 * Throws a CalendarError when there is none of that name.
 */
export function calendarNamed(name: string, calendars: Calendars): ReadyCalendar {
  if (name === 'always') {
    const timeZone = Object.values(calendars)[0]?.timeZone ?? 'UTC';
    const made = allDayByZone.get(timeZone) ?? allDay(timeZone);
    allDayByZone.set(timeZone, made);
    return made;
  }
  const found = Object.hasOwn(calendars, name) ? calendars[name] : undefined;
  if (found) return found;
  const names = [...Object.keys(calendars), 'always'].map((known) => `"${known}"`).join(', ');
  throw new CalendarError(`There is no calendar named "${name}"; write one of ${names}.`);
}

/**
 * What is wrong with a policy's calendars and with its clocks' use of them: hours that cannot be worked with, a goal whose
 * calendar is not there or never comes to its end. One sentence each, for the policy's own check; paths start at `clocks` and `calendars`.
 */
export function clockProblems(clocks: readonly ClockDefinition[], calendars: Calendars): ClockProblem[] {
  // What a country or a file gives is judged by the schema; here it is asked whether the hours can be worked with.
  const broken = Object.entries(calendars).flatMap(([name, { country: _country, region: _region, ics: _ics, ...hours }]) =>
    problem(['calendars', name], () => compile(hours)),
  );
  const ready = new Map<string, WorkingCalendar>();
  const used = clocks.flatMap((clock, i) =>
    clock.goals.flatMap(({ calendar: name, duration }, j) => {
      const missing = problem(['clocks', i, 'goals', j, 'calendar'], () => calendarNamed(name, calendars));
      if (missing.length > 0 || broken.length > 0) return missing;
      return problem(['clocks', i, 'goals', j, 'duration'], () => {
        const { country: _country, region: _region, ...hours } = calendarNamed(name, calendars);
        const calendar = ready.get(name) ?? compile(hours);
        ready.set(name, calendar);
        // Twice: when it will start, and the holidays of a country, are not known here.
        advance(anyDay, 2 * readDuration(duration, 'duration'), calendar);
      });
    }),
  );
  return [...broken, ...used];
}

const anyDay = Date.UTC(2026, 0, 1);

export type ClockProblem = { path: (string | number)[]; message: string };

function problem(path: (string | number)[], check: () => unknown): ClockProblem[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof CalendarError) return [{ path, message: error.message }];
    throw error;
  }
}
