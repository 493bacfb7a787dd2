import { describe, expect, test } from 'vitest';
import type { DispositionEntry, DispositionOperation } from '../contract/disposition.ts';
import { defaultPolicy } from '../policy/default.ts';
import { staleAt } from '../policy/stale-at.ts';
import { dispositionState, judge } from './disposition-state.ts';
import { offeredReasons } from './reasons.ts';

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 12, 0, second)).toISOString();

function entry(
  n: number,
  kind: DispositionEntry['kind'],
  version: number,
  extra: Partial<DispositionEntry> = {},
): DispositionEntry {
  return {
    id: uuid(n),
    kind,
    version,
    by: 'Sam',
    at: at(n),
    receivedAt: at(n),
    reason: null,
    reasonLabel: null,
    subReason: null,
    subReasonLabel: null,
    missing: [],
    until: null,
    channel: kind === 'attempt' ? 'call' : null,
    outcome: kind === 'attempt' ? 'no_answer' : null,
    undoes: null,
    undone: false,
    note: null,
    ...extra,
  };
}
const undo = (n: number, target: number, version: number) => entry(n, 'undo', version, { undoes: uuid(target) });
const state = (...entries: DispositionEntry[]) => dispositionState(entries, defaultPolicy, []);

describe('the state after a history', () => {
  test.each<[string, DispositionEntry[], string, number | null, number, number]>([
    ['nothing', [], 'open', null, 0, 0],
    ['accept', [entry(1, 'accept', 1)], 'accepted', 1, 1, 0],
    ['accept, reject', [entry(1, 'accept', 1), entry(2, 'reject', 2)], 'rejected', 2, 2, 0],
    ['reject, undo', [entry(1, 'reject', 1), undo(2, 1, 2)], 'open', null, 2, 0],
    ['accept, reject, undo', [entry(1, 'accept', 1), entry(2, 'reject', 2), undo(3, 2, 3)], 'accepted', 1, 3, 0],
    ['recycle, reopen', [entry(1, 'recycle', 1), entry(2, 'reopen', 2)], 'open', null, 2, 0],
    ['recycle, reopen, undo', [entry(1, 'recycle', 1), entry(2, 'reopen', 2), undo(3, 2, 3)], 'recycled', 1, 3, 0],
    ['attempts', [entry(1, 'attempt', 0), entry(2, 'attempt', 0)], 'open', null, 0, 2],
    ['an attempt undone', [entry(1, 'attempt', 0), entry(2, 'attempt', 0), undo(3, 1, 1)], 'open', null, 1, 1],
    [
      'attempts, reject, reopen, attempt',
      [entry(1, 'attempt', 0), entry(2, 'reject', 1), entry(3, 'reopen', 2), entry(4, 'attempt', 2)],
      'open',
      null,
      2,
      1,
    ],
  ])('%s', (_, entries, expected, current, version, attempts) => {
    const made = state(...entries);
    expect([made.state, made.current?.id ?? null, made.version, made.attempts]).toEqual([
      expected,
      current && uuid(current),
      version,
      attempts,
    ]);
    expect(state(...entries.toReversed(), ...entries)).toEqual(made);
  });

  test('shows the newest first, marks what was taken back, and keeps fifty', () => {
    const { history } = state(entry(1, 'accept', 1), entry(2, 'reject', 2), undo(3, 2, 3));
    expect(history.map((one) => [one.id, one.undone])).toEqual([
      [uuid(3), false],
      [uuid(2), true],
      [uuid(1), false],
    ]);
    expect(state(...Array.from({ length: 60 }, (_, n) => entry(n, 'attempt', 0))).history).toHaveLength(50);
  });
});

describe('reasons', () => {
  const offered = (attempts: number, missing: { id: string; label: string }[]) =>
    Object.fromEntries(offeredReasons(defaultPolicy, attempts, missing).map((reason) => [reason.code, reason]));

  test('no response waits for the agreed attempts', () => {
    expect(offered(5, []).no_response).toMatchObject({ offered: false, why: 'Offered after 6 attempts; 5 logged so far.' });
    expect(offered(6, []).no_response).toMatchObject({ offered: true, why: null });
  });

  test('handoff incomplete names what is missing, and is not offered when nothing is', () => {
    expect(
      offered(0, [
        { id: 'title', label: 'Title' },
        { id: 'industry', label: 'Industry' },
      ]).handoff_incomplete,
    ).toMatchObject({ offered: true, returnsToMarketing: true, hint: 'Missing: Title, Industry.' });
    expect(offered(0, []).handoff_incomplete).toMatchObject({ offered: false });
  });

  test('only bad fit asks for more', () => {
    expect(
      Object.values(offered(0, []))
        .filter((reason) => reason.subReasons.length > 0)
        .map((reason) => reason.code),
    ).toEqual(['bad_fit']);
  });
});

