import { expect, test } from 'vitest';
import { age, dateIn, hourStyle, spentLabel } from './time.ts';

const now = Date.parse('2026-11-18T13:28:00Z');
const before = (ms: number) => new Date(now - ms).toISOString();

test.each([
  [30_000, 'now'],
  [-60_000, 'now'],
  [60_000, '1 min'],
  [3_599_999, '59 min'],
  [3_600_000, '1 h'],
  [86_400_000, '1 d'],
  [13 * 86_400_000, '13 d'],
])('%i ms ago is "%s"', (ms, words) => {
  expect(age(before(ms), now)).toBe(words);
});

test('from two weeks on an age is a date, with the year when it is another', () => {
  expect(age(before(30 * 86_400_000), now)).not.toMatch(/2026/);
  expect(age(before(400 * 86_400_000), now)).toMatch(/2025/);
});

test('a date so many days ahead crosses months and summer time', () => {
  expect(dateIn(30, Date.parse('2026-03-01T12:00:00Z'))).toBe('2026-03-31');
  expect(dateIn(45, Date.parse('2026-12-01T12:00:00Z'))).toBe('2027-01-15');
});

test.each([
  ['PT34M', '34 min'],
  ['PT4M30S', '5 min'],
  ['PT45S', '45 s'],
  ['P1D', null],
  [null, null],
])('time spent %s reads %s', (duration, words) => {
  expect(spentLabel(duration)).toBe(words);
});

test('an hour has two digits where the day has twenty-four of them, and no leading zero before AM and PM', () => {
  const locales = ['en-US', 'en-IN', 'en-GB', 'de', 'fr', 'ja'];
  expect(locales.map(hourStyle)).toEqual(['numeric', 'numeric', '2-digit', '2-digit', '2-digit', '2-digit']);
});
