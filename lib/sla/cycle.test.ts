import { describe, expect, it } from 'vitest';
import type { Clock } from '../contract/clock.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { clocksFor } from './clocks.ts';
import { defaultCalendars, defaultClocks } from './default-clocks.ts';
import { entry, given, handoff, hour, lead, one, recycled, reject, touch } from './testing/lead.ts';

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
        policyVersion: 1,
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

  it('keeps the order of decisions whatever the devices said, and leaves an accepted lead accepted at a second handoff', () => {
    const behind = entry(2, 'accept', '2026-03-02T11:00:00Z', { receivedAt: '2026-03-02T12:30:00Z' });
    const dispositions = [entry(1, 'recycle', '2026-03-02T12:00:00Z', recycled), behind];
    const facts = { handoffs: [...given.handoffs, handoff('2026-03-02T13:00:00Z')], dispositions };
    expect(one('attempts', facts, '2026-03-02T14:00:00Z')).toMatchObject({
      state: 'running',
      startedAt: '2026-03-02T12:00:00.000Z',
    });
  });

  it('reads a changed calendar anew while a cycle runs, and leaves stopped ones as they were', () => {
    const input = { facts: lead(twice), crossedAt: null, policyVersion: 1 };
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
    const after = find(
      clocksFor({ ...input, policyVersion: 2, previous: before }, defaultClocks, mornings, '2026-03-04T11:00:00Z'),
    );
    expect(find(before)?.cycles).toMatchObject([{ dueAt: '2026-03-02T14:00:00.000Z', remainingMs: -7 * hour }]);
    expect(after?.cycles).toEqual(find(before)?.cycles);
    expect(after?.dueAt).toBe('2026-03-06T11:00:00.000Z');
    expect(find(clocksFor(input, defaultClocks, mornings, '2026-03-04T11:00:00Z'))?.cycles).not.toEqual(find(before)?.cycles);
  });

  it('keeps the verdict of a clock that has stopped, unless its stop is taken back', () => {
    const done = entry(1, 'attempt', '2026-03-02T13:00:00Z');
    const before = clocksFor(
      { facts: lead({ ...given, dispositions: [done] }), crossedAt: null, policyVersion: 1 },
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
        { facts: lead({ ...given, dispositions }), crossedAt: null, policyVersion: 2, previous: before },
        strict,
        defaultCalendars,
        '2026-03-02T15:00:00Z',
      ).find((clock) => clock.id === 'first_touch');
    expect(read([done])).toMatchObject({ state: 'met', goal: { name: 'Other MQL' }, remainingMs: hour });
    expect(read([{ ...done, undone: true }])).toMatchObject({ state: 'running', breached: true, goal: { name: 'Strict' } });
  });

  it('keeps a verdict through the edits that follow, also once the cycle is past', () => {
    const strict = defaultClocks.map((clock) => ({
      ...clock,
      goals: [{ name: 'Strict', when: [], duration: 'PT1H', calendar: 'always' }],
    }));
    const read = (dispositions: LeadFacts['dispositions'], policyVersion: number, previous: Clock[]) => {
      const definitions = policyVersion === 1 ? defaultClocks : strict;
      const input = { facts: lead({ ...given, dispositions }), crossedAt: null, policyVersion, previous };
      return clocksFor(input, definitions, defaultCalendars, '2026-03-05T15:00:00Z');
    };
    const rejected = entry(1, 'reject', '2026-03-02T13:00:00Z', reject);
    let kept = read([rejected], 1, []);
    for (const policyVersion of [2, 2, 3, 3]) kept = read([rejected], policyVersion, kept);
    const decision = () => kept.find((clock) => clock.id === 'decision');
    expect(decision()).toMatchObject({ state: 'met', remainingMs: 21 * hour, policyVersion: 1 });
    for (const policyVersion of [3, 4]) {
      kept = read([rejected, entry(2, 'reopen', '2026-03-05T14:30:00Z')], policyVersion, kept);
      expect(decision()).toMatchObject({
        state: 'running',
        policyVersion,
        cycles: [{ remainingMs: 21 * hour, policyVersion: 1 }],
      });
    }
  });

  it('gives a fact that comes late the answer it would have given in time, as long as the policy stays', () => {
    const done = { ...given, dispositions: [entry(1, 'attempt', '2026-03-02T13:00:00Z')] };
    const whole = { ...done, touches: [touch('demo_request', '2026-03-02T09:58:00Z')] };
    const read = (facts: Partial<LeadFacts>, previous: Clock[]) =>
      clocksFor(
        { facts: lead(facts), crossedAt: null, policyVersion: 1, previous },
        defaultClocks,
        defaultCalendars,
        '2026-03-02T15:00:00Z',
      );
    expect(read(whole, read(done, []))).toEqual(read(whole, []));
    expect(read(whole, []).find((clock) => clock.id === 'first_touch')).toMatchObject({
      state: 'missed',
      remainingMs: -2 * hour,
    });
  });
});
