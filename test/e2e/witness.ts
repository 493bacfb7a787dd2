/** Writes what a sidebar keeps into the ledger: the operation as it goes to the device's disk, and the disk's word for it. */
import type { BrowserContext, Frame } from '@playwright/test';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { Ledger } from '../faults/ledger.ts';

export type Witness = {
  /** Hears what this frame keeps from here on. */
  watch: (frame: Frame) => Promise<void>;
  /** Operations the device said it has. */
  kept: () => number;
};

type Said = { kind: 'submit'; operation: Operation } | { kind: 'kept'; id: string };

/** `heard` is called at the moment the device has promised one, before anything else. */
export async function witnessTo(context: BrowserContext, book: Ledger, heard: (kept: number) => void): Promise<Witness> {
  let kept = 0;
  await context.exposeBinding('leadsideWitness', (_source, said: Said) => {
    if (said.kind === 'submit') return book.submit(said.operation.id, said.operation);
    book.ack('device', said.id);
    kept += 1;
    heard(kept);
  });
  return {
    kept: () => kept,
    watch: (frame) =>
      frame.evaluate(() => {
        const tell = (said: Said) =>
          (window as unknown as { leadsideWitness(said: Said): Promise<void> }).leadsideWitness(said).catch(() => undefined);
        // A frame that was watched once goes on being heard once.
        const add = Reflect.get(IDBObjectStore.prototype, 'add') as IDBObjectStore['add'];
        if ('witnessed' in IDBObjectStore.prototype) return;
        Object.defineProperty(IDBObjectStore.prototype, 'witnessed', { value: true });
        IDBObjectStore.prototype.add = function (...asked: Parameters<IDBObjectStore['add']>) {
          const [entry] = asked as [{ id: string; operation?: Operation }];
          if (this.name === 'outbox' && entry.operation !== undefined) {
            void tell({ kind: 'submit', operation: entry.operation });
            this.transaction.addEventListener('complete', () => void tell({ kind: 'kept', id: entry.id }));
          }
          return add.apply(this, asked);
        };
      }),
  };
}

/** Logs a call that nobody answered, by its keys. */
export async function logCall(frame: Frame): Promise<void> {
  const bar = frame.getByRole('region', { name: 'Disposition' });
  await bar.focus();
  for (const key of ['4', '1', '2']) await bar.page().keyboard.press(key);
}
