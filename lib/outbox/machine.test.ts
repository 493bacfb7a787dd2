import { describe, expect, test } from 'vitest';
import type { Failure } from '../client/failure.ts';
import type { Operation } from '../contract/disposition.ts';
import { type Entry, newEntry } from './entry.ts';
import { afterFailure, backOff, next, recovered, retried, stopsAll, turns, waitLeft, wake } from './machine.ts';

const ref = (id: string) => ({ crm: 'hubspot', account: '1', object: 'contact', id }) as const;
const common = (seq: number, id: string) => ({
  id: `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`,
  ref: ref(id),
  at: '2026-03-02T09:00:00.000Z',
  note: null,
  seen: { contextVersion: 1, sections: [], openedAt: null },
});
const accept = (seq: number, lead: string): Operation => ({ kind: 'accept', ...common(seq, lead), expected: 0 });
const call = (seq: number, lead: string): Operation => ({
  kind: 'attempt',
  ...common(seq, lead),
  channel: 'call',
  outcome: 'no_answer',
});
const entry = (operation: Operation, seq: number, over: Partial<Entry> = {}): Entry => ({
  ...newEntry(operation, 'me', seq),
  ...over,
});
const me = { by: 'me', fingerprint: 'f1' };
const moment = { now: 10_000, random: 0, fingerprint: 'f1' };
const seqs = (entries: Entry[]) => entries.map(({ seq }) => seq);

test('back-off doubles from a second to five minutes, spread over its upper half', () => {
  expect([1, 2, 3, 4].map((tries) => backOff(tries, 0))).toEqual([500, 1000, 2000, 4000]);
  expect(backOff(1, 0.999)).toBe(1000);
  expect(backOff(60, 0)).toBe(150_000);
});

describe('after a failure', () => {
  const sent = entry(accept(1, 'a'), 1, { state: 'sending' });
  const cases: [Failure, Partial<Entry>][] = [
    [{ kind: 'offline' }, { state: 'kept', wait: { from: 10_000, ms: 500, told: false } }],
    [
      { kind: 'unreachable', apiUrl: 'https://x.example' },
      { state: 'kept', tries: 1 },
    ],
    [{ kind: 'timeout', apiUrl: 'https://x.example' }, { state: 'kept' }],
    [{ kind: 'not_json', apiUrl: 'https://x.example', status: 200 }, { state: 'kept' }],
    [{ kind: 'bad_reply', message: 'm', requestId: null }, { state: 'kept' }],
    [
      { kind: 'rate_limited', because: null, retryAfterMs: 60_000 },
      { state: 'kept', wait: { from: 10_000, ms: 60_500, told: true } },
    ],
    [{ kind: 'server_error', message: 'm', fix: 'f', requestId: null, retryAfterMs: null }, { state: 'kept' }],
    [
      { kind: 'signed_out', because: 'refused' },
      { state: 'kept', refusedWith: 'f1' },
    ],
    [
      { kind: 'server_too_old', server: 0, needs: 1 },
      { state: 'kept', wait: { from: 10_000, ms: 1_800_000, told: false } },
    ],
    [{ kind: 'client_too_old' }, { state: 'kept' }],
    [
      { kind: 'not_offered', message: 'm' },
      { state: 'failed', wait: null },
    ],
    [{ kind: 'forbidden', message: 'm' }, { state: 'failed' }],
    [{ kind: 'no_lead', because: null, retryAfterMs: null }, { state: 'failed' }],
    [
      { kind: 'erased', message: 'm' },
      { state: 'failed', operation: expect.objectContaining({ note: null }) },
    ],
    [
      { kind: 'restricted', message: 'm' },
      { state: 'kept', wait: { from: 10_000, ms: 1_800_000, told: false } },
    ],
    [
      { kind: 'refused', message: 'm', fix: 'f', requestId: null },
      { state: 'failed', because: 'm f' },
    ],
    [
      { kind: 'conflict', version: 3, entry: null },
      { state: 'conflict', conflict: { version: 3, entry: null } },
    ],
    [{ kind: 'aborted' }, { state: 'kept' }],
  ];
  test.each(cases)('%o', (failure, over) => {
    const after = afterFailure(sent, failure, moment);
    expect(after).toMatchObject(over);
    expect(after.because).not.toBe('');
    if (failure.kind !== 'erased') expect(after.operation).toBe(sent.operation);
  });
});

