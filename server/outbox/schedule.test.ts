import { expect, test } from 'vitest';
import type { WriteOutcome } from '../connectors/connector.ts';
import { circuitAfter, circuitOpensAt, decide, mostTries, sanePause, waits } from './schedule.ts';

const later = (retryAfterMs: number | null = null): WriteOutcome => ({
  kind: 'later',
  because: 'Down.',
  retryAfterMs,
  unknown: true,
});
const refused: WriteOutcome = { kind: 'refused', code: 'gone', because: 'Gone.' };
const hour = 3_600_000;

/** When each try is made, from the first on, until the job is parked. */
function walk(outcome: WriteOutcome, random: () => number): { at: number[]; parked: number; code: string } {
  const at = [0];
  let progress = { tries: 1, refusals: 0 };
  for (;;) {
    const now = at.at(-1) ?? 0;
    const decision = decide(outcome, progress, now, random);
    if (decision.state === 'parked') return { at, parked: now, code: decision.code };
    if (decision.state !== 'waiting') throw new Error('Neither parked nor waiting');
    at.push(decision.runAt);
    progress = { tries: progress.tries + 1, refusals: decision.refusals };
  }
}

test('ten tries over 75 hours, 35 minutes and 5 seconds, then parked; jitter only adds', () => {
  const exact = walk(later(), () => 0);
  expect(exact.at.map((ms) => ms / 1000)).toEqual([0, 5, 305, 2105, 9305, 27305, 63305, 113705, 185705, 272105]);
  expect([exact.at.length, exact.parked / 1000, exact.code]).toEqual([10, 75 * 3600 + 35 * 60 + 5, 'exhausted']);
  const most = walk(later(), () => 1);
  expect(most.at).toHaveLength(mostTries);
  expect(most.parked).toBeLessThan(exact.parked * 1.11);
});

test('refused: three tries and parked within a minute, whatever the dice say', () => {
  for (const random of [() => 0, () => 1]) {
    const { at, parked, code } = walk(refused, random);
    expect([at.length, code]).toEqual([3, 'gone']);
    expect(parked).toBeLessThan(60_000);
  }
});

test.each([
  [0, 0],
  [-1, 0],
  [Number.NaN, 0],
  [1e12, 24 * hour],
  [Number.POSITIVE_INFINITY, 24 * hour],
  [7000, 7000],
])('a Retry-After of %d ms counts as %d', (said, counts) => {
  expect(sanePause(said)).toBe(counts);
});

test('Retry-After is waited for, and never shortens the schedule', () => {
  const next = (said: number, tries: number) => {
    const decision = decide(later(said), { tries, refusals: 0 }, 1000, () => 0);
    return decision.state === 'waiting' ? decision.runAt - 1000 : null;
  };
  expect(next(60_000, 1)).toBe(60_000);
  expect(next(60_000, 3)).toBe(waits[2]);
  expect(next(1e12, 1)).toBe(24 * hour);
});

test('signed out costs no try', () => {
  const decision = decide({ kind: 'signed_out', because: 'The token was revoked.' }, { tries: 10, refusals: 2 }, 5, () => 1);
  expect(decision).toEqual({ state: 'waiting', runAt: 5, because: 'The token was revoked.', refusals: 2, counts: false });
});

test('a connection rests after ten failures in a row, longer each time, ten minutes at most, and one success ends it', () => {
  let circuit = { failures: 0, openUntil: null as number | null };
  const rests: (number | null)[] = [];
  for (let turn = 0; turn < 20; turn++) {
    circuit = circuitAfter(later(), circuit, 0, () => 0);
    rests.push(circuit.openUntil);
  }
  expect(rests.slice(0, circuitOpensAt - 1)).toEqual(Array(circuitOpensAt - 1).fill(null));
  expect(rests.slice(circuitOpensAt - 1, circuitOpensAt + 6)).toEqual([30, 60, 120, 240, 480, 600, 600].map((s) => s * 1000));
  expect(circuitAfter(refused, circuit, 0, () => 0)).toEqual({ failures: 0, openUntil: null });
});
