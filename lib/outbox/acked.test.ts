import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, test } from 'vitest';
import { closeDevice, openDevice } from '../client/device.ts';
import type { Operation } from '../contract/disposition.ts';
import { refKey } from '../contract/wire.ts';
import { ackedKeptMs } from './acked.ts';
import { newEntry } from './entry.ts';
import { afterFailure } from './machine.ts';
import { deviceStore } from './store.ts';

const ref = { crm: 'hubspot', account: '1', object: 'contact', id: '7' } as const;
const accept = (n: number, expected = 0): Operation => ({
  kind: 'accept',
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
  ref,
  at: '2026-03-02T09:00:00.000Z',
  note: `note ${n}`,
  seen: { contextVersion: 1, sections: [], openedAt: null },
  expected,
});
const keep = (n: number, by = 'me') => deviceStore.add((seq) => newEntry(accept(n, n), by, seq));
const unsent = async () => (await deviceStore.all()).entries.map(({ operation }) => operation.note);

beforeEach(async () => {
  await closeDevice();
  globalThis.indexedDB = new IDBFactory();
});

test('what one history acknowledged is unsent again under another, in its order and before what is new', async () => {
  for (const n of [1, 2, 3]) await deviceStore.acked(await keep(n), { epoch: 'a', at: n });
  await keep(4);
  expect(await unsent()).toEqual(['note 4']);
  expect(await deviceStore.recall('me', { epoch: 'a', at: 10 })).toBe(0);
  expect(await deviceStore.recall('me', { epoch: 'b', at: 10 })).toBe(3);
  expect(await unsent()).toEqual(['note 1', 'note 2', 'note 3', 'note 4']);
  expect(await deviceStore.recall('me', { epoch: 'b', at: 10 })).toBe(0);
});

test('of an erased person nothing written is left, and what is unsent is a bare choice that failed', async () => {
  await deviceStore.acked(await keep(1), { epoch: 'a', at: 1 });
  await keep(2);
  await keep(3, 'you');
  const other = { ...ref, id: '8' };
  const device = await openDevice();
  await device.put('drafts', { savedAt: 1, draft: { note: 'draft' } }, refKey(ref));
  await device.put('drafts', { savedAt: 1, draft: { note: 'of another' } }, refKey(other));
  await deviceStore.erase('me', refKey(ref), 'erased');
  const { entries } = await deviceStore.all();
  expect(entries.map(({ by, state, because, operation }) => [by, state, because, operation.note])).toEqual([
    ['me', 'failed', 'erased', null],
    // It may be of another workspace; their own sender is told when they are back.
    ['you', 'kept', null, 'note 3'],
  ]);
  expect(await deviceStore.recall('me', { epoch: 'b', at: 2 })).toBe(0);
  expect(await device.getAllKeys('drafts')).toEqual([refKey(other)]);
});

test("another person's work stays theirs", async () => {
  await deviceStore.acked(await keep(1, 'you'), { epoch: 'a', at: 1 });
  expect(await deviceStore.recall('me', { epoch: 'b', at: 2 })).toBe(0);
  await deviceStore.forget('me');
  expect(await deviceStore.recall('you', { epoch: 'b', at: 2 })).toBe(1);
});

test('after seven days by the server it is let go', async () => {
  await deviceStore.acked(await keep(1), { epoch: 'a', at: 1 });
  await deviceStore.acked(await keep(2), { epoch: 'a', at: ackedKeptMs + 1 });
  expect(await deviceStore.recall('me', { epoch: 'b', at: ackedKeptMs + 2 })).toBe(1);
  await deviceStore.acked(await keep(3), { epoch: 'b', at: 2 * ackedKeptMs + 2 });
  expect(await unsent()).toEqual(['note 2']);
});

test('signing out lets go of it', async () => {
  await deviceStore.acked(await keep(1), { epoch: 'a', at: 1 });
  await deviceStore.forget('me');
  expect(await deviceStore.recall('me', { epoch: 'b', at: 2 })).toBe(0);
});

test('a server that is behind what was seen is waited for, and then it is a conflict', () => {
  const moment = { now: 0, random: 0, fingerprint: 'f' };
  const failure = { kind: 'conflict', version: 1, entry: null } as const;
  const sent = newEntry(accept(1, 3), 'me', 1);
  const waiting = afterFailure(sent, failure, moment);
  expect(waiting).toMatchObject({ state: 'kept', because: expect.stringContaining('put back to an earlier day') });
  expect(afterFailure({ ...waiting, tries: 20 }, failure, moment)).toMatchObject({ state: 'conflict' });
});
