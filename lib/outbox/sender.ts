import type { Api } from '../client/api.ts';
import { type Connection, identityOf } from '../client/connection.ts';
import type { Reply } from '../client/exchange.ts';
import type { Saved } from '../contract/routes.ts';
import type { Receipt } from './acked.ts';
import type { Entry } from './entry.ts';
import { afterFailure, next, recovered, stopsAll, waitAlong, wake } from './machine.ts';
import type { OutboxStore } from './store.ts';

/** What a sender works with; the real parts are in `pending.ts`. */
export type Parts = {
  store: OutboxStore;
  connection(): Promise<Connection | null>;
  api(connection: Connection): Pick<Api, 'send'>;
  /** Runs one job at a time over all pages and the background of this browser. */
  alone<T>(job: () => Promise<T>): Promise<T>;
  now(): number;
  random(): number;
  /** The server has it. Called before the entry leaves the device. */
  saved(entry: Entry, answer: Saved, connection: Connection): void | Promise<void>;
  /** Entries changed on the device. */
  changed(): void;
};

/**
 * Sends what can be sent, in order per lead, and answers in how many ms there is more to do (null: not before something
 * changes). `woken` ends the waits that nobody but us imposed: the rep acted, or the network came back.
 */
export function drain(parts: Parts, woken: boolean): Promise<number | null> {
  return parts.alone(async () => {
    const connection = await parts.connection();
    const { entries } = await parts.store.all();
    if (connection === null || entries.length === 0) return null;
    const ready = entries.map((entry) => (woken ? wake(recovered(entry)) : recovered(entry)));
    await keepChanges(parts, entries, ready);
    return sendAll(parts, connection);
  });
}

async function sendAll(parts: Parts, connection: Connection): Promise<number | null> {
  const sender = { by: identityOf(connection), fingerprint: connection.fingerprint };
  const api = parts.api(connection);
  let epoch: string | null = null;
  for (;;) {
    const { entries } = await parts.store.all();
    const { entry, wakeIn } = next(entries, sender, parts.now());
    if (entry === null) return wakeIn;
    await parts.store.put([{ ...entry, state: 'sending' }]);
    parts.changed();
    const result = await api.send(entry.operation);
    if (result.ok) {
      await parts.saved(entry, result.value, connection);
      const receipt = receiptOf(result.reply, parts.now());
      if (receipt === null) await parts.store.remove(entry.id);
      else {
        await parts.store.acked(entry, receipt);
        // The first answer of this history tells whether an earlier one is gone, with what it had.
        if (receipt.epoch !== epoch) await parts.store.recall(sender.by, receipt);
        epoch = receipt.epoch;
      }
    } else {
      const moment = { now: parts.now(), random: parts.random(), fingerprint: connection.fingerprint };
      const failed = afterFailure(entry, result.failure, moment);
      const others = stopsAll(result.failure) ? entries.filter((other) => other.id !== entry.id && other.by === entry.by) : [];
      await parts.store.put([failed, ...others.map((other) => waitAlong(other, failed))]);
      if (result.failure.kind === 'erased') await parts.store.erase(entry.by, entry.key, failed.because ?? '');
    }
    parts.changed();
  }
}

/** Null from a server that does not say which history it has: there is nothing to compare with later. */
export function receiptOf({ epoch, serverNow }: Pick<Reply, 'epoch' | 'serverNow'>, now: number): Receipt | null {
  return epoch === null ? null : { epoch, at: serverNow ?? now };
}

async function keepChanges(parts: Parts, before: readonly Entry[], after: readonly Entry[]): Promise<void> {
  const changed = after.filter((entry, at) => entry !== before[at]);
  if (changed.length > 0) await parts.store.put(changed);
}
