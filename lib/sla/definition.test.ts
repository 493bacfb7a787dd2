import { describe, expect, it } from 'vitest';
import { clocksFor } from './clocks.ts';
import { defaultCalendars, defaultClocks } from './default-clocks.ts';
import { type ClockDefinition, calendars as calendarsSchema, clockDefinitions } from './definition.ts';
import { CalendarError, clockProblems, reachProblems } from './index.ts';
import { given, lead } from './testing/lead.ts';

describe('the policy of clocks', () => {
  it('accepts the defaults', () => {
    expect(clockDefinitions.safeParse(defaultClocks).error).toBeUndefined();
    expect(calendarsSchema.safeParse(defaultCalendars).error).toBeUndefined();
    expect(clockProblems(defaultClocks, defaultCalendars)).toEqual([]);
  });

  const [first] = defaultClocks as [ClockDefinition];
  it.each([
    [
      'a last goal with a condition',
      [{ ...first, goals: first.goals.slice(0, 1) }],
      '0.goals',
      /last goal must have no condition/,
    ],
    ['two clocks with one id', [first, first], '1.id', /two clocks with the id first_touch/],
    ['an event that is none', [{ ...first, stop: [{ event: 'opened' }] }], '0.stop.0.event', /Invalid/],
    ['a count that waits for nothing', [{ ...first, stop: [{ event: 'attempt', count: 0 }] }], '0.stop.0.count', />=1/],
    ['no start', [{ ...first, start: [] }], '0.start', />=1/],
  ])('refuses %s', (_, clocks, path, message) => {
    const issue = clockDefinitions.safeParse(clocks).error?.issues[0];
    expect(issue?.path.join('.')).toBe(path);
    expect(issue?.message).toMatch(message);
  });

  const daily = [
    'BEGIN:VEVENT',
    'UID:a',
    'DTSTAMP:20260101T000000Z',
    'DTSTART;VALUE=DATE:20200101',
    'RRULE:FREQ=DAILY',
    'SUMMARY:Off',
  ];
  const ics = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:a', ...daily, 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
  it.each([
    ['too few hours', { weekly: { mon: [['09:00', '09:30']] } }, 'P3650D', /not reached within a hundred years/],
    ['only holidays', { ics }, 'PT1H', /no working time in two years/],
    ['enough hours', {}, 'P3650D', null],
    ['ninety years of hours', { weekly: { mon: [['09:00', '17:00']] } }, 'P1560D', null],
    ['holidays of a country', { country: 'DE' }, 'P3650D', null],
  ] as const)('judges a goal by its calendar: %s', (_, change, duration, message) => {
    const goals = [{ name: 'Any', when: [], duration, calendar: 'some' }];
    const calendar = { ...defaultCalendars.business, ...change } as typeof defaultCalendars.business;
    const path = ['clocks', 0, 'goals', 0, 'duration'];
    expect(reachProblems([{ ...first, goals }], { some: calendar })).toEqual(
      message === null ? [] : [{ path, message: expect.stringMatching(message) }],
    );
  });

  it('gives a goal that its calendar never reaches the moment a hundred years on', () => {
    const goals = [{ name: 'Any', when: [], duration: 'PT1H', calendar: 'some' }];
    const some = { ...defaultCalendars.business, ics };
    const facts = { facts: lead(given), crossedAt: null, policyVersion: 1 };
    for (const now of ['2026-03-02T11:00:00Z', '2026-03-05T11:00:00Z']) {
      const [clock] = clocksFor(facts, [{ ...first, goals }], { some }, now);
      expect([clock?.state, clock?.dueAt]).toEqual(['running', '2126-03-03T10:00:00.000Z']);
    }
  });

  it('refuses a calendar named always, and names a calendar that is missing or broken', () => {
    expect(calendarsSchema.safeParse({ always: defaultCalendars.business }).error?.issues[0]?.message).toMatch(
      /"always" is built in/,
    );
    expect(clockProblems(defaultClocks, { office: { ...defaultCalendars.business, timeZone: 'Mars/Base' } })).toEqual([
      { path: ['calendars', 'office'], message: expect.stringMatching(/timeZone "Mars\/Base" is not known/) },
      {
        path: ['clocks', 0, 'goals', 0, 'calendar'],
        message: 'There is no calendar named "business"; write one of "office", "always".',
      },
      {
        path: ['clocks', 0, 'goals', 1, 'calendar'],
        message: 'There is no calendar named "business"; write one of "office", "always".',
      },
    ]);
    expect(() =>
      clocksFor({ facts: lead(given), crossedAt: null, policyVersion: 1 }, defaultClocks, {}, '2026-03-02T11:00:00Z'),
    ).toThrow(CalendarError);
  });
});
