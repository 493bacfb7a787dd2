import { openDevice, type StoredOperation } from '../client/device.ts';
import { refKey } from '../contract/wire.ts';
import { type Acked, ackedOf, isPast, type Receipt, recalled } from './acked.ts';
import { type Entry, entrySchema, erased } from './entry.ts';

/** What lies on the device: entries this build can read, and those of another build's schema, kept as they are. */
export type Held = { entries: Entry[]; parked: StoredOperation[] };

export type OutboxStore = {
  all(): Promise<Held>;
  /** Resolves once the entry is on disk; rejects when the device could not keep it. */
  add(make: (seq: number) => Entry): Promise<Entry>;
  /** Changes those that are still there; one that was discarded meanwhile does not come back. */
  put(entries: readonly Entry[]): Promise<void>;
  remove(id: string): Promise<void>;
  /** The server has it: it leaves the outbox, and is kept for the case that the server loses it again. */
  acked(entry: Entry, receipt: Receipt): Promise<void>;
  /** The server has this history now: what `by` was acknowledged by another one is unsent again. Answers how much that is. */
  recall(by: string, receipt: Receipt): Promise<number>;
  /**
   * The person of this record (its `refKey`) was erased on the server `by` works with: what was written about them leaves the
   * device. What is unsent is left as a bare choice that failed `because`, for its author to see and let go of.
   */
  erase(by: string, key: string, because: string): Promise<void>;
  /** Lets go of everything `by` was acknowledged. */
  forget(by: string): Promise<void>;
};

/** Kept among the settings: a store of its own would need a version of the database that an older build refuses. */
const ackedKey = (id: string) => `acked:${id}`;
const allAcked = () => IDBKeyRange.bound('acked:', 'acked;', false, true);
const isAcked = (stored: unknown): stored is Acked =>
  typeof stored === 'object' && stored !== null && 'schema' in stored && stored.schema === 1;

/** The outbox in the device's database. */
export const deviceStore: OutboxStore = {
  async all() {
    const stored = await (await openDevice()).getAll('outbox');
    const entries = stored.filter(isEntry).sort((a, b) => a.seq - b.seq);
    return { entries, parked: stored.filter((one) => !isEntry(one)) };
  },
  async add(make) {
    const change = (await openDevice()).transaction('outbox', 'readwrite', { durability: 'strict' });
    const seqs = (await change.store.getAll()).map((one) => (typeof one.seq === 'number' ? one.seq : 0));
    const entry = make(Math.max(0, ...seqs) + 1);
    await Promise.all([change.store.add(entry), change.done]);
    return entry;
  },
  async put(entries) {
    const change = (await openDevice()).transaction('outbox', 'readwrite');
    for (const entry of entries) if (await change.store.getKey(entry.id)) await change.store.put(entry);
    await change.done;
  },
  async remove(id) {
    const change = (await openDevice()).transaction('outbox', 'readwrite', { durability: 'strict' });
    await Promise.all([change.store.delete(id), change.done]);
  },
  async acked(entry, receipt) {
    const change = (await openDevice()).transaction(['outbox', 'settings'], 'readwrite', { durability: 'strict' });
    const settings = change.objectStore('settings');
    await change.objectStore('outbox').delete(entry.id);
    await settings.put(ackedOf(entry, receipt), ackedKey(entry.id));
    for (const old of await settings.getAll(allAcked()))
      if (isAcked(old) && isPast(old, receipt.at)) await settings.delete(ackedKey(old.id));
    await change.done;
  },
  async recall(by, { epoch, at }) {
    const change = (await openDevice()).transaction(['outbox', 'settings'], 'readwrite', { durability: 'strict' });
    const [outbox, settings] = [change.objectStore('outbox'), change.objectStore('settings')];
    const kept = (await settings.getAll(allAcked())).filter(isAcked);
    const lost = kept.filter((one) => one.by === by && one.epoch !== epoch && !isPast(one, at));
    if (lost.length > 0) {
      const unsent = await outbox.getAll();
      const first = Math.min(1, ...unsent.map((one) => (typeof one.seq === 'number' ? one.seq : 1)));
      for (const entry of recalled(lost, first)) {
        if ((await outbox.getKey(entry.id)) === undefined) await outbox.add(entry);
        await settings.delete(ackedKey(entry.id));
      }
    }
    await change.done;
    return lost.length;
  },
  async erase(by, key, because) {
    const change = (await openDevice()).transaction(['outbox', 'settings', 'drafts'], 'readwrite', { durability: 'strict' });
    const [outbox, settings] = [change.objectStore('outbox'), change.objectStore('settings')];
    for (const one of await settings.getAll(allAcked()))
      if (isAcked(one) && one.by === by && refKey(one.operation.ref) === key) await settings.delete(ackedKey(one.id));
    for (const one of (await outbox.getAll()).filter(isEntry))
      if (one.by === by && one.key === key) await outbox.put(erased(one, because));
    await change.objectStore('drafts').delete(key);
    await change.done;
  },
  async forget(by) {
    const change = (await openDevice()).transaction('settings', 'readwrite', { durability: 'strict' });
    for (const one of await change.store.getAll(allAcked()))
      if (isAcked(one) && one.by === by) await change.store.delete(ackedKey(one.id));
    await change.done;
  },
};

function isEntry(stored: StoredOperation): stored is StoredOperation & Entry {
  return stored.schema === entrySchema;
}
