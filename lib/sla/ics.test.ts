import { describe, expect, it } from 'vitest';
import { compile } from './calendar.ts';
import { CalendarError } from './calendar-error.ts';
import { icsHolidays } from './ics.ts';
import { advance } from './working-time.ts';

const event = (...lines: string[]) => ['BEGIN:VEVENT', 'UID:a', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');
const file = (...events: string[]) => ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...events, 'END:VCALENDAR', ''].join('\r\n');
const dates = (text: string, ...years: number[]) => years.flatMap(icsHolidays(text)).map(({ date }) => date);
const read = (lines: string[], ...years: number[]) => dates(file(event(...lines)), ...years);

describe('all-day events', () => {
  it.each([
    ['one day, by its date alone', ['DTSTART;VALUE=DATE:20261224'], ['2026-12-24']],
    [
      'up to the day it ends before, over the turn of the year',
      ['DTSTART;VALUE=DATE:20261230', 'DTEND;VALUE=DATE:20270102'],
      ['2026-12-30', '2026-12-31', '2027-01-01'],
    ],
    ['by its length', ['DTSTART;VALUE=DATE:20261230', 'DURATION:P2D'], ['2026-12-30', '2026-12-31']],
    ['from midnight to midnight', ['DTSTART:20261224T000000', 'DTEND:20261225T000000'], ['2026-12-24']],
    ['every year', ['DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=YEARLY'], ['2026-12-24', '2027-12-24', '2028-12-24']],
    [
      'every year but one, and once more',
      ['DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20271224', 'RDATE;VALUE=DATE:20270105'],
      ['2026-12-24', '2027-01-05', '2028-12-24'],
    ],
    [
      'the last Monday of May',
      ['DTSTART;VALUE=DATE:20260525', 'RRULE:FREQ=YEARLY;BYMONTH=5;BYDAY=-1MO'],
      ['2026-05-25', '2027-05-31', '2028-05-29'],
    ],
    ['up to a date', ['DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=YEARLY;UNTIL=20271224'], ['2026-12-24', '2027-12-24']],
    [
      'up to an instant, as some write it',
      ['DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=YEARLY;UNTIL=20271224T000000Z'],
      ['2026-12-24', '2027-12-24'],
    ],
    ['so many times', ['DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=YEARLY;COUNT=2'], ['2026-12-24', '2027-12-24']],
    [
      'several days, repeated over the turn of the year',
      ['DTSTART;VALUE=DATE:20251231', 'DTEND;VALUE=DATE:20260102', 'RRULE:FREQ=YEARLY'],
      ['2026-01-01', '2026-12-31', '2027-01-01', '2027-12-31', '2028-01-01', '2028-12-31'],
    ],
    [
      'a date that never comes',
      ['DTSTART;VALUE=DATE:20261224', 'RDATE;VALUE=DATE:20270101', 'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31'],
      ['2027-01-01'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(read(lines, 2026, 2027, 2028).sort()).toEqual(expected);
  });

  it('keep their name, folded lines and escapes read', () => {
    const named = file(event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Closed\\, for the\r\n  feast'));
    expect(icsHolidays(named)(2026)).toEqual([{ date: '2026-12-24', name: 'Closed, for the feast' }]);
  });

  it('leave out what takes hours or was cancelled', () => {
    const day = event('DTSTART;VALUE=DATE:20261224');
    const hours = event('DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z');
    const cancelled = event('DTSTART;VALUE=DATE:20260106', 'STATUS:CANCELLED');
    expect(dates(file(day, hours, cancelled), 2026)).toEqual(['2026-12-24']);
  });

  it('move a single day of a series', () => {
    const series = event('DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=YEARLY');
    const moved = event('DTSTART;VALUE=DATE:20271223', 'RECURRENCE-ID;VALUE=DATE:20271224');
    expect(dates(file(series, moved), 2026, 2027, 2028)).toEqual(['2026-12-24', '2027-12-23', '2028-12-24']);
  });

  it('are no working time', () => {
    const ready = compile({
      timeZone: 'UTC',
      weekly: { thu: [['09:00', '17:00']] },
      ics: file(event('DTSTART;VALUE=DATE:20261224')),
    });
    expect(new Date(advance(Date.UTC(2026, 11, 24, 9), 3_600_000, ready)).toISOString()).toBe('2026-12-31T10:00:00.000Z');
  });
});

describe('what is no such file', () => {
  it.each([
    ['an empty text', '', /^This is not an iCalendar file; export the calendar as \.ics again/],
    ['a web page', '<!doctype html><html></html>', /^This is not an iCalendar file/],
    ['half a file', 'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:x', /^This is not an iCalendar file/],
    ['an address card', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ines\r\nEND:VCARD\r\n', /^This is not an iCalendar file/],
    [
      'a rule with a frequency that is none',
      file(event('DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=SOMETIMES')),
      /^This is not an iCalendar file/,
    ],
    [
      'nothing that lasts a day',
      file(event('DTSTART:20260105T090000Z', 'DTEND:20260105T100000Z')),
      /has no all-day event; export the calendar that holds the holidays/,
    ],
    [
      'an event without a date',
      file(event('SUMMARY:Feast')),
      /^The event "Feast" of the iCalendar file has no date that exists; mend its DTSTART/,
    ],
    ['a date that does not exist', file(event('SUMMARY:Feast', 'DTSTART;VALUE=DATE:20260231')), /has no date that exists/],
    [
      'a rule within the day',
      file(event('DTSTART;VALUE=DATE:20261224', 'RRULE:FREQ=SECONDLY')),
      /repeats within a day; write its RRULE with FREQ=YEARLY to DAILY/,
    ],
    [
      'an event of years',
      file(event('DTSTART;VALUE=DATE:20261224', 'DTEND;VALUE=DATE:20301224')),
      /lasts 1461 days; mend its DTEND/,
    ],
    [
      'too many events',
      file(...Array.from({ length: 5_001 }, () => event('DTSTART;VALUE=DATE:20261224'))),
      /has 5001 events; give one with at most 5000/,
    ],
  ])('says so: %s', (_, text, sentence) => {
    expect(() => icsHolidays(text)).toThrow(CalendarError);
    expect(() => icsHolidays(text)).toThrow(sentence);
  });
});
