/** Calendars that each hold one difficulty; the time zone is put in by the test. */
import type { CalendarInput, Weekday } from '../../contract/clock.ts';

type Interval = [string, string];
const on = (weekdays: Weekday[], ...intervals: Interval[]): CalendarInput['weekly'] =>
  Object.fromEntries(weekdays.map((weekday) => [weekday, intervals]));
const workdays: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const everyDay: Weekday[] = [...workdays, 'sat', 'sun'];

export const weeks: { name: string; weekly: CalendarInput['weekly'] }[] = [
  { name: 'office hours', weekly: on(workdays, ['09:00', '18:00']) },
  {
    name: 'split days, one short',
    weekly: { ...on(workdays, ['09:00', '12:30'], ['13:30', '18:00']), fri: [['08:15', '12:00']] },
  },
  { name: 'night shifts', weekly: on(everyDay, ['22:00', '06:00']) },
  { name: 'a night shift on Saturday only', weekly: on(['sat'], ['20:30', '11:45']) },
  { name: 'every hour', weekly: on(everyDay, ['00:00', '24:00']) },
  { name: 'two halves of a day that meet at midnight', weekly: on(everyDay, ['18:00', '24:00'], ['00:00', '03:00']) },
  { name: 'overlapping and unsorted', weekly: on(everyDay, ['13:00', '19:00'], ['08:00', '14:30'], ['23:00', '09:00']) },
  {
    name: 'opens at times that clocks skip or repeat',
    weekly: on(everyDay, ['01:15', '05:00'], ['02:10', '02:50'], ['23:20', '23:50']),
  },
  { name: 'closes at times that clocks skip or repeat', weekly: on(everyDay, ['00:00', '01:45'], ['21:00', '23:30']) },
  { name: 'closes at 02:30', weekly: on(everyDay, ['20:00', '02:30']) },
  { name: 'opens at 02:30 and at 00:30', weekly: on(['sat', 'sun', 'mon'], ['02:30', '10:00'], ['00:30', '01:10']) },
  { name: 'Sunday at midnight', weekly: on(['sun'], ['00:00', '04:00'], ['22:00', '24:00']) },
];

/** Ten working days around a change of the clocks, or any ten where there is none. `from` is at least three days before. */
export const windows: { timeZone: string; from: string; holiday: string }[] = [
  { timeZone: 'America/New_York', from: '2026-03-04T05:00:00Z', holiday: '2026-03-09' },
  { timeZone: 'America/New_York', from: '2026-10-28T04:00:00Z', holiday: '2026-11-01' },
  { timeZone: 'Europe/London', from: '2026-03-25T00:00:00Z', holiday: '2026-03-28' },
  { timeZone: 'Europe/London', from: '2026-10-21T00:00:00Z', holiday: '2026-10-25' },
  { timeZone: 'Australia/Lord_Howe', from: '2026-04-01T00:00:00Z', holiday: '2026-04-06' },
  { timeZone: 'Australia/Lord_Howe', from: '2026-09-30T00:00:00Z', holiday: '2026-10-04' },
  { timeZone: 'America/Santiago', from: '2026-04-01T04:00:00Z', holiday: '2026-04-04' },
  { timeZone: 'America/Santiago', from: '2026-09-02T04:00:00Z', holiday: '2026-09-06' },
  { timeZone: 'Africa/Casablanca', from: '2026-02-11T00:00:00Z', holiday: '2026-02-16' },
  { timeZone: 'Africa/Casablanca', from: '2026-03-18T00:00:00Z', holiday: '2026-03-22' },
  { timeZone: 'Asia/Kathmandu', from: '2026-05-06T00:00:00Z', holiday: '2026-05-11' },
  // No summer time there: its one change since 1970 is from +05:30 to +05:45, at midnight.
  { timeZone: 'Asia/Kathmandu', from: '1985-12-27T00:00:00Z', holiday: '1986-01-02' },
  { timeZone: 'America/Nuuk', from: '2026-03-25T00:00:00Z', holiday: '2026-03-30' },
  { timeZone: 'Asia/Kolkata', from: '2028-02-23T00:00:00Z', holiday: '2028-02-29' },
];
