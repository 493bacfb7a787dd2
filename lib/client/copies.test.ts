import { beforeEach, expect, test } from 'vitest';
import { type Area, mostLeads, openCopies } from './copies.ts';

let held: Map<string, string>;
let refuseOver: number;
const area: Area = {
  get: async (keys) =>
    Object.fromEntries(keys.filter((key) => held.has(key)).map((key) => [key, JSON.parse(held.get(key) ?? 'null')])),
  set: async (items) => {
    const next = new Map([...held, ...Object.entries(items).map(([key, value]) => [key, JSON.stringify(value)] as const)]);
    if ([...next.values()].join('').length > refuseOver) throw new Error('QUOTA_BYTES quota exceeded');
    held = next;
  },
  remove: async (keys) => {
    for (const key of keys) held.delete(key);
  },
};
beforeEach(() => {
  held = new Map();
  refuseOver = Number.POSITIVE_INFINITY;
});
const leads = () => [...held.keys()].filter((key) => key.startsWith('lead:'));

test('a copy is given back to the token that made it and to no other', async () => {
  const copies = openCopies(area);
  await copies.keep('a', 'mine', '{"leadId":"1"}', '"3"', 1000);
  expect(await copies.read('a', 'mine')).toEqual({ context: { leadId: '1' }, etag: '"3"', fetchedAt: 1000 });
  expect(await copies.read('a', 'theirs')).toBeNull();
  expect(await copies.read('b', 'mine')).toBeNull();
});

test('the oldest copy goes when there are too many', async () => {
  const copies = openCopies(area);
  const all = Array.from({ length: mostLeads + 5 }, (_, at) => copies.keep(`k${at}`, 'f', '{}', null, at));
  await Promise.all(all);
  expect(leads()).toHaveLength(mostLeads);
  expect(held.has('lead:k4')).toBe(false);
  expect(held.has('lead:k5')).toBe(true);
});

test('long contexts count by their length', async () => {
  const copies = openCopies(area);
  const text = JSON.stringify('x'.repeat(3_000_000));
  for (const at of [1, 2, 3]) await copies.keep(`k${at}`, 'f', text, null, at);
  expect(leads()).toEqual(['lead:k2', 'lead:k3']);
});

test('a full area makes room once, then goes without', async () => {
  const copies = openCopies(area);
  for (let at = 0; at < 100; at++) await copies.keep(`k${at}`, 'f', '{"some":"text"}', null, at);
  refuseOver = [...held.values()].join('').length;
  await copies.keep('new', 'f', '{"some":"text"}', null, 1000);
  expect(await copies.read('new', 'f')).not.toBeNull();
  refuseOver = 0;
  await copies.keep('newer', 'f', '{}', null, 2000);
  expect(await copies.read('newer', 'f')).toBeNull();
});

test('drop takes one, clear takes all', async () => {
  const copies = openCopies(area);
  await copies.keep('a', 'f', '{}', null, 1);
  await copies.keep('b', 'f', '{}', null, 2);
  await copies.drop('a');
  expect(leads()).toEqual(['lead:b']);
  await copies.clear();
  expect([...held.keys()]).toEqual([]);
});

test('a copy that cannot be read is no copy', async () => {
  held.set('lead:a', JSON.stringify({ fingerprint: 'f', etag: null, fetchedAt: 1, text: '{"cut' }));
  expect(await openCopies(area).read('a', 'f')).toBeNull();
});
