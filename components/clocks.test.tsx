// @vitest-environment happy-dom
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Clock } from '../lib/contract/clock.ts';
import { Announcer } from './announce.tsx';
import { ClocksSection } from './clocks.tsx';
import { OffsetContext } from './now.ts';

const start = Date.parse('2026-11-18T13:00:00Z');
const at = (ms: number) => new Date(start + ms).toISOString();
const minute = 60_000;

function clock(leftMs: number, over: Partial<Clock> = {}): Clock {
  return {
    id: 'first',
    name: 'First touch',
    state: 'running',
    owner: 'rep',
    goal: { name: 'All', ms: 60 * minute, working: true, timeZone: 'UTC' },
    startedAt: at(leftMs - 60 * minute),
    dueAt: at(leftMs),
    stoppedAt: null,
    pausedSince: null,
    pausedBecause: null,
    elapsedMs: 60 * minute - leftMs,
    remainingMs: leftMs,
    breached: false,
    intervals: [[at(0), at(8 * 60 * minute)]],
    provenBy: 'Task',
    stopsOn: 'first attempt',
    cycles: [],
    ref: 'clock:first',
    ...over,
  };
}

let root: Root;
let box: HTMLElement;

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  vi.useFakeTimers({ now: start });
  box = document.createElement('div');
  document.body.append(box);
  root = createRoot(box);
});
afterEach(async () => {
  await act(async () => root.unmount());
  box.remove();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function show(one: Clock, offsetMs = 0): Promise<void> {
  await act(async () =>
    root.render(
      <OffsetContext value={offsetMs}>
        <Announcer>
          <ClocksSection clocks={[one]} />
        </Announcer>
      </OffsetContext>,
    ),
  );
}
/** In steps, since a render waits for the end of its `act` and sets the next timer. */
async function pass(ms: number, step = 1_000): Promise<void> {
  for (let gone = 0; gone < ms; gone += step) await act(async () => vi.advanceTimersByTimeAsync(step));
}
const timer = () => box.querySelector('[role="timer"]')?.textContent ?? '';
const said = () => box.querySelector('[role="status"]')?.textContent ?? '';

test('counts minutes, then seconds in the last two', async () => {
  await show(clock(5 * minute + 30_000));
  expect(timer()).toContain('5 min');
  await pass(31_000);
  expect(timer()).toContain('4 min');
  await pass(3 * minute + 9_000);
  expect(timer()).toContain('1 m 50 s');
  await pass(10_000);
  expect(timer()).toContain('1 m 40 s');
});

test('speaks at thresholds only', async () => {
  await show(clock(31 * minute));
  await pass(30_000);
  expect(said()).toBe('');
  await pass(31_000);
  expect(said()).toContain('First touch: 30 min left');
  await pass(5 * minute, 10_000);
  expect(said()).toContain('First touch: 30 min left');
});

test('says once that the time is up, and goes on counting what is late', async () => {
  await show(clock(2_000));
  await pass(4_000);
  expect(said()).toContain('First touch: the time is up');
  expect(timer()).toContain('late');
});

test('the detail names the holidays that put the due moment off', async () => {
  const holidays = [
    { date: '2026-11-20', name: 'Founders’ Day' },
    { date: '2027-01-01', name: null },
  ];
  await show(clock(20 * minute, { holidays }));
  await act(async () => box.querySelector('button')?.click());
  expect(box.textContent).toMatch(/Put off by Founders’ Day \(.*20\), a holiday \(.*2027\): nothing is counted then\./);
  await show(clock(20 * minute));
  expect(box.textContent).not.toContain('Put off by');
});

test('a paused clock stands still and says why', async () => {
  await show(
    clock(20 * minute, { state: 'paused', dueAt: null, pausedSince: at(-minute), pausedBecause: 'Waiting for the buyer' }),
  );
  await pass(10 * minute, 10_000);
  expect(timer()).toContain('20 min');
  expect(timer()).toContain('Waiting for the buyer');
  expect(said()).toBe('');
});

test.each([
  ['a day ahead', 24 * 60 * minute, '1 d ahead'],
  ['a day behind', -24 * 60 * minute, '1 d behind'],
])('counts by the server on a device that is %s, through the breach, and says so', async (_, ahead, words) => {
  vi.setSystemTime(start + ahead);
  await show(clock(2 * minute + 30_000), -ahead);
  expect(timer()).toContain('2 min');
  expect(box.textContent).toContain(`This device's clock is ${words}. Times here go by the server.`);
  await pass(2 * minute);
  expect(timer()).toContain('30 s');
  expect(said()).toContain('First touch: 1 min left');
  await pass(32_000);
  expect(said()).toContain('First touch: the time is up');
  expect(timer()).toContain('late');
});

test('changes once a minute, and once a second in the last two', async () => {
  await show(clock(4 * minute));
  const changes: string[] = [];
  const watch = new MutationObserver(() => changes.at(-1) !== timer() && changes.push(timer()));
  watch.observe(box, { subtree: true, childList: true, characterData: true });
  await pass(2 * minute - 1_000);
  expect(changes.length).toBe(2);
  await pass(11_000);
  expect(changes.length).toBe(12);
  watch.disconnect();
});
