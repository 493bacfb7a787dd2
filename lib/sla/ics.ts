import ICAL from 'ical.js';
import { RRuleTemporal } from 'rrule-temporal';
import { CalendarError } from './calendar-error.ts';
import type { Holiday } from './holidays.ts';
import { day } from './zone.ts';

/** An all-day event: its dates are numbered from 1970-01-01, `rule` is how it repeats. */
type Event = { uid: string; name: string; first: number; length: number; rule: string | null; not: Set<number>; also: number[] };

const mostEvents = 5_000;
const longest = 366;

/**
 * The all-day events of an iCalendar file (RFC 5545) as holidays of a year, repeated events, exceptions and events of several
 * days included. Cancelled events and those of a few hours are left out; one from midnight to midnight, as Outlook writes it,
 * counts as all-day. Throws a CalendarError that says what to do when the text is not such a file, or holds nothing for us.
 */
export function icsHolidays(text: string): (year: number) => Holiday[] {
  const events = eventsOf(text);
  return (year) => {
    const [from, until] = [Date.UTC(year, 0, 1) / day, Date.UTC(year + 1, 0, 1) / day];
    return events.flatMap((event) =>
      startsOf(event, from, until)
        .flatMap((start) => Array.from({ length: event.length }, (_, i) => start + i))
        .filter((date) => date >= from && date < until)
        .map((date) => ({ date: dateOf(date), name: event.name })),
    );
  };
}

function eventsOf(text: string): Event[] {
  const found = componentOf(text).getAllSubcomponents('vevent');
  if (found.length > mostEvents)
    throw new CalendarError(
      `The iCalendar file has ${found.length} events; give one with at most ${mostEvents}, the holidays only.`,
    );
  const events = found.filter((event) => event.getFirstPropertyValue('status') !== 'CANCELLED').flatMap(eventOf);
  if (events.length === 0)
    throw new CalendarError('The iCalendar file has no all-day event; export the calendar that holds the holidays.');
  // A single day of a series that was moved stands for itself, and its place in the series falls away.
  for (const moved of found) {
    const instead = moved.getFirstPropertyValue('recurrence-id');
    if (!(instead instanceof ICAL.Time)) continue;
    for (const event of events) if (event.rule && event.uid === textOf(moved, 'uid')) event.not.add(numberOf(instead));
  }
  return events;
}

function componentOf(text: string): ICAL.Component {
  try {
    const parsed = ICAL.parse(text.trim());
    const component = new ICAL.Component(parsed);
    if (component.name === 'vcalendar') return component;
  } catch {
    // Said below, whatever the parser calls it.
  }
  throw new CalendarError(
    'This is not an iCalendar file; export the calendar as .ics again and give all of it, from BEGIN:VCALENDAR to END:VCALENDAR.',
  );
}

function eventOf(component: ICAL.Component): Event[] {
  const name = textOf(component, 'summary') || 'Holiday';
  const start = component.getFirstPropertyValue('dtstart');
  if (!(start instanceof ICAL.Time) || dateOf(numberOf(start)) !== writtenDate(component, 'dtstart'))
    throw new CalendarError(`The event "${name}" of the iCalendar file has no date that exists; mend its DTSTART.`);
  const length = lengthOf(component, start);
  if (length === 0) return [];
  if (length > longest)
    throw new CalendarError(`The event "${name}" of the iCalendar file lasts ${length} days; mend its DTEND.`);
  const first = numberOf(start);
  const rule = ruleOf(component, name);
  const event = {
    uid: textOf(component, 'uid'),
    name,
    first,
    length,
    rule,
    not: dates(component, 'exdate'),
    also: [...dates(component, 'rdate')],
  };
  // A rule that cannot be followed is told when the policy is read, not when a clock first needs it.
  startsOf(event, first, first + 366);
  return [event];
}

/** Whole days, 0 for an event that is not all-day. */
function lengthOf(component: ICAL.Component, start: ICAL.Time): number {
  const end = component.getFirstPropertyValue('dtend');
  const lasts = component.getFirstPropertyValue('duration');
  const midnight = (time: ICAL.Time) => time.isDate || (time.hour === 0 && time.minute === 0 && time.second === 0);
  if (end instanceof ICAL.Time)
    return midnight(start) && midnight(end) ? Math.max(numberOf(end) - numberOf(start), start.isDate ? 1 : 0) : 0;
  if (lasts instanceof ICAL.Duration) return midnight(start) ? Math.floor(lasts.toSeconds() / 86_400) : 0;
  return start.isDate ? 1 : 0;
}

function ruleOf(component: ICAL.Component, name: string): string | null {
  const recur = component.getFirstPropertyValue('rrule');
  if (!(recur instanceof ICAL.Recur)) return null;
  // An end given as an instant, as many calendars do for whole days, is the end of its date.
  const rule = recur.toString().replace(/UNTIL=(\d{4})-?(\d{2})-?(\d{2})[^;]*/, 'UNTIL=$1$2$3T235959Z');
  if (['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY'].includes(recur.freq)) return rule;
  throw new CalendarError(
    `The event "${name}" of the iCalendar file repeats within a day; write its RRULE with FREQ=YEARLY to DAILY.`,
  );
}

/** The dates from one up to another on which the event begins, or began so that it still lasts. */
function startsOf(event: Event, from: number, until: number): number[] {
  const earliest = from - event.length + 1;
  const starts = new Set(event.rule ? event.also : [event.first, ...event.also]);
  if (event.rule) {
    try {
      const rule = new RRuleTemporal({
        rruleString: `DTSTART:${compact(event.first)}T000000Z\nRRULE:${event.rule}`,
        maxIterations: 100_000,
      });
      for (const at of rule.between(new Date(earliest * day), new Date(until * day - 1), true))
        starts.add(at.epochMilliseconds / day);
    } catch {
      throw new CalendarError(
        `The event "${event.name}" of the iCalendar file repeats by a rule that cannot be followed; mend its RRULE.`,
      );
    }
  }
  return [...starts].filter((start) => start >= earliest && start < until && !event.not.has(start));
}

function dates(component: ICAL.Component, name: string): Set<number> {
  const values = component.getAllProperties(name).flatMap((property) => property.getValues());
  return new Set(values.flatMap((value) => (value instanceof ICAL.Time ? [numberOf(value)] : [])));
}

const textOf = (component: ICAL.Component, name: string): string =>
  String(component.getFirstPropertyValue(name) ?? '').slice(0, 200);
const numberOf = ({ year, month, day: date }: ICAL.Time): number => Date.UTC(year, month - 1, date) / day;
const dateOf = (number: number): string => new Date(number * day).toISOString().slice(0, 10);
const compact = (number: number): string => dateOf(number).replaceAll('-', '');
/** The date as the file has it: the parser makes 3 March of 31 February. */
const writtenDate = (component: ICAL.Component, name: string): string =>
  String(component.getFirstProperty(name)?.toJSON()[3] ?? '').slice(0, 10);
