// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clock } from '../lib/contract/clock.ts';
import { useBadge } from './use-badge.ts';

const start = Date.parse('2026-11-18T13:00:00Z');
const at = (ms: number) => new Date(start + ms).toISOString();
const minute = 60_000;
const hour = 60 * minute;

const clock = (leftMs: number, over: Partial<Clock> = {}): Clock => ({
  id: 'first',
  name: 'First touch',
  state: 'running',
  owner: 'rep',
  goal: { name: 'All', ms: 200 * hour, working: true, timeZone: 'UTC' },
  startedAt: at(-hour),
  dueAt: at(leftMs),
  stoppedAt: null,
  pausedSince: null,
  pausedBecause: null,
  elapsedMs: hour,
  remainingMs: leftMs,
  breached: leftMs < 0,
  intervals: [[at(0), at(300 * hour)]],
  provenBy: 'Task',
  stopsOn: 'first attempt',
  cycles: [],
  ref: 'clock:first',
  ...over,
});

let root: Root;
const shown: string[] = [];
let title = '';
const show = (text: string, tip: string) => {
  shown.push(text);
  title = tip;
};
function Badge({ clocks, offsetMs }: { clocks: Clock[] | null; offsetMs: number }) {
  useBadge(clocks, offsetMs, show);
  return null;
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers({ now: start });
  shown.length = 0;
  root = createRoot(document.createElement('div'));
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const render = (clocks: Clock[] | null, offsetMs = 0) =>
  act(async () => root.render(<Badge clocks={clocks} offsetMs={offsetMs} />));

test.each([
  [42 * minute + 30_000, '42m'],
  [30_000, '<1m'],
  [99 * minute, '99m'],
  [100 * minute, '1h'],
  [30 * hour, '30h'],
  [150 * hour, '6d'],
  [-5 * minute - 1, '-5m'],
  [-120 * hour, '-5d'],
  [-2_000 * 24 * hour, '-99d'],
])('%i ms left is %s on the toolbar', async (left, text) => {
  await render([clock(left)]);
  expect(shown).toEqual([text]);
  expect(text.length).toBeLessThanOrEqual(4);
});

test('goes down by the minute, tells nothing twice, and turns negative after the breach', async () => {
  await render([clock(2 * minute + 30_000)]);
  await act(async () => vi.advanceTimersByTimeAsync(4 * minute));
  expect(shown).toEqual(['2m', '1m', '<1m', 'late', '-1m']);
  expect(title).toMatch(/^First touch: 1 min late, was due /);
});

test('goes by the server on a device whose clock is a day wrong', async () => {
  vi.setSystemTime(start + 24 * hour);
  await render([clock(42 * minute)], -24 * hour);
  expect(shown).toEqual(['42m']);
});

test("shows the rep's most pressing clock, stands still in a pause, and is cleared without one", async () => {
  const paused = clock(20 * minute, { state: 'paused', dueAt: null, intervals: [] });
  await render([clock(-hour, { owner: 'marketing' }), clock(3 * hour), paused]);
  await act(async () => vi.advanceTimersByTimeAsync(10 * minute));
  expect(shown).toEqual(['20m']);
  await render([clock(-hour, { state: 'missed', stoppedAt: at(0) })]);
  await render(null);
  expect(shown).toEqual(['20m', '', '']);
});
