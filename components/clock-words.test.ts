import { expect, test } from 'vitest';
import type { Clock } from '../lib/contract/clock.ts';
import { tick } from '../lib/sla/tick.ts';
import { amountWords, delayWords, deviceWords, placeWords, pressing, remainingWords } from './clock-words.ts';

const hour = 3_600_000;
const clock = (over: Partial<Clock> = {}): Clock => ({
  id: 'first',
  name: 'First touch',
  state: 'running',
  owner: 'rep',
  goal: { name: 'All', ms: hour, working: true, timeZone: 'UTC' },
  startedAt: '2026-11-18T17:00:00.000Z',
  dueAt: '2026-11-18T18:00:00.000Z',
  stoppedAt: null,
  pausedSince: null,
  pausedBecause: null,
  elapsedMs: 0,
  remainingMs: hour,
  breached: false,
  intervals: [
    ['2026-11-18T17:00:00.000Z', '2026-11-18T18:00:00.000Z'],
    ['2026-11-19T09:00:00.000Z', '2026-11-19T18:00:00.000Z'],
  ],
  provenBy: 'Task',
  stopsOn: 'first attempt',
  cycles: [],
  ref: 'clock:first',
  ...over,
});
const words = (at: string) => remainingWords(clock(), tick(clock(), Date.parse(at)));

test('a clock due at closing time is late all night, with no working time over', () => {
  expect(words('2026-11-18T18:00:00.000Z')).toBe('0 s');
  expect(words('2026-11-18T22:00:00.000Z')).toBe('late');
  expect(words('2026-11-19T09:30:00.000Z')).toBe('30 min late');
});

test('working time is told in hours, time round the clock in days', () => {
  const plain = clock({ goal: { name: 'All', ms: hour, working: false, timeZone: 'UTC' } });
  expect([amountWords(clock(), -51 * hour), amountWords(plain, -51 * hour)]).toEqual(['51 h', '2 d 3 h']);
});

test('a clock stopped after closing time missed its goal by no working time', () => {
  const missed = (remainingMs: number) => {
    const one = clock({ state: 'missed', breached: true, remainingMs, stoppedAt: '2026-11-18T22:00:00.000Z' });
    return remainingWords(one, tick(one, Date.parse('2026-11-20T00:00:00.000Z')));
  };
  expect(missed(0)).toBe('missed, after working hours');
  expect(missed(-5_400_000)).toBe('missed by 1 h 30 m');
});

test("marketing's delay and the rep's are told apart", () => {
  const at = Date.parse('2026-11-18T17:20:00.000Z');
  const ours = { clock: clock(), state: tick(clock(), at) };
  const routing = clock({
    owner: 'marketing',
    state: 'missed',
    goal: { name: 'All', ms: 300_000, working: false, timeZone: 'UTC' },
    remainingMs: -2_820_000,
    stoppedAt: '2026-11-18T17:00:00.000Z',
  });
  const theirs = { clock: routing, state: tick(routing, at) };
  expect(delayWords(theirs, ours)).toBe("Of the wait, 52 min was marketing's and 20 min of working time the rep's.");
  expect([delayWords(undefined, ours), delayWords(theirs, undefined)]).toEqual([null, null]);
});

test('a wrong device clock is told, a little drift is not', () => {
  expect([deviceWords(-24 * hour), deviceWords(90_000), deviceWords(26 * hour)]).toEqual([
    "This device's clock is 1 d ahead. Times here go by the server.",
    null,
    "This device's clock is 1 d 2 h behind. Times here go by the server.",
  ]);
});

test("the rep's most pressing open clock leads, never one that stopped or marketing's", () => {
  const at = Date.parse('2026-11-18T17:20:00.000Z');
  const late = clock({ id: 'late', remainingMs: -hour, breached: true });
  const stopped = clock({ id: 'stopped', state: 'missed', breached: true, stoppedAt: '2026-11-18T17:00:00.000Z' });
  const routing = clock({ id: 'routing', owner: 'marketing', breached: true, remainingMs: -hour });
  expect(pressing([clock(), stopped, routing], at)?.clock.id).toBe('first');
  expect(pressing([clock(), late], at)?.clock.id).toBe('late');
  expect(pressing([stopped, routing], at)).toBeNull();
});

test('the zone a goal is counted in is named by its place', () => {
  const zones = ['Europe/Berlin', 'America/New_York', 'America/Argentina/Buenos_Aires', 'UTC'];
  expect(zones.map(placeWords)).toEqual(['Berlin', 'New York', 'Buenos Aires', 'UTC']);
});
