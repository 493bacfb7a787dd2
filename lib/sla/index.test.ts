import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarInput } from '../contract/clock.ts';
import { addWorking, CalendarError, workingBetween } from './index.ts';
import { weeks, windows } from './testing/calendars.cases.ts';

const office: CalendarInput = {
  timeZone: 'Europe/Berlin',
  weekly: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((weekday) => [weekday, [['09:00', '18:00']]])),
  holidays: [{ date: '2026-12-25', yearly: true }, { date: '2026-12-28' }],
};
const nights: CalendarInput = { timeZone: 'UTC', weekly: { fri: [['22:00', '06:00']] }, holidays: [] };

describe('addWorking', () => {
  it.each([
    ['within a day', '2026-03-09T09:00:00Z', 'PT4H', office, '2026-03-09T13:00:00.000Z'],
    ['used up at closing time is due at closing time', '2026-03-06T13:00:00Z', 'PT4H', office, '2026-03-06T17:00:00.000Z'],
    ['a millisecond more is due next morning', '2026-03-06T13:00:00Z', 'PT4H0.001S', office, '2026-03-09T08:00:00.001Z'],
    ['nothing to add leaves the start, at night too', '2026-03-07T23:11:12.345Z', 'PT0S', office, '2026-03-07T23:11:12.345Z'],
    ['starts at night', '2026-03-07T23:00:00Z', 'PT1M', office, '2026-03-09T08:01:00.000Z'],
    ['starts at closing time', '2026-03-06T17:00:00Z', 'PT1M', office, '2026-03-09T08:01:00.000Z'],
    ['over holidays of both kinds', '2026-12-24T16:30:00Z', 'PT1H', office, '2026-12-29T08:30:00.000Z'],
    ['a yearly holiday in another year', '2031-12-24T16:30:00Z', 'PT1H', office, '2031-12-26T08:30:00.000Z'],
    ['a day is 24 hours of work', '2026-03-09T08:00:00Z', 'P1D', office, '2026-03-11T14:00:00.000Z'],
    ['a week is 168 hours of work', '2026-03-09T08:00:00Z', 'P1W', office, '2026-04-02T13:00:00.000Z'],
    ['an instant with another offset', '2026-03-09T10:00:00+02:00', 'PT1H', office, '2026-03-09T09:00:00.000Z'],
    ['a night shift belongs to the day it starts on', '2026-03-09T00:00:00Z', 'PT8H', nights, '2026-03-14T06:00:00.000Z'],
    [
      'a night shift is cut where a holiday begins',
      '2026-03-13T00:00:00Z',
      'PT3H',
      { ...nights, holidays: [{ date: '2026-03-14' }] },
      '2026-03-20T23:00:00.000Z',
    ],
    [
      'a night shift goes on where a holiday ends',
      '2026-03-13T00:00:00Z',
      'PT1H',
      { ...nights, holidays: [{ date: '2026-03-13' }] },
      '2026-03-14T01:00:00.000Z',
    ],
    [
      'a yearly 29 February is one in leap years only',
      '2027-02-28T00:00:00Z',
      'PT48H',
      {
        timeZone: 'UTC',
        weekly: Object.fromEntries(
          ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((weekday) => [weekday, [['00:00', '24:00']]]),
        ),
        holidays: [{ date: '2024-02-29', yearly: true }],
      },
      '2027-03-02T00:00:00.000Z',
    ],
  ] as [string, string, string, CalendarInput, string][])('%s', (_, start, duration, calendar, due) => {
    expect(addWorking(start, duration, calendar)).toBe(due);
  });

  it('reads 02:30 on the night clocks go forward as 03:30, and 01:30 on the night they go back as the first', () => {
    const early: CalendarInput = { timeZone: 'America/New_York', weekly: { sun: [['01:30', '02:30']] } };
    expect(workingBetween('2026-03-08T00:00:00Z', '2026-03-09T00:00:00Z', early)).toBe(3_600_000);
    expect(workingBetween('2026-03-08T00:00:00Z', '2026-03-08T07:00:00Z', early)).toBe(1_800_000);
    expect(workingBetween('2026-11-01T00:00:00Z', '2026-11-02T00:00:00Z', early)).toBe(7_200_000);
    expect(addWorking('2026-11-01T00:00:00Z', 'PT1M', early)).toBe('2026-11-01T05:31:00.000Z');
  });

  it('is due at closing time after any whole number of days, however long the range', () => {
    const daily: CalendarInput = { timeZone: 'UTC', weekly: { mon: [['09:00', '17:00']], thu: [['09:00', '17:00']] } };
    const dues = Array.from({ length: 300 }, (_, i) => addWorking('2026-01-05T00:00:00Z', `PT${8 * (i + 1)}H`, daily));
    expect(dues.filter((due) => !due.endsWith('T17:00:00.000Z'))).toEqual([]);
    expect(dues.at(-1)).toBe('2028-11-16T17:00:00.000Z');
  });

  it('loses a date that a zone skipped', () => {
    const fridays: CalendarInput = { timeZone: 'Pacific/Apia', weekly: { fri: [['09:00', '17:00']] } };
    expect(workingBetween('2011-12-27T00:00:00Z', '2012-01-04T00:00:00Z', fridays)).toBe(0);
  });
});

