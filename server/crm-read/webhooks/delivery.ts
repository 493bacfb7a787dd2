import { timingSafeEqual } from 'node:crypto';
import type { ObjectKind } from '../../../lib/contract/record.ts';
import type { HeaderOf } from '../../routes/route.ts';

/** A webhook as it came, with the secret its sender should have. */
export type Delivery = {
  method: string;
  /** Under which the sender may have called it: a proxy in between changes what is seen here. */
  uris: readonly string[];
  header: HeaderOf;
  body: Buffer;
  secret: string;
  now: number;
};

/** A record of which a CRM says that it is not as it was. `at` is when it said so, epoch ms. */
export type Changed = { object: ObjectKind; id: string; at: number };

/** How the webhooks of one kind of CRM are told from forged ones, and what they say. */
export type WebhookKind = {
  /** What is wrong with a secret, and what to do, or null. */
  problemWith: (secret: string) => string | null;
  /** When it was sent, epoch ms; null when it is not from whom it says, or too old. */
  sentAt: (delivery: Delivery) => number | null;
  /** The changed records of this account; null when the body is not one of this CRM's, or about other accounts alone. */
  changes: (body: unknown, account: string, sentAt: number) => Changed[] | null;
};

const toleranceMs = 5 * 60_000;

/** A moment of which the sender's clock may be wrong by no more than a replay may be late. */
export const isRecent = (at: number, now: number): boolean => Math.abs(now - at) <= toleranceMs;

/** Compares in a time that tells nothing of where the two differ. */
export function same(said: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(said), Buffer.from(wanted)];
  return a.length === b.length && timingSafeEqual(a, b);
}