describe('whose turn it is', () => {
  test('one of each lead, the first first', () => {
    const all = [entry(accept(1, 'a'), 1), entry(accept(2, 'b'), 2), entry(call(3, 'a'), 3)];
    expect(seqs(turns(all, me))).toEqual([1, 2]);
  });
  test('a waiting one holds those behind it on its lead, and no other lead', () => {
    const all = [
      entry(accept(1, 'a'), 1, { wait: { from: 0, ms: 60_000, told: false } }),
      entry(call(2, 'a'), 2),
      entry(accept(3, 'b'), 3),
    ];
    expect(next(all, me, 1000).entry?.seq).toBe(3);
    expect(next(all.slice(0, 2), me, 1000)).toEqual({ entry: null, wakeIn: 59_000 });
    expect(next(all.slice(0, 2), me, 60_000).entry?.seq).toBe(1);
  });
  test.each(['failed', 'conflict'] as const)(
    'a disposition that is %s holds later dispositions of its lead, not attempts',
    (state) => {
      const all = [entry(accept(1, 'a'), 1, { state }), entry(accept(2, 'a'), 2), entry(call(3, 'a'), 3)];
      expect(seqs(turns(all, me))).toEqual([3]);
    },
  );
  test('a failed attempt holds nothing', () => {
    expect(seqs(turns([entry(call(1, 'a'), 1, { state: 'failed' }), entry(accept(2, 'a'), 2)], me))).toEqual([2]);
  });
  test("another person's work waits for them", () => {
    expect(turns([entry(accept(1, 'a'), 1, { by: 'other' })], me)).toEqual([]);
  });
  test('a refused token sends nothing more; a new one does', () => {
    const all = [entry(accept(1, 'a'), 1, { refusedWith: 'f1' }), entry(accept(2, 'b'), 2)];
    expect(turns(all, me)).toEqual([]);
    expect(seqs(turns(all, { by: 'me', fingerprint: 'f2' }))).toEqual([1, 2]);
  });
  test('nothing to send, nothing to wake for', () => {
    expect(next([], me, 0)).toEqual({ entry: null, wakeIn: null });
  });
});

test('a clock that was set back does not lengthen a wait', () => {
  const waiting = entry(accept(1, 'a'), 1, { wait: { from: 10_000_000, ms: 60_000, told: false } });
  expect(waitLeft(waiting, 5)).toBe(0);
});

test('waking ends our own waits, not those the server named', () => {
  const wait = { from: 0, ms: 1, told: false };
  expect(wake(entry(accept(1, 'a'), 1, { wait })).wait).toBeNull();
  expect(wake(entry(accept(1, 'a'), 1, { wait: { ...wait, told: true } })).wait).not.toBeNull();
});

test('what was being sent when the sender vanished is sent again', () => {
  expect(recovered(entry(accept(1, 'a'), 1, { state: 'sending' })).state).toBe('kept');
  expect(recovered(entry(accept(1, 'a'), 1, { state: 'failed' })).state).toBe('failed');
});

test('a retry starts afresh, but does not answer a conflict', () => {
  expect(retried(entry(accept(1, 'a'), 1, { state: 'failed', tries: 4, because: 'x' }))).toMatchObject({
    state: 'kept',
    tries: 0,
    because: null,
  });
  expect(retried(entry(accept(1, 'a'), 1, { state: 'conflict' })).state).toBe('conflict');
});

test('what is about one entry does not stop the others', () => {
  expect(stopsAll({ kind: 'not_offered', message: 'm' })).toBe(false);
  expect(stopsAll({ kind: 'server_error', message: 'm', fix: 'f', requestId: null, retryAfterMs: null })).toBe(false);
  expect(stopsAll({ kind: 'signed_out', because: 'expired' })).toBe(true);
});