describe('what cannot be worked with', () => {
  const leapYear = Array.from({ length: 366 }, (_, i) => new Date(Date.UTC(2024, 0, 1 + i)).toISOString().slice(0, 10));
  const with_ = (change: object): CalendarInput => ({ ...office, ...change });
  it.each([
    [
      'no working time',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ weekly: {} })),
      /^The calendar has no working time; write at least one interval/,
    ],
    [
      'no interval in any day',
      () => workingBetween('2026-03-09T09:00:00Z', '2026-03-10T09:00:00Z', with_({ weekly: { mon: [] } })),
      /has no working time/,
    ],
    [
      'holidays on every date',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ holidays: leapYear.map((date) => ({ date, yearly: true })) })),
      /no working time within a hundred years; leave some dates out of its holidays/,
    ],
    ['a goal beyond reach', () => addWorking('2026-03-09T09:00:00Z', 'PT9999999H', office), /not reached within a hundred years/],
    [
      'an instant without a zone',
      () => addWorking('2026-03-09T09:00:00', 'PT1H', office),
      /^start "2026-03-09T09:00:00" is not an instant; write ISO 8601/,
    ],
    [
      'a date that is none',
      () => workingBetween('2026-03-09T09:00:00Z', '2026-02-30T09:00:00Z', office),
      /^to "2026-02-30T09:00:00Z" is not an instant/,
    ],
    [
      'an instant out of reach',
      () => workingBetween('0026-03-09T09:00:00Z', '2026-02-20T09:00:00Z', office),
      /^from .* between the years 1900 and 2299/,
    ],
    [
      'a duration in words',
      () => addWorking('2026-03-09T09:00:00Z', '4 hours', office),
      /^duration "4 hours" is not a duration; write ISO 8601 such as "PT4H"/,
    ],
    ['months', () => addWorking('2026-03-09T09:00:00Z', 'P1M', office), /counts months or years/],
    ['a negative duration', () => addWorking('2026-03-09T09:00:00Z', '-PT4H', office), /is negative/],
    [
      'an unknown zone',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ timeZone: 'Mars/Base' })),
      /timeZone "Mars\/Base" is not known; write an IANA name/,
    ],
    [
      'a time after 24:00',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ weekly: { mon: [['09:00', '24:30']] } })),
      /weekly\.mon\.0\.1 is not valid; write opening hours/,
    ],
    [
      'an empty interval',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ weekly: { mon: [['09:00', '09:00']] } })),
      /weekly\.mon\.0 opens and closes at 09:00; write \["00:00", "24:00"\]/,
    ],
    [
      'a holiday that is none',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ holidays: [{ date: '2026-13-01' }] })),
      /holidays\.0\.date is not valid; write holidays such as/,
    ],
    [
      'a misspelt field',
      () => addWorking('2026-03-09T09:00:00Z', 'PT1H', with_({ timezone: 'UTC' })),
      /form is not valid; write only timeZone, weekly and holidays/,
    ],
  ] as [string, () => unknown, RegExp][])('says so: %s', (_, attempt, sentence) => {
    expect(attempt).toThrow(CalendarError);
    expect(attempt).toThrow(sentence);
  });
});

describe('any calendar', () => {
  const calendars = windows.flatMap(({ timeZone, holiday }) =>
    weeks.map(
      ({ weekly }): CalendarInput => ({ timeZone, weekly, holidays: [{ date: holiday, yearly: true }, { date: '2026-12-25' }] }),
    ),
  );
  const moment = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2040, 0, 1) }).map((at) => new Date(at).toISOString());
  const milliseconds = fc.oneof(fc.integer({ min: 0, max: 3_600_000 }), fc.integer({ min: 0, max: 40 * 86_400_000 }));

  it('has worked exactly the duration it added, and not a millisecond before', () => {
    fc.assert(
      fc.property(moment, milliseconds, fc.constantFrom(...calendars), (start, ms, calendar) => {
        const due = addWorking(start, `PT${ms / 1000}S`, calendar);
        const before = new Date(Date.parse(due) - 1).toISOString();
        return workingBetween(start, due, calendar) === ms && (ms === 0 || workingBetween(start, before, calendar) === ms - 1);
      }),
      { numRuns: 20_000 },
    );
  }, 120_000);

  it('adds up, whichever way it is cut', () => {
    const some = calendars.filter((_, i) => i % 11 === 0);
    fc.assert(
      fc.property(moment, moment, moment, fc.constantFrom(...some), (a, b, c, calendar) => {
        return workingBetween(a, b, calendar) + workingBetween(b, c, calendar) === workingBetween(a, c, calendar);
      }),
      { numRuns: 1_000 },
    );
  }, 60_000);

  it('has no negative zero', () => {
    expect(workingBetween('2026-03-08T10:00:00Z', '2026-03-07T10:00:00Z', office)).toBe(0);
  });
});
