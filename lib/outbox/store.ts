import { openDevice, type StoredOperation } from '../client/device.ts';
import { type Entry, entrySchema } from './entry.ts';

/** What lies on the device: entries this build can read, and those of another build's schema, kept as they are. */
export type Held = { entries: Entry[]; parked: StoredOperation[] };

export type OutboxStore = {
  all(): Promise<Held>;
  /** Resolves once the entry is on disk; rejects when the device could not keep it. */
  add(make: (seq: number) => Entry): Promise<Entry>;
  /** Changes those that are still there; one that was discarded meanwhile does not come back. */
  put(entries: readonly Entry[]): Promise<void>;
  remove(id: string): Promise<void>;
};

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
};

function isEntry(stored: StoredOperation): stored is StoredOperation & Entry {
  return stored.schema === entrySchema;
}
