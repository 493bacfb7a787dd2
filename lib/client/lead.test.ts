import type { Query } from '@tanstack/react-query';
import { QueryClient } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import type { Failure } from './failure.ts';
import { type Lead, leadQuery } from './lead.ts';

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
