import type { Operation } from '../contract/disposition.ts';
import { type Entry, newEntry } from './entry.ts';

/** How long the device can send again what a server acknowledged before it was put back to an earlier day. */
export const ackedKeptMs = 7 * 86_400_000;

/** What the server acknowledged, as little of it as sending it again needs. `at` is epoch ms by the server's clock. */
export type Acked = {
  schema: 1;
  id: string;
  by: string;
  operation: Operation;
  offsetMs: number;
  /** The history of the server that has it (`leadside-epoch`). */
  epoch: string;
  at: number;
  /** Order among those of one device. */
  seq: number;
};

/** The server's word on one operation: which history has it, and when by the server's clock. */
export type Receipt = { epoch: string; at: number };

export function ackedOf({ id, by, operation, offsetMs, seq }: Entry, { epoch, at }: Receipt): Acked {
  return { schema: 1, id, by, operation, offsetMs, epoch, at, seq };
}

/** Past its seven days by the server's clock; the device's may jump. */
export const isPast = (acked: Acked, now: number): boolean => now - acked.at > ackedKeptMs;

/** What another history acknowledged, in its order, as entries that go before `first`, the first one unsent. */
export function recalled(acked: readonly Acked[], first: number): Entry[] {
  const inOrder = [...acked].sort((a, b) => a.at - b.at || a.seq - b.seq);
  return inOrder.map(({ operation, by, offsetMs }, at) => newEntry(operation, by, first - inOrder.length + at, offsetMs));
}
