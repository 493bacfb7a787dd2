import { describe, expect, test } from 'vitest';
import { type KeyContext, keyIntent } from './keys.ts';

const plain = { hint: null, subReasons: [], offered: true, why: null, returnsToMarketing: false };
const context: KeyContext = {
  open: null,
  picked: null,
  state: 'open',
  reasons: [
    { ...plain, code: 'bad_fit', label: 'Bad fit', subReasons: [{ code: 'size', label: 'Size' }] },
    { ...plain, code: 'no_budget', label: 'No budget' },
    { ...plain, code: 'no_response', label: 'No response', offered: false, why: 'Offered after 6 attempts.' },
    { ...plain, code: 'incomplete', label: 'Handoff incomplete', returnsToMarketing: true },
  ],
  presets: ['2026-12-02', '2026-12-18'],
  missing: ['role'],
  canUndo: false,
};

describe('numbered keys', () => {
  test('1 accepts at once', () => {
    expect(keyIntent('1', context)).toEqual({ kind: 'choose', choice: { kind: 'accept' } });
  });

  test('1 does nothing once accepted, while 2 and 3 still do', () => {
    const accepted = { ...context, state: 'accepted' as const };
    expect(keyIntent('1', accepted)).toBeNull();
    expect(keyIntent('2', accepted)).toEqual({ kind: 'open', panel: 'reject', picked: null });
    expect(keyIntent('3', accepted)).toEqual({ kind: 'open', panel: 'recycle', picked: null });
  });

  test('a closed lead takes attempts only, until it is reopened', () => {
    const rejected = { ...context, state: 'rejected' as const };
    expect(['1', '2', '3'].map((key) => keyIntent(key, rejected))).toEqual([null, null, null]);
    expect(keyIntent('4', rejected)).toEqual({ kind: 'open', panel: 'attempt', picked: null });
  });

  test('a reason is the second key', () => {
    expect(keyIntent('2', { ...context, open: 'reject' })).toEqual({
      kind: 'choose',
      choice: { kind: 'reject', reason: 'no_budget', subReason: null, missing: [] },
    });
  });

  test('bad fit asks for a third', () => {
    expect(keyIntent('1', { ...context, open: 'reject' })).toEqual({ kind: 'open', panel: 'reject_sub', picked: 'bad_fit' });
    expect(keyIntent('1', { ...context, open: 'reject_sub', picked: 'bad_fit' })).toEqual({
      kind: 'choose',
      choice: { kind: 'reject', reason: 'bad_fit', subReason: 'size', missing: [] },
    });
  });

  test('a reason that is not offered says why', () => {
    expect(keyIntent('3', { ...context, open: 'reject' })).toEqual({ kind: 'refused', why: 'Offered after 6 attempts.' });
  });

  test('the reason that returns the lead names what is missing', () => {
    expect(keyIntent('4', { ...context, open: 'reject' })).toEqual({
      kind: 'choose',
      choice: { kind: 'reject', reason: 'incomplete', subReason: null, missing: ['role'] },
    });
  });

  test('a preset date is the second key, with the reason picked before', () => {
    expect(keyIntent('2', { ...context, open: 'recycle', picked: 'no_budget' })).toEqual({
      kind: 'choose',
      choice: { kind: 'recycle', until: '2026-12-18', reason: 'no_budget' },
    });
  });

  test('an attempt is a channel and an outcome', () => {
    expect(keyIntent('1', { ...context, open: 'attempt' })).toEqual({ kind: 'open', panel: 'attempt', picked: 'call' });
    expect(keyIntent('2', { ...context, open: 'attempt', picked: 'call' })).toEqual({
      kind: 'choose',
      choice: { kind: 'attempt', channel: 'call', outcome: 'no_answer' },
    });
  });

  test('a number past the end of a list means nothing', () => {
    for (const open of ['reject', 'recycle', 'attempt'] as const) expect(keyIntent('9', { ...context, open })).toBeNull();
  });
});

test('Escape goes back one level at a time, and is left alone at the top', () => {
  expect(keyIntent('Escape', { ...context, open: 'reject_sub', picked: 'bad_fit' })).toEqual({
    kind: 'open',
    panel: 'reject',
    picked: null,
  });
  expect(keyIntent('Escape', { ...context, open: 'attempt', picked: 'call' })).toEqual({
    kind: 'open',
    panel: 'attempt',
    picked: null,
  });
  expect(keyIntent('Escape', { ...context, open: 'recycle', picked: 'no_budget' })).toEqual({ kind: 'close' });
  expect(keyIntent('Escape', context)).toBeNull();
});

test('U takes back only while there is something to take back', () => {
  expect(keyIntent('u', context)).toBeNull();
  expect(keyIntent('U', { ...context, canUndo: true })).toEqual({ kind: 'undo' });
});
