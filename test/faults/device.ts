/** The extension's own outbox and sender, on a store in memory: for faults of the wire, where the device's disk is not the question. */
import { createApi } from '../../lib/client/api.ts';
import type { Connection } from '../../lib/client/connection.ts';
import { identityOf } from '../../lib/client/connection.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { Saved } from '../../lib/contract/routes.ts';
import { refKey } from '../../lib/contract/wire.ts';
import { type Acked, ackedOf, type Receipt, recalled } from '../../lib/outbox/acked.ts';
import { openBox } from '../../lib/outbox/box.ts';
import { type Entry, erased } from '../../lib/outbox/entry.ts';
import { drain, type Parts } from '../../lib/outbox/sender.ts';
import type { OutboxStore } from '../../lib/outbox/store.ts';
import { writesOf } from '../../lib/outbox/writes.ts';

// A browser says whether it is online; Node 20 has no navigator to ask.
if (typeof navigator === 'undefined') Object.defineProperty(globalThis, 'navigator', { value: { onLine: true } });

export function memoryStore(): OutboxStore {
  const entries = new Map<string, Entry>();
  const acked = new Map<string, Acked>();
  const sorted = () => [...entries.values()].sort((a, b) => a.seq - b.seq);
  return {
    all: async () => ({ entries: sorted(), parked: [] }),
    async add(make) {
      const entry = make((sorted().at(-1)?.seq ?? 0) + 1);
      entries.set(entry.id, entry);
      return entry;
    },
    async put(changed) {
      for (const entry of changed) if (entries.has(entry.id)) entries.set(entry.id, entry);
    },
    async remove(id) {
      entries.delete(id);
    },
    async acked(entry, receipt) {
      entries.delete(entry.id);
      acked.set(entry.id, ackedOf(entry, receipt));
    },
    async recall(by, { epoch }) {
      const lost = [...acked.values()].filter((one) => one.by === by && one.epoch !== epoch);
      for (const entry of recalled(lost, sorted()[0]?.seq ?? 1)) {
        acked.delete(entry.id);
        entries.set(entry.id, entry);
      }
      return lost.length;
    },
    async erase(by, key, because) {
      for (const one of acked.values()) if (one.by === by && refKey(one.operation.ref) === key) acked.delete(one.id);
      for (const one of entries.values()) if (one.by === by && one.key === key) entries.set(one.id, erased(one, because));
    },
    async forget(by) {
      for (const one of acked.values()) if (one.by === by) acked.delete(one.id);
    },
  };
}

export type Device = {
  keep(operation: Operation, offsetMs?: number): Promise<void>;
  /** One run of the sender, with our own waits ended. */
  send(): Promise<void>;
  /** An answer to something else named the server's history. */
  hears(receipt: Receipt): Promise<void>;
  entries(): readonly Entry[];
  /** As the rep sees it: the state of each write on a record. */
  shown(key: string): string[];
  /** The state of one write on a record, as the rep sees it; null when it is not shown. */
  stateOf(key: string, id: string): string | null;
  /** What the server answered to what was saved last. */
  last(): Saved | null;
  /** How often each operation was told as saved. */
  saved: ReadonlyMap<string, number>;
};

export function openDevice(
  apiUrl: string,
  token: string,
  over: { store?: OutboxStore; now?: () => number; name?: string; saved?: Parts['saved'] } = {},
): Device {
  const { store = memoryStore(), now = Date.now, name = 'Dana Whitfield' } = over;
  const connection: Connection = {
    apiUrl,
    token,
    fingerprint: token,
    who: { workspaceId: 'w', workspace: 'Faults', name, email: null, role: 'rep' },
    expiresAt: null,
  };
  const saved = new Map<string, number>();
  let last: Saved | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  const parts: Parts = {
    store,
    connection: async () => connection,
    api: createApi,
    alone: (job) => {
      const mine = turn.then(job);
      turn = mine.catch(() => undefined);
      return mine;
    },
    now,
    random: () => 0,
    async saved(entry, answer, by) {
      await over.saved?.(entry, answer, by);
      saved.set(entry.id, (saved.get(entry.id) ?? 0) + 1);
      last = answer;
      box.saved(entry);
    },
    changed: () => undefined,
  };
  const box = openBox({ store, by: () => identityOf(connection), send: () => undefined, changed: () => undefined });
  return {
    keep: (operation, offsetMs) => box.keep(operation, offsetMs),
    async send() {
      await drain(parts, true);
      await box.reload();
    },
    hears: (receipt) => box.recall(receipt),
    entries: () => box.read().entries,
    shown: (key) => {
      const { writes, conflict } = writesOf(key, box.read().entries, box.read().passing);
      return [...writes.map(({ state }) => state), ...(conflict === null ? [] : ['conflict'])];
    },
    stateOf: (key, id) => {
      const { writes } = writesOf(key, box.read().entries, box.read().passing);
      return writes.find(({ operation }) => operation.id === id)?.state ?? null;
    },
    last: () => last,
    saved,
  };
}
