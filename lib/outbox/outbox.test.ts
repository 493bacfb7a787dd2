/* Long because one set-up, a page, its device and its server, carries every case of an operation's way from click to saved. */
import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Connection } from '../client/connection.ts';
import { closeDevice, openDevice } from '../client/device.ts';
import type { Failure, Result } from '../client/failure.ts';
import type { Operation } from '../contract/disposition.ts';
import type { Saved } from '../contract/routes.ts';
import { refKey } from '../contract/wire.ts';
import { openBox } from './box.ts';
import { drain, type Parts } from './sender.ts';
import { deviceStore } from './store.ts';
import { expectedVersion, writesOf } from './writes.ts';

const connection: Connection = {
  apiUrl: 'https://x.example',
  token: 't',
  fingerprint: 'f1',
  who: { workspaceId: 'w', workspace: 'W', name: 'Ada', email: 'ada@x.example', role: 'rep' },
  expiresAt: null,
};
const ref = { crm: 'hubspot', account: '1', object: 'contact', id: '7' } as const;
const key = refKey(ref);
let made = 0;
const choice = (kind: 'accept' | 'reopen', expected: number): Operation => ({
  kind,
  id: `00000000-0000-4000-8000-${String(++made).padStart(12, '0')}`,
  ref,
  at: '2026-03-02T09:00:00.000Z',
  note: 'said yes',
  seen: { contextVersion: 1, sections: [], openedAt: null },
  expected,
});

/** A server that answers as it is told, a clock that stands still until moved, and one page. */
function setUp() {
  const got: string[] = [];
  let answer: Failure | null = null;
  let now = 1_000_000;
  const parts: Parts = {
    store: deviceStore,
    connection: async () => connection,
    api: () => ({
      async send(operation): Promise<Result<Saved>> {
        got.push(operation.id);
        if (answer) return { ok: false, failure: answer };
        return { ok: true, value: { id: operation.id } as Saved, reply: { epoch: null } as never };
      },
    }),
    alone: (job) => job(),
    now: () => now,
    random: () => 0,
    saved: (entry) => box.saved(entry),
    changed: () => undefined,
  };
  const send = vi.fn();
  const box = openBox({
    store: deviceStore,
    by: () => JSON.stringify(['https://x.example', 'w', 'ada@x.example']),
    send,
    changed: () => undefined,
  });
  return {
    box,
    got,
    send,
    answer: (failure: Failure | null) => {
      answer = failure;
    },
    later: (ms: number) => {
      now += ms;
    },
    run: async (woken = false) => {
      const wakeIn = await drain(parts, woken);
      await box.reload();
      return wakeIn;
    },
    shown: () => writesOf(key, box.read().entries, box.read().passing),
    states: () => writesOf(key, box.read().entries, box.read().passing).writes.map(({ state }) => state),
  };
}

beforeEach(async () => {
  await closeDevice();
  globalThis.indexedDB = new IDBFactory();
});

test('kept, then saved, then gone from the disk', async () => {
  const { box, run, states, got, send } = setUp();
  const first = choice('accept', 0);
  const keeping = box.keep(first);
  expect(states()).toEqual(['keeping']);
  await keeping;
  expect(states()).toEqual(['kept']);
  expect(send).toHaveBeenCalledOnce();
  expect((await deviceStore.all()).entries.map(({ id }) => id)).toEqual([first.id]);
  expect(await run()).toBeNull();
  expect(got).toEqual([first.id]);
  expect(states()).toEqual(['saved']);
  expect((await deviceStore.all()).entries).toEqual([]);
});

test('what may not be kept is shown until that is known, then forgotten; what was chosen after it is kept', async () => {
  const { box, states, send } = setUp();
  let refuse: (because: Error) => void = () => undefined;
  const first = box.keep(choice('accept', 0), 0, new Promise((_, reject) => (refuse = reject)));
  const second = box.keep(choice('reopen', expectedVersion(0, key, box.read())));
  expect(states()).toEqual(['keeping', 'keeping']);
  refuse(new Error('Covered.'));
  await expect(first).rejects.toThrow('Covered.');
  await second;
  expect(states()).toEqual(['kept']);
  expect(send).toHaveBeenCalledOnce();
  expect((await deviceStore.all()).entries.map(({ operation }) => operation)).toMatchObject([{ kind: 'reopen', expected: 1 }]);
});

test('while the server is away it stays, waits longer each time, and goes once it is back', async () => {
  const { box, run, states, answer, later, got } = setUp();
  await box.keep(choice('accept', 0));
  answer({ kind: 'unreachable', apiUrl: 'https://x.example' });
  expect(await run()).toBe(500);
  later(500);
  expect(await run()).toBe(1000);
  expect(await run()).toBe(1000);
  expect(got).toHaveLength(2);
  expect(states()).toEqual(['kept']);
  answer(null);
  later(86_400_000 * 400);
  expect(await run()).toBeNull();
  expect(states()).toEqual(['saved']);
});

