import { expect, test } from 'vitest';
import type { Failure } from '../lib/client/failure.ts';
import type { LeadContext } from '../lib/contract/context.ts';
import { operationOf } from './operation-of.ts';
import { type Sight, viewOf } from './view-of.ts';

const record = { crm: 'hubspot', account: '1', object: 'contact', id: '7' } as const;
const lead = { context: { leadId: 'l' } as LeadContext, fetchedAt: 5 };
const sight = (over: Partial<Sight>): Sight => ({
  connection: 'connected',
  apiUrl: 'https://x.example',
  record,
  lead: null,
  asking: false,
  failure: null,
  writes: [],
  conflict: null,
  retries: {},
  unsent: 2,
  link: { state: 'idle' },
  ...over,
});

const failures: Record<Failure['kind'], { failure: Failure; bare: object; withCopy: object }> = {
  offline: {
    failure: { kind: 'offline' },
    bare: { kind: 'offline' },
    withCopy: { freshness: { kind: 'stale', because: 'offline', since: 5 } },
  },
  unreachable: {
    failure: { kind: 'unreachable', apiUrl: 'https://x.example' },
    bare: { kind: 'unreachable', apiUrl: 'https://x.example', message: expect.stringContaining('x.example') },
    withCopy: { freshness: { kind: 'stale', because: 'unreachable' } },
  },
  timeout: {
    failure: { kind: 'timeout', apiUrl: 'https://x.example' },
    bare: { kind: 'unreachable', message: expect.stringContaining('5 seconds') },
    withCopy: { freshness: { kind: 'stale', because: 'unreachable' } },
  },
  not_json: {
    failure: { kind: 'not_json', apiUrl: 'https://x.example', status: 200 },
    bare: { kind: 'error', message: expect.stringContaining('web page') },
    withCopy: { freshness: { kind: 'stale', because: 'error' } },
  },
  signed_out: {
    failure: { kind: 'signed_out', because: 'expired' },
    bare: { kind: 'signed_out', because: 'expired', unsent: 2 },
    withCopy: { kind: 'lead', freshness: { kind: 'stale', because: 'signed_out' } },
  },
  forbidden: {
    failure: { kind: 'forbidden', message: 'no' },
    bare: { kind: 'forbidden', message: 'no' },
    withCopy: { kind: 'forbidden' },
  },
  no_lead: {
    failure: { kind: 'no_lead', because: null, retryAfterMs: null },
    bare: { kind: 'unknown_record', ref: record, because: null, link: { state: 'idle' } },
    withCopy: { kind: 'unknown_record' },
  },
  erased: {
    failure: { kind: 'erased', message: 'gone' },
    bare: { kind: 'erased', writes: [] },
    withCopy: { kind: 'erased', writes: [] },
  },
  restricted: {
    failure: { kind: 'restricted', message: 'kept' },
    bare: { kind: 'restricted', writes: [] },
    withCopy: { kind: 'restricted', writes: [] },
  },
  conflict: { failure: { kind: 'conflict', version: 1, entry: null }, bare: { kind: 'error' }, withCopy: { kind: 'lead' } },
  not_offered: {
    failure: { kind: 'not_offered', message: 'no' },
    bare: { kind: 'error', message: 'no' },
    withCopy: { kind: 'lead' },
  },
  rate_limited: {
    failure: { kind: 'rate_limited', because: null, retryAfterMs: null },
    bare: { kind: 'error', message: expect.stringContaining('slow down') },
    withCopy: { freshness: { kind: 'stale', because: 'error' } },
  },
  server_too_old: {
    failure: { kind: 'server_too_old', server: 0, needs: 1 },
    bare: { kind: 'server_too_old', server: 0, needs: 1 },
    withCopy: { kind: 'server_too_old' },
  },
  client_too_old: { failure: { kind: 'client_too_old' }, bare: { kind: 'client_too_old' }, withCopy: { kind: 'client_too_old' } },
  server_error: {
    failure: { kind: 'server_error', message: 'broke', fix: 'wait', requestId: 'r-1', retryAfterMs: null },
    bare: { kind: 'error', message: 'broke', fix: 'wait', requestId: 'r-1' },
    withCopy: { kind: 'lead', freshness: { kind: 'stale', because: 'error', message: 'broke wait' } },
  },
  refused: {
    failure: { kind: 'refused', message: 'no', fix: 'ask', requestId: null },
    bare: { kind: 'error', message: 'no', fix: 'ask' },
    withCopy: { kind: 'lead' },
  },
  bad_reply: {
    failure: { kind: 'bad_reply', message: 'odd', requestId: null },
    bare: { kind: 'error', message: 'odd' },
    withCopy: { kind: 'lead', freshness: { kind: 'stale' } },
  },
  aborted: { failure: { kind: 'aborted' }, bare: { kind: 'loading' }, withCopy: { kind: 'lead', freshness: { kind: 'fresh' } } },
};

test.each(Object.entries(failures))('%s, with and without a copy', (_kind, { failure, bare, withCopy }) => {
  expect(viewOf(sight({ failure }))).toMatchObject(bare);
  expect(viewOf(sight({ failure, lead }))).toMatchObject(withCopy);
});

test('a refused token shows no lead, whatever copy there is', () => {
  const failure: Failure = { kind: 'signed_out', because: 'refused' };
  expect(viewOf(sight({ failure, lead }))).toEqual({ kind: 'signed_out', because: 'refused', unsent: 2 });
});

test.each([
  ['not connected yet', { connection: 'none', lead }, { kind: 'first_run', unsent: 2 }],
  ['not connected, no record', { connection: 'none', record: null }, { kind: 'first_run', unsent: 2 }],
  ['no record', { record: null }, { kind: 'no_record' }],
  ['the device has not answered', { connection: 'reading', lead }, { kind: 'loading' }],
  ['a device that stores nothing', { connection: 'broken' }, { kind: 'error', requestId: null }],
  ['the first answer is on its way', { asking: true }, { kind: 'loading' }],
  ['a copy, and a request under way', { lead, asking: true }, { kind: 'lead', freshness: { kind: 'refreshing', since: 5 } }],
  ['a fresh answer', { lead }, { kind: 'lead', freshness: { kind: 'fresh', since: 5 } }],
  [
    'linking',
    { failure: { kind: 'no_lead', because: null, retryAfterMs: null }, link: { state: 'sending' } },
    { kind: 'unknown_record', link: { state: 'sending' } },
  ],
] as const)('%s', (_name, over, view) => {
  expect(viewOf(sight(over))).toMatchObject(view);
});

const around = {
  id: '00000000-0000-4000-8000-000000000001',
  ref: record,
  at: '2026-03-02T09:00:00.000Z',
  expected: 3,
  seen: { contextVersion: 1, sections: ['who'], openedAt: null },
};

test('a disposition carries the version it builds on, an attempt and feedback do not', () => {
  expect(operationOf({ kind: 'accept' }, '  ', around)).toEqual({ kind: 'accept', ...around, note: null });
  const { expected: _, ...common } = around;
  const attempt = { kind: 'attempt', channel: 'call', outcome: 'connected' } as const;
  expect(operationOf(attempt, ' spoke ', around)).toEqual({ ...attempt, ...common, note: 'spoke' });
  expect(operationOf({ kind: 'step', step: 's', useful: true }, null, around)).not.toHaveProperty('expected');
});
