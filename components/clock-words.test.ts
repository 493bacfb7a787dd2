import { expect, test } from 'vitest';
import type { Clock } from '../lib/contract/clock.ts';
import { tick } from '../lib/sla/tick.ts';
import { amountWords, remainingWords } from './clock-words.ts';

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
  expect(words('2026-11-18T18:00:00.000Z')).toBe('0 min');
  expect(words('2026-11-18T22:00:00.000Z')).toBe('0 min late');
  expect(words('2026-11-19T09:30:00.000Z')).toBe('30 min late');
});

test('working time is told in hours, time round the clock in days', () => {
  const plain = clock({ goal: { name: 'All', ms: hour, working: false, timeZone: 'UTC' } });
  expect([amountWords(clock(), -51 * hour), amountWords(plain, -51 * hour)]).toEqual(['51 h', '2 d 3 h']);
});
