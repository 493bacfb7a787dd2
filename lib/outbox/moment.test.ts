import { expect, test } from 'vitest';
import type { DispositionEntry, Operation } from '../contract/disposition.ts';
import { refKey } from '../contract/wire.ts';
import { judge } from '../handoff/judge.ts';
import { newEntry } from './entry.ts';
import { momentOf, writesOf } from './writes.ts';

const day = 86_400_000;
const server = Date.parse('2026-03-02T09:00:00.000Z');
const ref = { crm: 'hubspot', account: '1', object: 'contact', id: '7' } as const;
const common = { ref, note: null, seen: { contextVersion: 1, sections: [], openedAt: null } };
const ids = ['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'] as const;
const attempt = (at: string): Operation => ({
  kind: 'attempt',
  id: ids[0],
  at,
  channel: 'call',
  outcome: 'no_answer',
  ...common,
});
const nothing = { entries: [], passing: [] };

test('a device that is a day behind says when it was by the server', () => {
  expect(momentOf(server - day, day, null, nothing)).toEqual({ at: '2026-03-02T09:00:00.000Z', offsetMs: day });
});

test('the seconds to take it back are counted by the device', () => {
  const { at, offsetMs } = momentOf(server - day, day, null, nothing);
  const kept = newEntry(attempt(at), 'me', 1, offsetMs);
  const until = (box: Parameters<typeof writesOf>) => writesOf(...box).writes.map((write) => write.undoUntil);
  expect(until([refKey(ref), [kept], []])).toEqual([server - day + 10_000]);
  expect(until([refKey(ref), [], [{ state: 'saved', operation: attempt(at), offsetMs }]])).toEqual([server - day + 10_000]);
});

test('taking back stands when the server is heard between the two clicks', () => {
  const before = momentOf(server - day, 0, null, nothing);
  const kept = newEntry(attempt(before.at), 'me', 1, before.offsetMs);
  const boxes = [
    { entries: [kept], passing: [] },
    { entries: [], passing: [{ state: 'saved' as const, operation: kept.operation, offsetMs: 0 }] },
  ];
  for (const box of boxes) {
    const { at } = momentOf(server - day + 3_000, day, ids[0], box);
    const undo = { kind: 'undo' as const, id: ids[1], at, expected: 0, undoes: ids[0], ...common };
    const entry = { ...kept.operation, version: 0, undone: false } as unknown as DispositionEntry;
    const state = {
      version: 0,
      state: 'open' as const,
      current: null,
      attempts: 1,
      attemptsAgreed: 6,
      history: [entry],
      reasons: [],
      recyclePresets: [],
    };
    expect(judge(undo, state, new Date(server).toISOString())).toEqual({ ok: true });
  }
});
