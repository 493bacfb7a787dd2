import { ApiError } from '../routes/api-error.ts';
import { type Bucket, bucketFor } from './bucket.ts';

/** What nobody who is signed in stands behind, limited by where it comes from. Each server counts for itself. */
export type SignInLimits = {
  /** Before a code is tried; what it answers with is called when the code was good. */
  code: (address: string, now: number) => () => void;
  signIn: (address: string, now: number) => void;
  /** By the refresh token's session too: behind one address there may be a whole company. */
  refresh: (address: string, session: string, now: number) => void;
};

function take(bucket: Bucket, key: string, now: number): void {
  const wait = bucket.take(key, now);
  if (wait > 0) throw new ApiError('rate_limited', { retryAfter: Math.ceil(wait / 1000) });
}

/** Each throws `rate_limited`. */
export function signInLimits(): SignInLimits {
  const codes = bucketFor({ perSecond: 1 / 6, burst: 10 });
  const signIns = bucketFor({ perSecond: 1, burst: 60 });
  const refreshes = bucketFor({ perSecond: 20, burst: 300 });
  const ofSession = bucketFor({ perSecond: 1 / 10, burst: 10 });
  return {
    code(address, now) {
      take(codes, address, now);
      return () => codes.giveBack(address, now);
    },
    signIn: (address, now) => take(signIns, address, now),
    refresh(address, session, now) {
      take(refreshes, address, now);
      take(ofSession, session, now);
    },
  };
}
