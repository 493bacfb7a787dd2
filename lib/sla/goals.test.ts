import { describe, expect, it } from 'vitest';
import type { LeadFacts } from '../contract/facts.ts';
import { clocksFor } from './clocks.ts';
import { defaultCalendars } from './default-clocks.ts';
import type { ClockDefinition } from './definition.ts';
import { entry, given, handoff, lead, one, touch } from './testing/lead.ts';

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
      const input = { facts: lead({ handoffs: [handoff('2026-03-02T17:30:00Z')], ...facts }), crossedAt: null, policyVersion: 1 };
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
