import { expect, test } from 'vitest';
import { bucketFor } from './bucket.ts';

test('a burst is let through, then one for each interval, and the wait is told', () => {
  const bucket = bucketFor({ perSecond: 2, burst: 3 });
  expect([1, 2, 3].map(() => bucket.take('a', 1000))).toEqual([0, 0, 0]);
  expect(bucket.take('a', 1000)).toBe(500);
  expect(bucket.take('a', 1400)).toBe(100);
  expect(bucket.take('a', 1500)).toBe(0);
  expect(bucket.take('a', 1500)).toBe(500);
  expect(bucket.take('a', 60_000, 3)).toBe(0);
});

test('keys do not share a bucket, and a refusal takes nothing', () => {
  const bucket = bucketFor({ perSecond: 1, burst: 1 });
  expect(bucket.take('a', 0)).toBe(0);
  for (let again = 0; again < 50; again++) expect(bucket.take('a', 0)).toBe(1000);
  expect(bucket.take('b', 0)).toBe(0);
  expect(bucket.take('a', 1000)).toBe(0);
});

test('a cost above the burst counts as the burst', () => {
  const bucket = bucketFor({ perSecond: 10, burst: 20 });
  expect(bucket.take('a', 0, 500)).toBe(0);
  expect(bucket.take('a', 0)).toBe(100);
  expect(bucket.take('a', 2000, 500)).toBe(0);
});

test('what is given back can be taken again, and never makes more than a full bucket', () => {
  const bucket = bucketFor({ perSecond: 1, burst: 2 });
  bucket.take('a', 0, 2);
  bucket.giveBack('a', 0);
  expect(bucket.take('a', 0)).toBe(0);
  bucket.giveBack('a', 0, 50);
  expect([bucket.take('a', 0), bucket.take('a', 0), bucket.take('a', 0)]).toEqual([0, 0, 1000]);
});

test('a clock set back a day shuts nobody out', () => {
  const day = 86_400_000;
  const bucket = bucketFor({ perSecond: 1, burst: 2 });
  bucket.take('a', day, 2);
  expect(bucket.take('a', 0)).toBe(1000);
  expect(bucket.take('a', 0, 0)).toBe(0);
});

test('a flood of keys does not fill the memory, and does not empty the newest buckets', () => {
  const bucket = bucketFor({ perSecond: 1, burst: 1 }, 100);
  for (let key = 0; key < 10_000; key++) bucket.take(String(key), 0);
  expect(bucket.take('9999', 0)).toBe(1000);
  expect(bucket.take('0', 0)).toBe(0);
});
