/** What one key may do: `perSecond` on average, `burst` at once. */
export type Rate = { perSecond: number; burst: number };

export type Bucket = {
  /**
   * Takes `cost` from the key's bucket at `now` (ms of any clock). 0 when there was enough, else the ms until there is; then nothing
   * was taken. A cost above the burst counts as the burst, or it could never be paid.
   */
  take: (key: string, now: number, cost?: number) => number;
  /** Puts back what was taken for something that turned out to be fine. */
  giveBack: (key: string, now: number, cost?: number) => void;
};

const kept = 50_000;

/**
 * A token bucket for each key, in memory, as one number: when it will be full again (the generic cell rate algorithm). A key that is
 * not remembered has a full bucket, so forgetting a full one changes nothing. Of more keys than `most` the longest known
 * are forgotten: a flood of new keys must not fill the memory. Each server counts for itself.
 */
export function bucketFor({ perSecond, burst }: Rate, most = kept): Bucket {
  const each = 1000 / perSecond;
  const whole = burst * each;
  const fullAt = new Map<string, number>();

  const makeRoom = (now: number) => {
    for (const [key, at] of fullAt) if (at <= now) fullAt.delete(key);
    // A tenth at once, so that a flood pays for the look over all keys once in many.
    let over = fullAt.size - most + Math.ceil(most / 10);
    for (const key of fullAt.keys()) {
      if (over <= 0) break;
      fullAt.delete(key);
      over -= 1;
    }
  };

  return {
    take(key, now, cost = 1) {
      const known = fullAt.get(key);
      // Never fuller than full, never emptier than empty: a clock that was set back must not shut a key out.
      const from = known === undefined || known < now ? now : Math.min(known, now + whole);
      const until = from + Math.min(cost, burst) * each;
      const short = until - now - whole;
      // Sums of fractions: what is short by less than a microsecond is there.
      if (short > 0.001) return short;
      if (known === undefined && fullAt.size >= most) makeRoom(now);
      fullAt.set(key, until);
      return 0;
    },
    giveBack(key, now, cost = 1) {
      const known = fullAt.get(key);
      if (known === undefined) return;
      const until = known - cost * each;
      if (until <= now) fullAt.delete(key);
      else fullAt.set(key, until);
    },
  };
}
