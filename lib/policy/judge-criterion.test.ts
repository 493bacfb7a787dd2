import { expect, test } from 'vitest';
import { hasAny, meets, numberRange } from './judge-criterion.ts';

test.each([
  ['250', 250, 250],
  ['51-200', 51, 200],
  ['201 to 500 employees', 201, 500],
  ['1,001-5,000', 1001, 5000],
  ['10k+', 10_000, Number.POSITIVE_INFINITY],
  ['5000+', 5000, Number.POSITIVE_INFINITY],
  ['$2.5M', 2_500_000, 2_500_000],
  ['about 40', 40, 40],
])('reads %s as numbers', (value, low, high) => {
  expect(numberRange(value)).toEqual({ low, high });
});

test.each(['', 'many', 'n/a'])('finds no number in "%s"', (value) => {
  expect(numberRange(value)).toBeNull();
});

test.each([
  ['VP, Sales', 'vp', true],
  ['MVP programme', 'vp', false],
  ['Head of IT', 'it', true],
  ['Fit model', 'it', false],
  ['Vice-President', 'vice president', true],
  ['销售总监', '总监', true],
  ['Directeur général', 'général', true],
  ['Director', '!!!', false],
])('"%s" has "%s": %s', (value, word, expected) => {
  expect(hasAny(value, [word])).toBe(expected);
});

const size = { id: 'size', label: 'Size', field: 'account.employees' as const, atLeast: 50, atMost: 1000 };
test.each([
  ['50', true],
  ['1000', true],
  ['49', false],
  ['51-200', true],
  ['10-60', null],
  ['5000+', false],
  ['unknown', null],
  ['', null],
  [null, null],
])('50 to 1,000 against %s is %s', (value, expected) => {
  expect(meets(size, value)).toBe(expected);
});

test('a question for the rep stays open whatever is known', () => {
  expect(meets({ id: 'budget', label: 'Budget', askRep: 'Is there a budget?' }, 'yes')).toBeNull();
});