const seen = { contextVersion: 1, sections: [], openedAt: null };
const ref = { crm: 'hubspot', account: '1', object: 'contact', id: '2' } as const;
const base = { id: uuid(99), ref, at: at(5), note: null, seen };
const reject = (reason: string, subReason: string | null = null, expected = 0): DispositionOperation => ({
  ...base,
  kind: 'reject',
  expected,
  reason,
  subReason,
  missing: [],
});
const recycle = (until: string, reason: string | null = null): DispositionOperation => ({
  ...base,
  kind: 'recycle',
  expected: 0,
  until,
  reason,
});
const simple = (kind: 'accept' | 'reopen', expected: number): DispositionOperation => ({ ...base, kind, expected });
const takeBack = (target: number, second: number, expected: number): DispositionOperation => ({
  ...base,
  kind: 'undo',
  at: at(second),
  expected,
  undoes: uuid(target),
});

describe('what may be done', () => {
  const accepted = state(entry(1, 'accept', 1));
  const rejected = state(entry(1, 'reject', 1));
  const ok = /^$/;
  test.each<[string, DispositionOperation, ReturnType<typeof state>, string, RegExp]>([
    ['accept an open lead', simple('accept', 0), state(), 'ok', ok],
    ['accept twice', simple('accept', 1), accepted, 'not_offered', /Reopen it first/],
    ['act on an old version', simple('accept', 0), accepted, 'conflict', /has changed/],
    ['reject after accepting', reject('no_budget', null, 1), accepted, 'ok', ok],
    ['reject twice', reject('no_budget', null, 1), rejected, 'not_offered', /Reopen it first/],
    ['bad fit without a closer reason', reject('bad_fit'), state(), 'not_offered', /needs a closer reason: Size, Industry, Role/],
    ['bad fit by size', reject('bad_fit', 'size'), state(), 'ok', ok],
    ['a closer reason that is not there', reject('bad_fit', 'colour'), state(), 'not_offered', /no closer reason/],
    ['a closer reason for another', reject('no_budget', 'size'), state(), 'not_offered', /no closer reason/],
    ['a reason that is not in the policy', reject('bored'), state(), 'not_offered', /no reason "bored"/],
    ['no response too early', reject('no_response'), state(), 'not_offered', /after 6 attempts/],
    ['recycle to tomorrow', recycle('2026-11-21'), state(), 'ok', ok],
    ['recycle to today', recycle('2026-11-20'), state(), 'not_offered', /after today/],
    ['recycle to a date two years on', recycle('2028-11-19'), state(), 'ok', ok],
    ['recycle too far', recycle('2028-11-20'), state(), 'not_offered', /two years/],
    ['recycle for no response too early', recycle('2026-12-20', 'no_response'), state(), 'not_offered', /after 6 attempts/],
    ['reopen a rejected lead', simple('reopen', 1), rejected, 'ok', ok],
    ['reopen an open lead', simple('reopen', 0), state(), 'not_offered', /open already/],
    ['undo in time', takeBack(1, 11, 1), accepted, 'ok', ok],
    ['undo too late', takeBack(1, 12, 1), accepted, 'not_offered', /10 seconds/],
    ['undo what was undone', takeBack(1, 5, 2), state(entry(1, 'accept', 1), undo(2, 1, 2)), 'not_offered', /already/],
    ['undo an undo', takeBack(2, 5, 2), state(entry(1, 'accept', 1), undo(2, 1, 2)), 'not_offered', /cannot itself/],
    [
      'undo below a newer decision',
      takeBack(1, 5, 2),
      state(entry(1, 'accept', 1), entry(2, 'reject', 2)),
      'not_offered',
      /decided after/,
    ],
    ['undo what never was', takeBack(7, 5, 1), accepted, 'not_offered', /nothing to take back/],
  ])('%s', (_, operation, current, code, message) => {
    const result = judge(operation, current, at(30));
    expect(result.ok ? 'ok' : result.code).toBe(code);
    expect(result.ok ? '' : result.message).toMatch(message);
  });

  test('an attempt always may', () => {
    expect(judge({ ...base, kind: 'attempt', channel: 'call', outcome: 'no_answer' }, rejected, at(1))).toEqual({ ok: true });
  });
});

test.each([
  ['P180D', '2027-05-19T12:00:00.000Z'],
  ['P1W', '2026-11-27T12:00:00.000Z'],
  [undefined, null],
])('a shelf life of %s ends at %s', (life, end) => {
  expect(staleAt('2026-11-20T12:00:00.000Z', life)).toBe(end);
});