test('two choices on one lead go in order, and an undo is sent beside what it undoes', async () => {
  const { box, run, got } = setUp();
  const first = choice('accept', 0);
  await box.keep(first);
  const { note, at, seen } = first;
  const expected = expectedVersion(0, key, box.read());
  const undo: Operation = {
    kind: 'undo',
    id: '00000000-0000-4000-9000-000000000001',
    ref,
    at,
    note,
    seen,
    expected,
    undoes: first.id,
  };
  expect(undo).toMatchObject({ expected: 1 });
  await box.keep(undo);
  await run();
  expect(got).toEqual([first.id, undo.id]);
});

test('a conflict shows both values and holds what came after until it is answered', async () => {
  const { box, run, shown, answer, got } = setUp();
  const first = choice('accept', 0);
  await box.keep(first);
  await box.keep(choice('reopen', 1));
  answer({ kind: 'conflict', version: 5, entry: null });
  await run();
  expect(got).toHaveLength(1);
  expect(shown().conflict).toEqual({ mine: first, theirs: null, version: 5 });
  expect(shown().writes.map(({ because }) => because)).toEqual(['Waits for your answer on the choice before it.']);
  await box.discard(first.id);
  answer(null);
  await run();
  expect(got).toHaveLength(2);
});

test('what the server refuses is shown with its sentence, and a retry sends it again', async () => {
  const { box, run, shown, answer, states } = setUp();
  const first = choice('accept', 0);
  await box.keep(first);
  answer({ kind: 'not_offered', message: 'Already accepted.' });
  expect(await run()).toBeNull();
  expect(shown().writes).toMatchObject([
    { state: 'failed', because: expect.stringContaining('Already accepted.'), undoUntil: null },
  ]);
  answer(null);
  await box.retry(first.id);
  await run();
  expect(states()).toEqual(['saved']);
});

test('a refused token stops everything and loses nothing', async () => {
  const { box, run, states, answer, got } = setUp();
  await box.keep(choice('accept', 0));
  await box.keep(choice('reopen', 1));
  answer({ kind: 'signed_out', because: 'refused' });
  expect(await run()).toBeNull();
  answer(null);
  expect(await run(true)).toBeNull();
  expect(got).toHaveLength(1);
  expect(states()).toEqual(['kept', 'kept']);
});

test('one left behind as being sent is sent again under its own id', async () => {
  const { box, run, got } = setUp();
  const first = choice('accept', 0);
  await box.keep(first);
  const [entry] = (await deviceStore.all()).entries;
  if (entry) await deviceStore.put([{ ...entry, state: 'sending' }]);
  await run();
  expect(got).toEqual([first.id]);
});

test('an entry of another schema is parked, never sent, never dropped', async () => {
  const { box, run, got } = setUp();
  await (await openDevice()).put('outbox', { id: 'from-the-future', schema: 2, shape: 'new' });
  await run();
  expect(got).toEqual([]);
  expect(box.read().parked).toEqual([{ id: 'from-the-future', schema: 2, shape: 'new' }]);
  await box.keep(choice('accept', 0));
  await run();
  expect((await deviceStore.all()).parked).toHaveLength(1);
});

test('a discarded one does not come back when its sender reports late', async () => {
  const { box } = setUp();
  await box.keep(choice('accept', 0));
  const [entry] = (await deviceStore.all()).entries;
  if (!entry) throw new Error('nothing was kept');
  await box.discard(entry.id);
  await deviceStore.put([{ ...entry, state: 'kept', tries: 3 }]);
  expect((await deviceStore.all()).entries).toEqual([]);
});

describe('a device that keeps nothing', () => {
  test.each([
    ['QuotaExceededError', /no room left/],
    ['UnknownError', /does not let Leadside store/],
  ])('%s is said at once', async (name, sentence) => {
    const failing = { ...deviceStore, add: () => Promise.reject(new DOMException('x', name)) };
    const send = vi.fn();
    const box = openBox({ store: failing, by: () => 'me', send, changed: () => undefined });
    await expect(box.keep(choice('accept', 0))).rejects.toThrow(sentence);
    expect(writesOf(key, box.read().entries, box.read().passing).writes).toMatchObject([{ state: 'not_kept' }]);
    expect(send).not.toHaveBeenCalled();
  });
});

test('nobody connected, nothing kept', async () => {
  const box = openBox({ store: deviceStore, by: () => null, send: () => undefined, changed: () => undefined });
  await expect(box.keep(choice('accept', 0))).rejects.toThrow(/connect first/);
});
