import { describe, expect, it } from 'vitest';
import { type Clock, clock as clockSchema } from '../contract/clock.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { clocksFor, clocksStaleAt } from './clocks.ts';
import { defaultCalendars, defaultClocks } from './default-clocks.ts';
import { type ClockDefinition, calendars as calendarsSchema, clockDefinitions } from './definition.ts';
import { CalendarError, clockProblems } from './index.ts';
import { entry, handoff, lead, touch } from './testing/lead.ts';

const minute = 60_000;
const hour = 60 * minute;

function clocks(facts: Partial<LeadFacts>, now: string, crossedAt: string | null = null): Clock[] {
  const found = clocksFor({ facts: lead(facts), crossedAt }, defaultClocks, defaultCalendars, now);
  expect(clockSchema.array().safeParse(found).error).toBeUndefined();
  return found;
}
function one(id: string, facts: Partial<LeadFacts>, now: string, crossedAt: string | null = null): Clock {
  const found = clocks(facts, now, crossedAt).find((clock) => clock.id === id);
  if (!found) throw new Error(`No clock ${id}`);
  return found;
}

// 2 March 2026 is a Monday; business hours are 09:00 to 18:00 UTC.
const given = { handoffs: [handoff('2026-03-02T10:00:00Z')] };
const reject = { reason: 'handoff_incomplete', reasonLabel: 'Handoff incomplete', missing: ['title'] };
const recycled = { until: '2026-03-09', reason: 'bad_timing', reasonLabel: 'Bad timing' };

