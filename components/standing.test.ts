import { expect, test } from 'vitest';
import type { DispositionEntry, DispositionState, Operation } from '../lib/contract/disposition.ts';
import { attemptsMade, standingOf, undoable } from './standing.ts';
import type { Write } from './view.ts';

const common = {
  ref: { crm: 'hubspot', account: '1', object: 'contact', id: '2' } as const,
  at: '2026-11-18T13:00:00.000Z',
  note: null,
  seen: { contextVersion: 1, sections: [], openedAt: null },
};
const accept: Operation = { kind: 'accept', id: 'a', expected: 0, ...common };
const undo: Operation = { kind: 'undo', id: 'u', expected: 0, undoes: 'a', ...common };
const call: Operation = { kind: 'attempt', id: 'c', channel: 'call', outcome: 'no_answer', ...common };
const write = (operation: Operation, state: Write['state'] = 'kept', undoUntil: number | null = null): Write => ({
  operation,
  state,
  because: null,
  undoUntil,
});
const accepted = { id: 'a', kind: 'accept', version: 1, undone: false } as DispositionEntry;
const open = {
  version: 0,
  state: 'open',
  current: null,
  attempts: 1,
  history: [] as DispositionEntry[],
} as unknown as DispositionState;
const serverAccepted = { ...open, version: 1, state: 'accepted' as const, current: accepted, history: [accepted] };

test('a choice shows at once, before the server has it', () => {
  expect(standingOf(open, [write(accept, 'keeping')])).toMatchObject({ state: 'accepted', entry: null });
});

test('a choice that failed or was not kept changes nothing', () => {
  for (const state of ['failed', 'not_kept'] as const) expect(standingOf(open, [write(accept, state)]).state).toBe('open');
});

test('a choice the server has is shown as the server gives it', () => {
  expect(standingOf(serverAccepted, [write(accept, 'saved')])).toEqual({ state: 'accepted', entry: accepted, write: null });
});

test('taking back undoes what waits here and what the server has', () => {
  expect(standingOf(open, [write(accept), write(undo)]).state).toBe('open');
  expect(standingOf(serverAccepted, [write(undo)]).state).toBe('open');
});

test('attempts count from the click', () => {
  expect(attemptsMade(open, [write(call)])).toBe(2);
  expect(attemptsMade(open, [write(call, 'failed')])).toBe(1);
});

test('only the last choice whose seconds last can be taken back', () => {
  expect(undoable([write(accept, 'saved', 10_000)], 9_000)?.operation.id).toBe('a');
  expect(undoable([write(accept, 'saved', 10_000)], 10_000)).toBeNull();
  expect(undoable([write(accept, 'saved', 10_000), write(undo)], 9_000)).toBeNull();
});
