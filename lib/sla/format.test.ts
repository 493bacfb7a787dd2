import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { announcedAt, formatDuration, nextChange, thresholds } from './format.ts';

const minute = 60_000;
const hour = 60 * minute;

describe('formatDuration', () => {
  it.each([
    [0, '0 min'],
    [400, '0 min'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [80_000, '1 m 20 s'],
    [119_999, '1 m 59 s'],
    [120_000, '2 min'],
    [42 * minute + 59_999, '42 min'],
    [hour, '1 h'],
    [100 * minute, '1 h 40 m'],
    [24 * hour, '1 d'],
    [51 * hour + 59 * minute, '2 d 3 h'],
    [-12 * minute, '12 min over'],
    [-20_000, '20 s over'],
    [-27 * hour, '1 d 3 h over'],
  ])('%i is %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  it('leaves days out when asked', () => {
    expect(formatDuration(51 * hour + minute, { days: false })).toBe('51 h 1 m');
  });

  it('says the same until the next change, and something else from then on', () => {
    fc.assert(
      fc.property(fc.integer({ min: -23 * hour, max: 23 * hour }), (remaining) => {
        const change = nextChange(remaining);
        const last = remaining < 0 || change === 1 ? remaining : remaining - (change - 1);
        expect(formatDuration(last)).toBe(formatDuration(remaining));
        expect(change).toBeLessThanOrEqual(minute);
        if (Math.abs(remaining) < 2 * minute) expect(change).toBeLessThanOrEqual(1000);
        if (Math.abs(remaining) > 1000) expect(formatDuration(remaining - change)).not.toBe(formatDuration(remaining));
      }),
    );
  });
});

describe('thresholds', () => {
  it.each([
    [hour + 1000, hour, hour],
    [hour, hour - 1000, null],
    [45 * minute, 31 * minute, null],
    [31 * minute, 29 * minute, 30 * minute],
    [31 * minute, 4 * minute, 5 * minute],
    [61_000, 59_000, minute],
    [1000, 0, null],
    [1000, -1000, 0],
    [0, -1, 0],
    [-1000, -2000, null],
    [10 * minute, hour, null],
  ])('from %i to %i announces %o', (before, after, announced) => {
    expect(thresholds(before, after)).toBe(announced);
  });

  it('names them from the highest down', () => {
    expect([...announcedAt].sort((a, b) => b - a)).toEqual([...announcedAt]);
  });
});