describe('which clocks run', () => {
  it.each([
    ['nothing yet', {}, null, []],
    ['threshold crossed', {}, '2026-03-02T09:59:00Z', ['routing running']],
    [
      'handed off',
      given,
      '2026-03-02T09:59:00Z',
      ['first_touch running', 'decision running', 'disposition running', 'routing met'],
    ],
    [
      'handed off late',
      given,
      '2026-03-02T09:54:00Z',
      ['first_touch running', 'decision running', 'disposition running', 'routing missed'],
    ],
    [
      'handed off before the score crossed',
      given,
      '2026-03-02T10:30:00Z',
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    [
      'an attempt',
      { ...given, dispositions: [entry(1, 'attempt', '2026-03-02T10:30:00Z')] },
      null,
      ['decision running', 'disposition running', 'first_touch met'],
    ],
    [
      'accepted',
      { ...given, dispositions: [entry(1, 'accept', '2026-03-02T10:30:00Z')] },
      null,
      ['first_touch running', 'attempts running', 'decision met', 'disposition met'],
    ],
    [
      'accepted, taken back',
      {
        ...given,
        dispositions: [
          entry(1, 'accept', '2026-03-02T10:30:00Z', { undone: true }),
          entry(2, 'undo', '2026-03-02T10:30:05Z', { undoes: entry(1, 'accept', '').id }),
        ],
      },
      null,
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    [
      'an attempt taken back, marked by its undo only',
      {
        ...given,
        dispositions: [
          entry(1, 'attempt', '2026-03-02T10:30:00Z'),
          entry(2, 'undo', '2026-03-02T10:30:05Z', { undoes: entry(1, 'attempt', '').id }),
        ],
      },
      null,
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    [
      'returned to marketing: every clock of the rep stops',
      { ...given, dispositions: [entry(1, 'reject', '2026-03-02T10:30:00Z', reject)] },
      null,
      ['first_touch met', 'decision met', 'disposition met'],
    ],
    [
      'accepted, then returned',
      {
        ...given,
        dispositions: [entry(1, 'accept', '2026-03-02T10:30:00Z'), entry(2, 'reject', '2026-03-02T10:40:00Z', reject)],
      },
      null,
      ['decision met', 'disposition met', 'first_touch met', 'attempts met'],
    ],
    [
      'recycled',
      { ...given, dispositions: [entry(1, 'recycle', '2026-03-02T10:30:00Z', recycled)] },
      null,
      ['first_touch paused', 'decision paused', 'disposition met'],
    ],
    [
      'an attempt logged before the handoff does not count',
      { ...given, dispositions: [entry(1, 'attempt', '2026-03-02T08:00:00Z')] },
      null,
      ['first_touch running', 'decision running', 'disposition running'],
    ],
    ['a handoff still to come', { handoffs: [handoff('2026-03-02T12:00:00Z')] }, null, []],
  ] as [string, Partial<LeadFacts>, string | null, string[]][])('%s', (_, facts, crossedAt, states) => {
    expect(clocks(facts, '2026-03-02T11:00:00Z', crossedAt).map((clock) => `${clock.id} ${clock.state}`)).toEqual(states);
  });

  it('puts the most urgent running clock of the rep first, the breached before all', () => {
    const facts = { handoffs: [handoff('2026-03-02T10:00:00Z')] };
    expect(clocks(facts, '2026-03-02T10:30:00Z', '2026-03-02T09:00:00Z').map((clock) => clock.id)).toEqual([
      'first_touch',
      'decision',
      'disposition',
      'routing',
    ]);
    expect(clocks(facts, '2026-03-03T09:30:00Z').map((clock) => [clock.id, clock.breached])).toEqual([
      ['first_touch', true],
      ['decision', false],
      ['disposition', false],
    ]);
  });
});

describe('goals', () => {
  const demo = (at: string) => ({ ...given, touches: [touch('demo_request', at)] });
  it.each([
    ['a demo request has an hour', demo('2026-03-02T09:58:00Z'), 'Demo or contact request', '2026-03-02T11:00:00.000Z'],
    [
      'so has a contact request',
      { ...given, touches: [touch('contact_request', '2026-03-02T10:00:00Z')] },
      'Demo or contact request',
      '2026-03-02T11:00:00.000Z',
    ],
    [
      'another MQL has four',
      { ...given, touches: [touch('page', '2026-03-02T09:00:00Z')] },
      'Other MQL',
      '2026-03-02T14:00:00.000Z',
    ],
    ['a request long ago is no request', demo('2026-01-20T10:00:00Z'), 'Other MQL', '2026-03-02T14:00:00.000Z'],
    ['a request after the handoff leaves the goal alone', demo('2026-03-02T10:00:01Z'), 'Other MQL', '2026-03-02T14:00:00.000Z'],
  ] as [string, Partial<LeadFacts>, string, string][])('%s', (_, facts, name, dueAt) => {
    const clock = one('first_touch', facts, '2026-03-02T10:15:00Z');
    expect([clock.goal.name, clock.dueAt]).toEqual([name, dueAt]);
  });

  it('takes the first whose conditions are all so, each in its own calendar', () => {
    const definition: ClockDefinition = {
      id: 'touch',
      name: 'Touch',
      owner: 'rep',
      start: [{ event: 'handoff' }],
      pause: [],
      stop: [{ event: 'attempt', outcomes: ['connected'] }],
      goals: [
        {
          name: 'Large, German',
          when: [
            { field: 'account.employees', atLeast: 500 },
            { field: 'account.country', oneOf: ['DE', 'Germany'] },
          ],
          duration: 'PT1H',
          calendar: 'berlin',
        },
        { name: 'German', when: [{ field: 'account.country', oneOf: ['DE', 'Germany'] }], duration: 'PT2H', calendar: 'berlin' },
        { name: 'Turned down before', when: [{ had: { event: 'reject' } }], duration: 'PT3H', calendar: 'always' },
        { name: 'Any', when: [], duration: 'PT4H', calendar: 'business' },
      ],
      provenBy: '',
      stopsOn: '',
    };
    const calendars = { ...defaultCalendars, berlin: { ...defaultCalendars.business, timeZone: 'Europe/Berlin' } };
    const fact = (value: string) => ({ value, at: '2026-03-01T00:00:00Z', source: 'test', staleAt: null });
    const goalOf = (facts: Partial<LeadFacts>) => {
      const input = { facts: lead({ handoffs: [handoff('2026-03-02T17:30:00Z')], ...facts }), crossedAt: null };
      const [clock] = clocksFor(input, [definition], calendars, '2026-03-02T17:45:00Z');
      return [clock?.goal.name, clock?.goal.working, clock?.goal.timeZone, clock?.dueAt];
    };
    expect(goalOf({ account: { country: fact(' germany '), employees: fact('500') } })).toEqual([
      'Large, German',
      true,
      'Europe/Berlin',
      '2026-03-03T09:00:00.000Z',
    ]);
    expect(goalOf({ account: { country: fact('DE'), employees: fact('unknown') } })).toEqual([
      'German',
      true,
      'Europe/Berlin',
      '2026-03-03T10:00:00.000Z',
    ]);
    expect(goalOf({ dispositions: [entry(1, 'reject', '2026-03-02T09:00:00Z')] })).toEqual([
      'Turned down before',
      false,
      'UTC',
      '2026-03-02T20:30:00.000Z',
    ]);
    expect(goalOf({ dispositions: [entry(1, 'attempt', '2026-03-02T17:40:00Z')] })).toEqual([
      'Any',
      true,
      'UTC',
      '2026-03-03T12:30:00.000Z',
    ]);
  });
});

describe('time', () => {
  it('starts outside working hours without losing any', () => {
    const clock = one('first_touch', { handoffs: [handoff('2026-03-06T20:00:00Z')] }, '2026-03-08T12:00:00Z');
    expect(clock).toMatchObject({
      state: 'running',
      dueAt: '2026-03-09T13:00:00.000Z',
      elapsedMs: 0,
      remainingMs: 4 * hour,
      breached: false,
    });
    expect(clock.intervals[0]).toEqual(['2026-03-09T09:00:00.000Z', '2026-03-09T18:00:00.000Z']);
    expect(clock.intervals.at(-1)?.[0]).toBe('2026-03-16T09:00:00.000Z');
  });

  it('goes negative in working time after breach', () => {
    const clock = one('first_touch', given, '2026-03-03T09:30:00Z');
    expect(clock).toMatchObject({
      breached: true,
      remainingMs: -4.5 * hour,
      elapsedMs: 8.5 * hour,
      dueAt: '2026-03-02T14:00:00.000Z',
    });
    expect(clock.intervals[0]?.[0]).toBe('2026-03-03T09:30:00.000Z');
  });

  it('gives one interval where every hour counts, and at most fourteen', () => {
    expect(one('decision', given, '2026-03-02T11:00:00Z').intervals).toEqual([
      ['2026-03-02T11:00:00.000Z', '2026-03-11T00:00:00.000Z'],
    ]);
    const long = defaultClocks.map((clock) => ({
      ...clock,
      goals: [{ name: 'Long', when: [], duration: 'PT400H', calendar: 'business' }],
    }));
    for (const clock of clocksFor({ facts: lead(given), crossedAt: null }, long, defaultCalendars, '2026-03-02T11:00:00Z'))
      expect(clock.intervals).toHaveLength(14);
  });

  it('is in time at the due moment and missed a millisecond later', () => {
    const at = (time: string) =>
      one('first_touch', { ...given, dispositions: [entry(1, 'attempt', time)] }, '2026-03-05T00:00:00Z');
    expect(at('2026-03-02T14:00:00.000Z')).toMatchObject({
      state: 'met',
      remainingMs: 0,
      stoppedAt: '2026-03-02T14:00:00.000Z',
      breached: false,
    });
    expect(at('2026-03-02T14:00:00.001Z')).toMatchObject({ state: 'missed', remainingMs: -1, breached: true });
  });

  it('counts six attempts by call, email or LinkedIn in fourteen days from accept', () => {
    const attempts = ['call', 'email', 'meeting', 'linkedin', 'call', 'call', 'email'] as const;
    const dispositions = [
      entry(1, 'accept', '2026-03-02T11:00:00Z'),
      ...attempts.map((channel, i) => entry(2 + i, 'attempt', `2026-03-0${3 + Math.min(i, 6)}T10:00:00Z`, { channel })),
    ];
    expect(one('attempts', { ...given, dispositions: dispositions.slice(0, -1) }, '2026-03-12T00:00:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-03-16T11:00:00.000Z',
    });
    expect(one('attempts', { ...given, dispositions }, '2026-03-12T00:00:00Z')).toMatchObject({
      state: 'met',
      stoppedAt: '2026-03-09T10:00:00.000Z',
    });
  });

  it("takes the server's time for a device whose clock runs ahead", () => {
    const ahead = entry(1, 'attempt', '2026-03-03T10:30:00Z', { receivedAt: '2026-03-02T10:30:00Z' });
    expect(one('first_touch', { ...given, dispositions: [ahead] }, '2026-03-02T10:31:00Z')).toMatchObject({
      state: 'met',
      stoppedAt: '2026-03-02T10:30:00.000Z',
    });
  });
});

describe('pauses', () => {
  const paused = { ...given, dispositions: [entry(1, 'recycle', '2026-03-02T11:00:00Z', recycled)] };
  it('stands still, keeps what was left and says why', () => {
    expect(one('first_touch', paused, '2026-03-05T12:00:00Z')).toMatchObject({
      state: 'paused',
      dueAt: null,
      pausedSince: '2026-03-02T11:00:00.000Z',
      pausedBecause: 'Recycled until 2026-03-09: Bad timing',
      elapsedMs: hour,
      remainingMs: 3 * hour,
      breached: false,
      intervals: [],
    });
    expect(clocksStaleAt({ facts: lead(paused), crossedAt: null }, defaultCalendars, '2026-03-05T12:00:00Z')).toBe(
      '2026-03-09T00:00:00.000Z',
    );
  });

  it('goes on from its date, over a boundary of the calendar, and shifts the due moment', () => {
    expect(one('first_touch', paused, '2026-03-09T08:00:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-03-09T12:00:00.000Z',
      remainingMs: 3 * hour,
      pausedBecause: null,
    });
    expect(one('decision', paused, '2026-03-09T08:00:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-03-09T23:00:00.000Z',
      remainingMs: 15 * hour,
    });
    expect(clocksStaleAt({ facts: lead(paused), crossedAt: null }, defaultCalendars, '2026-03-09T08:00:00Z')).toBeNull();
  });

  it('ends with a reopen before its date', () => {
    const reopened = { ...given, dispositions: [...paused.dispositions, entry(2, 'reopen', '2026-03-03T17:00:00Z')] };
    expect(one('first_touch', reopened, '2026-03-03T17:30:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-03-04T11:00:00.000Z',
      remainingMs: 2.5 * hour,
      cycles: [],
    });
  });

  it('keeps a breach while paused', () => {
    const late = { ...given, dispositions: [entry(1, 'recycle', '2026-03-02T15:00:00Z', recycled)] };
    expect(one('first_touch', late, '2026-03-05T12:00:00Z')).toMatchObject({
      state: 'paused',
      breached: true,
      remainingMs: -hour,
      dueAt: null,
    });
  });

  it('says by when it had to be when it stops in a pause', () => {
    const stopped = { ...given, dispositions: [...paused.dispositions, entry(2, 'attempt', '2026-03-04T12:00:00Z')] };
    expect(one('first_touch', stopped, '2026-03-05T12:00:00Z')).toMatchObject({
      state: 'met',
      dueAt: '2026-03-04T15:00:00.000Z',
      remainingMs: 3 * hour,
    });
  });

  it('pauses the attempts of a lead that was accepted by mistake', () => {
    const reopened = {
      ...given,
      dispositions: [entry(1, 'accept', '2026-03-02T11:00:00Z'), entry(2, 'reopen', '2026-03-02T12:00:00Z')],
    };
    expect(one('attempts', reopened, '2026-03-02T13:00:00Z')).toMatchObject({
      state: 'paused',
      pausedBecause: 'Open again, not accepted',
      elapsedMs: hour,
    });
  });

  it('can wait for an owner', () => {
    const definitions = defaultClocks.map((clock) => ({ ...clock, pause: [{ while: 'no_owner' as const }] }));
    const facts = (person: LeadFacts['person']) => ({ facts: lead({ ...given, person }), crossedAt: null });
    const [none] = clocksFor(facts({}), definitions, defaultCalendars, '2026-03-02T12:00:00Z');
    expect(none).toMatchObject({
      state: 'paused',
      pausedSince: '2026-03-02T10:00:00.000Z',
      pausedBecause: 'The lead has no owner yet',
      remainingMs: 4 * hour,
    });
    const owner = { value: 'Mara', at: '2026-03-02T11:30:00Z', source: 'test', staleAt: null };
    const [owned] = clocksFor(facts({ owner }), definitions, defaultCalendars, '2026-03-02T12:00:00Z');
    expect(owned).toMatchObject({ state: 'running', dueAt: '2026-03-02T15:30:00.000Z' });
  });
});

describe('cycles', () => {
  const twice = {
    ...given,
    dispositions: [entry(1, 'reject', '2026-03-03T12:00:00Z', reject), entry(2, 'reopen', '2026-03-04T10:00:00Z')],
  };
  it('begins anew when a rejected lead is reopened, and keeps the past', () => {
    const clock = one('decision', twice, '2026-03-04T11:00:00Z');
    expect(clock).toMatchObject({
      state: 'running',
      startedAt: '2026-03-04T10:00:00.000Z',
      dueAt: '2026-03-05T10:00:00.000Z',
      remainingMs: 23 * hour,
    });
    expect(clock.cycles).toEqual([
      {
        startedAt: '2026-03-02T10:00:00.000Z',
        stoppedAt: '2026-03-03T12:00:00.000Z',
        dueAt: '2026-03-03T10:00:00.000Z',
        met: false,
        remainingMs: -2 * hour,
      },
    ]);
  });

  it('begins anew with a second handoff after a stop, not while it runs', () => {
    const again = (at: string) => ({
      handoffs: [...given.handoffs, handoff(at)],
      dispositions: [entry(1, 'reject', '2026-03-02T12:00:00Z', reject)],
    });
    expect(one('first_touch', again('2026-03-02T11:00:00Z'), '2026-03-05T00:00:00Z')).toMatchObject({ state: 'met', cycles: [] });
    expect(one('first_touch', again('2026-03-04T16:00:00Z'), '2026-03-05T00:00:00Z')).toMatchObject({
      state: 'running',
      dueAt: '2026-03-05T11:00:00.000Z',
      cycles: [{ met: true }],
    });
  });

  it('reads a changed calendar anew while a cycle runs, and leaves stopped ones as they were', () => {
    const input = { facts: lead(twice), crossedAt: null };
    const before = clocksFor(input, defaultClocks, defaultCalendars, '2026-03-04T11:00:00Z');
    const mornings = {
      business: {
        timeZone: 'UTC',
        weekly: {
          wed: [['09:00', '10:30'] as [string, string]],
          thu: [['09:00', '10:30'] as [string, string]],
          fri: [['09:00', '12:00'] as [string, string]],
        },
      },
    };
    const find = (found: Clock[]) => found.find((clock) => clock.id === 'first_touch');
    const after = find(clocksFor({ ...input, previous: before }, defaultClocks, mornings, '2026-03-04T11:00:00Z'));
    expect(find(before)?.cycles).toMatchObject([{ dueAt: '2026-03-02T14:00:00.000Z', remainingMs: -7 * hour }]);
    expect(after?.cycles).toEqual(find(before)?.cycles);
    expect(after?.dueAt).toBe('2026-03-06T11:00:00.000Z');
    expect(find(clocksFor(input, defaultClocks, mornings, '2026-03-04T11:00:00Z'))?.cycles).not.toEqual(find(before)?.cycles);
  });

  it('keeps the verdict of a clock that has stopped, unless its stop is taken back', () => {
    const done = entry(1, 'attempt', '2026-03-02T13:00:00Z');
    const before = clocksFor(
      { facts: lead({ ...given, dispositions: [done] }), crossedAt: null },
      defaultClocks,
      defaultCalendars,
      '2026-03-02T14:00:00Z',
    );
    const strict = defaultClocks.map((clock) => ({
      ...clock,
      goals: [{ name: 'Strict', when: [], duration: 'PT1H', calendar: 'always' }],
    }));
    const read = (dispositions: LeadFacts['dispositions']) =>
      clocksFor(
        { facts: lead({ ...given, dispositions }), crossedAt: null, previous: before },
        strict,
        defaultCalendars,
        '2026-03-02T15:00:00Z',
      ).find((clock) => clock.id === 'first_touch');
    expect(read([done])).toMatchObject({ state: 'met', goal: { name: 'Other MQL' }, remainingMs: hour });
    expect(read([{ ...done, undone: true }])).toMatchObject({ state: 'running', breached: true, goal: { name: 'Strict' } });
  });
});

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
    expect(() => clocksFor({ facts: lead(given), crossedAt: null }, defaultClocks, {}, '2026-03-02T11:00:00Z')).toThrow(
      CalendarError,
    );
  });
});
