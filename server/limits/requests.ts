import type { Principal } from '../auth/authenticate.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Bucket, bucketFor } from './bucket.ts';

/** Requests a second on average, of one person, one write key and one address. */
export type RequestRates = { person: number; writeKey: number; address: number };

export type RequestLimits = {
  /** Whoever a token speaks for. */
  known: (who: Pick<Principal, 'tokenId' | 'role'>, now: number) => void;
  /**
   * A request nobody is known to stand behind. What it answers with takes that back, for when somebody turns out to. `probe`: of a
   * machine that asks whether we live, which others behind the same proxy must not drown out.
   */
  stranger: (address: string, now: number, probe?: boolean) => () => void;
};

/** Seconds' worth that may come at once: an outbox that empties, a page full of events. */
const burstSeconds = 10;

function take(bucket: Bucket, key: string, now: number): void {
  const wait = bucket.take(key, now);
  if (wait > 0) throw new ApiError('rate_limited', { retryAfter: Math.ceil(wait / 1000) });
}

/**
 * How much anybody may ask, whatever for. Each throws `rate_limited`. In memory: a flood reaches no database, and each server counts
 * for itself. A write key is counted by requests, not events: those are known only once a body is read, a request holds at most 500 KB
 * of them, and how many are stored at once is limited by itself.
 */
export function requestLimits(rates: RequestRates): RequestLimits {
  const bucket = (perSecond: number) => bucketFor({ perSecond, burst: perSecond * burstSeconds });
  const [people, writeKeys, addresses] = [bucket(rates.person), bucket(rates.writeKey), bucket(rates.address)];
  return {
    known: ({ tokenId, role }, now) => take(role === 'ingest' ? writeKeys : people, tokenId, now),
    stranger(address, now, probe = false) {
      const key = probe ? `probe ${address}` : address;
      take(addresses, key, now);
      return () => addresses.giveBack(key, now);
    },
  };
}
