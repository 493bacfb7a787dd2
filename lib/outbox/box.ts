import type { Operation } from '../contract/disposition.ts';
import { refKey } from '../contract/wire.ts';
import type { Receipt } from './acked.ts';
import { type Entry, newEntry } from './entry.ts';
import { retried } from './machine.ts';
import type { Held, OutboxStore } from './store.ts';
import type { Passing } from './writes.ts';

export type Box = { entries: readonly Entry[]; parked: Held['parked']; passing: readonly Passing[] };

/** The outbox as one page knows it. */
export type Outbox = {
  subscribe: (hear: () => void) => () => void;
  read: () => Box;
  /**
   * Shown at once, and kept in the order of the calls. Resolves once it is on this device's disk; rejects with a sentence when
   * it could not be kept. When `may` rejects it is forgotten, and that is what it rejects with. `offsetMs` as in `Entry`.
   */
  keep(operation: Operation, offsetMs?: number, may?: Promise<void>): Promise<void>;
  /** Sends a failed one again, or keeps one that could not be kept. */
  retry(id: string): Promise<void>;
  discard(id: string): Promise<void>;
  /** The device's outbox changed elsewhere. */
  reload(): Promise<void>;
  /** The server has this history now: what another one acknowledged is sent again. */
  recall(receipt: Receipt): Promise<void>;
  /** The person of this record was erased on the server: `OutboxStore.erase`. */
  erased(key: string, because: string): Promise<void>;
  /** The server has it. */
  saved(entry: { id: string }): void;
};

export type BoxParts = {
  store: OutboxStore;
  /** Whose work it is; null when nobody is connected. */
  by: () => string | null;
  /** Starts sending, with all waits of our own making ended. */
  send: () => void;
  /** Tells the other pages. */
  changed: () => void;
};

/** Saved ones are remembered by this page only: for the undo, and to say that they are saved. */
const remembered = 50;
/** Says why the device did not keep it: the two causes a person can do something about, by name. */
export function notKept(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError')
    return 'Not kept: this device has no room left for the browser. Free some space, then choose again; your text is still here.';
  return 'Not kept: the browser does not let Leadside store anything on this device. Allow it or use another profile; your text is still here.';
}

export function openBox({ store, by, send, changed }: BoxParts): Outbox {
  let box: Box = { entries: [], parked: [], passing: [] };
  const listeners = new Set<() => void>();
  const become = (next: Partial<Box>) => {
    box = { ...box, ...next };
    for (const hear of listeners) hear();
  };
  const pass = (id: string, next: Passing | null) => {
    const others = box.passing.filter((one) => one.operation.id !== id);
    return { passing: next === null ? others : [...others, next].slice(-remembered) };
  };
  const reload = async () => {
    const held = await store.all();
    become(held);
  };
  /** Settles when what was chosen before is kept or forgotten. */
  let before: Promise<unknown> = Promise.resolve();
  const keep = async (operation: Operation, offsetMs = 0, may: Promise<void> = Promise.resolve()) => {
    // It is waited for only when its turn comes.
    may.catch(() => undefined);
    const author = by();
    if (author === null) throw new Error('Not kept: connect first, so that it is known whose choice this is.');
    become(pass(operation.id, { state: 'keeping', operation, offsetMs }));
    const allowed = before.then(() => may);
    const added = allowed.then(() => store.add((seq) => newEntry(operation, author, seq, offsetMs)));
    before = added.catch(() => undefined);
    try {
      await allowed;
    } catch (error) {
      become(pass(operation.id, null));
      throw error;
    }
    let entry: Entry;
    try {
      entry = await added;
    } catch (error) {
      const because = notKept(error);
      become(pass(operation.id, { state: 'not_kept', operation, offsetMs, because }));
      throw new Error(because);
    }
    become({ ...pass(operation.id, null), entries: [...box.entries.filter(({ id }) => id !== entry.id), entry] });
    changed();
    send();
  };
  return {
    subscribe(hear) {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    read: () => box,
    keep,
    async retry(id) {
      const lost = box.passing.find((one) => one.operation.id === id && one.state === 'not_kept');
      if (lost) return keep(lost.operation, lost.offsetMs);
      const entry = box.entries.find((one) => one.id === id);
      if (entry) await store.put([retried(entry)]);
      await reload();
      changed();
      send();
    },
    async discard(id) {
      await store.remove(id);
      become(pass(id, null));
      await reload();
      changed();
      // What waited behind it may go now.
      send();
    },
    reload,
    async recall(receipt) {
      const author = by();
      if (author === null || (await store.recall(author, receipt)) === 0) return;
      await reload();
      changed();
      send();
    },
    async erased(key, because) {
      const author = by();
      if (author === null) return;
      await store.erase(author, key, because);
      become({ passing: box.passing.filter(({ operation }) => refKey(operation.ref) !== key) });
      await reload();
      changed();
    },
    saved({ id }) {
      const entry = box.entries.find((one) => one.id === id);
      if (!entry) return;
      const entries = box.entries.filter((one) => one.id !== id);
      become({ ...pass(id, { state: 'saved', operation: entry.operation, offsetMs: entry.offsetMs }), entries });
    },
  };
}
