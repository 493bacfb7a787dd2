import { describe, expect, it } from 'vitest';
import type { LeadFacts } from '../contract/facts.ts';
import { clocksFor, clocksStaleAt } from './clocks.ts';
import { defaultCalendars, defaultClocks } from './default-clocks.ts';
import { entry, given, handoff, hour, lead, one, recycled } from './testing/lead.ts';

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
    for (const clock of clocksFor(
      { facts: lead(given), crossedAt: null, policyVersion: 1 },
      long,
      defaultCalendars,
      '2026-03-02T11:00:00Z',
    ))
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
      pausedBecause: 'Recycled until 9 Mar 2026: Bad timing',
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
    const facts = (person: LeadFacts['person']) => ({ facts: lead({ ...given, person }), crossedAt: null, policyVersion: 1 });
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
