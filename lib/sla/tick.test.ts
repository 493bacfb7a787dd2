import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CalendarInput, Clock } from '../contract/clock.ts';
import { compile } from './calendar.ts';
import { tick, urgencyOf } from './tick.ts';
import { advance, elapsed, intervalsFrom } from './working-time.ts';

const minute = 60_000;
const hour = 60 * minute;
const office: CalendarInput = {
  timeZone: 'America/New_York',
  weekly: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri'].map((weekday) => [
      weekday,
      [
        ['09:00', '12:30'],
        ['13:30', '18:00'],
      ],
    ]),
  ),
};
const calendar = compile(office);
const iso = (at: number) => new Date(at).toISOString();

/** A running clock as the server would hand it over at `asOf`. */
function running(start: string, goalMs: number, asOf: string): Clock {
  const [from, now] = [Date.parse(start), Date.parse(asOf)];
  const due = advance(from, goalMs, calendar);
  const used = elapsed(from, now, calendar);
  return {
    id: 'first_touch',
    name: 'First touch',
    state: 'running',
    owner: 'rep',
    goal: { name: 'Other MQL', ms: goalMs, working: true, timeZone: 'America/New_York' },
    startedAt: iso(from),
    dueAt: iso(due),
    stoppedAt: null,
    pausedSince: null,
    pausedBecause: null,
    elapsedMs: used,
    remainingMs: goalMs - used,
    breached: now > due,
    intervals: intervalsFrom(now, Math.max(due, now) + 7 * 24 * hour, 14, calendar).map(([a, b]): [string, string] => [
      iso(a),
      iso(b),
    ]),
    provenBy: '',
    stopsOn: '',
    cycles: [],
    ref: 'clock:first_touch',
  };
}

describe('tick', () => {
  // Friday 15:00 in New York; four hours are up on Monday at 10:00.
  const clock = running('2026-05-15T19:00:00Z', 4 * hour, '2026-05-15T20:00:00Z');
  it.each([
    ['counts down', '2026-05-15T20:30:20Z', 150 * minute - 20_000, 'calm', true, '2026-05-15T20:31:00.001Z'],
    ['before the copy was made, a little', '2026-05-15T19:59:59Z', 180 * minute, 'calm', false, '2026-05-15T20:00:00.000Z'],
    ['stands still from closing time', '2026-05-15T22:00:00Z', hour, 'calm', false, '2026-05-18T13:00:00.000Z'],
    ['stands still over the weekend', '2026-05-17T10:00:00Z', hour, 'calm', false, '2026-05-18T13:00:00.000Z'],
    ['is soon under an hour', '2026-05-18T13:00:00.001Z', hour - 1, 'soon', true, '2026-05-18T13:01:00.001Z'],
    ['is urgent under half an hour', '2026-05-18T13:30:00.001Z', 30 * minute - 1, 'urgent', true, '2026-05-18T13:31:00.001Z'],
    [
      'changes every second in the last two minutes',
      '2026-05-18T13:58:00.500Z',
      2 * minute - 500,
      'urgent',
      true,
      '2026-05-18T13:58:01.001Z',
    ],
    ['is in time at the due moment', '2026-05-18T14:00:00Z', 0, 'urgent', true, '2026-05-18T14:00:00.001Z'],
    ['is negative after breach', '2026-05-18T14:12:30Z', -12 * minute - 30_000, 'breached', true, '2026-05-18T14:13:00.000Z'],
    ['counts the breach in working time', '2026-05-19T13:00:00Z', -7 * hour, 'breached', true, '2026-05-19T13:01:00.000Z'],
  ] as const)('%s', (_, now, remainingMs, urgency, withinHours, nextChangeAt) => {
    const said = tick(clock, Date.parse(now));
    expect({ ...said, nextChangeAt: iso(said.nextChangeAt) }).toEqual({
      remainingMs,
      breached: urgency === 'breached',
      urgency,
      withinHours,
      nextChangeAt,
      progress: Math.min(1, 1 - remainingMs / (4 * hour)),
    });
  });

  it('goes on from a breach it was handed', () => {
    const late = running('2026-05-15T13:00:00Z', hour, '2026-05-15T15:00:00Z');
    expect(tick(late, Date.parse('2026-05-15T15:30:00Z'))).toMatchObject({ remainingMs: -90 * minute, urgency: 'breached' });
  });

  it('is breached the moment after closing time when it was due then, and stays at zero until work begins', () => {
    const closing = running('2026-05-15T18:00:00Z', 4 * hour, '2026-05-15T18:00:00Z');
    expect(closing.dueAt).toBe('2026-05-15T22:00:00.000Z');
    expect(tick(closing, Date.parse('2026-05-15T22:00:00Z'))).toMatchObject({
      breached: false,
      nextChangeAt: Date.parse('2026-05-15T22:00:00.001Z'),
    });
    expect(tick(closing, Date.parse('2026-05-16T10:00:00Z'))).toMatchObject({
      breached: true,
      remainingMs: 0,
      urgency: 'breached',
      withinHours: false,
    });
  });

  it('keeps still, and keeps its urgency, while paused and when stopped', () => {
    const still = { ...clock, remainingMs: 20 * minute, intervals: [] };
    const much = Date.parse('2027-01-01T00:00:00Z');
    const expected = {
      remainingMs: 20 * minute,
      urgency: 'urgent',
      withinHours: false,
      nextChangeAt: Number.POSITIVE_INFINITY,
      breached: false,
    };
    expect(tick({ ...still, state: 'paused', dueAt: null }, much)).toMatchObject(expected);
    expect(tick({ ...still, state: 'met' }, much)).toMatchObject(expected);
    expect(tick({ ...still, state: 'missed', breached: true }, much).urgency).toBe('breached');
  });

  it('never says time is left once it is due, however old the copy', () => {
    const old = { ...clock, intervals: clock.intervals.slice(0, 1) };
    expect(tick(old, Date.parse('2026-06-30T15:00:00Z'))).toMatchObject({ remainingMs: 0, breached: true, withinHours: false });
  });

  it('agrees with the calendar at any moment of the week it can see', () => {
    const from = Date.parse('2026-03-02T00:00:00Z');
    fc.assert(
      fc.property(fc.nat(10 * 86_400), fc.nat(8 * 3600), fc.nat(2 * 86_400), fc.nat(4 * 86_400), (start, goal, asOf, now) => {
        const [startedAt, goalMs] = [from + start * 1000, (goal + 60) * 1000];
        const seenAt = startedAt + asOf * 1000;
        const at = seenAt + now * 1000;
        const said = tick(running(iso(startedAt), goalMs, iso(seenAt)), at);
        const due = advance(startedAt, goalMs, calendar);
        expect(said.remainingMs).toBe(goalMs - elapsed(startedAt, at, calendar));
        expect(said.breached).toBe(at > due);
        expect(said.nextChangeAt).toBeGreaterThan(at);
      }),
      { numRuns: 500 },
    );
  });

  it('shares out goals shorter than an hour', () => {
    const goal = 5 * minute;
    expect([goal, 2.5 * minute, 2 * minute, 1.25 * minute, 74_000].map((left) => urgencyOf(left, goal, false))).toEqual([
      'calm',
      'calm',
      'soon',
      'soon',
      'urgent',
    ]);
    expect(urgencyOf(hour, hour, false)).toBe('calm');
  });
});
