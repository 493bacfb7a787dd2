import type { Query } from '@tanstack/react-query';
import { QueryClient } from '@tanstack/react-query';
import { expect, test, vi } from 'vitest';
import { refKey } from '../contract/wire.ts';
import type { Copies } from './copies.ts';
import type { Failure } from './failure.ts';
import { catchUp, type Lead, leadClient, leadKey, leadQuery, letGo } from './lead.ts';

const ref = { crm: 'hubspot', account: '1', object: 'contact', id: '2' } as const;
const { retry, retryDelay, refetchInterval } = leadQuery(new QueryClient(), {} as never, ref);

/** How soon the record is asked for again after a failure, at the first quick try and when those are over, in ms; null: not so. */
function asked(failure: Failure): { quick: number | null; later: unknown } {
  if (typeof retry !== 'function' || typeof retryDelay !== 'function' || typeof refetchInterval !== 'function')
    throw new Error('plain');
  const query = { state: { error: failure } } as Query<Lead, Failure, Lead, readonly ['lead', string]>;
  return { quick: retry(0, failure) ? retryDelay(0, failure) : null, later: refetchInterval(query) };
}

test.each<[string, Failure, boolean, number | false]>([
  ['a short wait is sat out', { kind: 'rate_limited', because: null, retryAfterMs: 2_000 }, true, 20_000],
  ['a long one is not asked into', { kind: 'rate_limited', because: null, retryAfterMs: 3_600_000 }, false, 3_600_000],
  ['none named', { kind: 'rate_limited', because: null, retryAfterMs: null }, true, 20_000],
  ['what stays', { kind: 'forbidden', message: 'no' }, false, false],
])('asked again: %s', (_name, failure, quick, later) => {
  const found = asked(failure);
  expect(found.later).toBe(later);
  expect(found.quick !== null).toBe(quick);
  if (failure.kind === 'rate_limited' && found.quick !== null)
    expect(found.quick).toBeGreaterThanOrEqual(failure.retryAfterMs ?? 500);
});

const other = { ...ref, id: '3' };
const leadOf = (leadId: string, version: number): Lead => ({
  context: { leadId, version } as Lead['context'],
  etag: null,
  fetchedAt: 0,
});
const fails = (failure: Failure) => ({ retry: false, queryFn: () => Promise.reject(failure) });
const [key, otherKey] = [leadKey(refKey(ref)), leadKey(refKey(other))];

test.each<[Failure, boolean]>([
  [{ kind: 'restricted', message: 'm' }, false],
  [{ kind: 'erased', message: 'm' }, false],
  [{ kind: 'offline' }, true],
])('after %o the lead this page held comes back with no later failure: held %s', async (failure, held) => {
  const client = leadClient();
  client.setQueryData(key, leadOf('one', 3));
  for (const one of [failure, { kind: 'offline' } as const])
    await client.fetchQuery({ queryKey: key, ...fails(one as Failure) }).catch(() => undefined);
  expect(client.getQueryData(key) !== undefined).toBe(held);
});

test('a lead there is nothing to show of leaves the page and the device, whatever record it was opened by', async () => {
  const client = leadClient();
  const dropped: string[] = [];
  const copies = { drop: async (gone: string) => void dropped.push(gone) } as Copies;
  client.setQueryData(key, leadOf('one', 3));
  client.setQueryData(otherKey, leadOf('two', 3));
  letGo(client, copies, { leadId: 'one', version: 0, refs: [ref] });
  expect([client.getQueryData(key), client.getQueryData(otherKey), dropped]).toEqual([
    undefined,
    leadOf('two', 3),
    [refKey(ref)],
  ]);
});

test('a new version is asked for where another is held, and where the answer was that there is nothing', async () => {
  const client = leadClient();
  const asked = vi.spyOn(client, 'invalidateQueries');
  client.setQueryData(key, leadOf('one', 3));
  await client.fetchQuery({ queryKey: otherKey, ...fails({ kind: 'restricted', message: 'm' }) }).catch(() => undefined);
  catchUp(client, { leadId: 'one', version: 3, refs: [ref, { ...ref, id: '4' }] });
  expect(asked).not.toHaveBeenCalled();
  catchUp(client, { leadId: 'one', version: 4, refs: [ref, other] });
  expect(asked.mock.calls).toEqual([[{ queryKey: key }], [{ queryKey: otherKey }]]);
});
