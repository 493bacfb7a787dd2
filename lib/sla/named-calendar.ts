import { compile } from './calendar.ts';
import { CalendarError } from './calendar-error.ts';
import type { Calendars, ClockDefinition } from './definition.ts';
import type { ReadyCalendar } from './policy-calendar.ts';
import { policyDuration } from './read-time.ts';
import { elapsed } from './working-time.ts';

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
 * calendar is not there. One sentence each, for the policy's own check; paths start at `clocks` and `calendars`.
 */
export function clockProblems(clocks: readonly ClockDefinition[], calendars: Calendars): ClockProblem[] {
  // What a country or a file gives is judged by the schema; here it is asked whether the hours can be worked with.
  const broken = Object.entries(calendars).flatMap(([name, { country: _country, region: _region, ics: _ics, ...hours }]) =>
    problem(['calendars', name], () => compile(hours)),
  );
  const missing = clocks.flatMap((clock, i) =>
    clock.goals.flatMap((goal, j) =>
      problem(['clocks', i, 'goals', j, 'calendar'], () => calendarNamed(goal.calendar, calendars)),
    ),
  );
  return [...broken, ...missing];
}

/**
 * The goals that their calendar does not reach within a hundred years, for a policy in which `clockProblems` found nothing.
 * Two years of each calendar stand for the others, so that a file of many rules is not followed for a hundred.
 */
export function reachProblems(clocks: readonly ClockDefinition[], calendars: Calendars): ClockProblem[] {
  const worked = new Map<string, number>();
  const workedIn = (name: string) => {
    const { country: _country, region: _region, ...hours } = calendarNamed(name, calendars);
    const found = worked.get(name) ?? elapsed(...twoYears, compile(hours));
    worked.set(name, found);
    return found;
  };
  return clocks.flatMap((clock, i) =>
    clock.goals.flatMap(({ calendar, duration }, j) => {
      const wanted = policyDuration(duration);
      if (wanted === 0 || wanted <= 50 * workedIn(calendar)) return [];
      const message =
        workedIn(calendar) === 0
          ? `The calendar "${calendar}" has no working time in two years; leave some dates out of its holidays.`
          : 'The duration is not reached within a hundred years of this calendar; write a shorter one.';
      return [{ path: ['clocks', i, 'goals', j, 'duration'], message }];
    }),
  );
}

const twoYears = [Date.UTC(2026, 0, 1), Date.UTC(2028, 0, 1)] as const;

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
