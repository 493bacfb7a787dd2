import { ApiError } from '../routes/api-error.ts';

/** Who may store events just now. A site at its busiest must not take the connections that reps read and decide over. */
export type Turns = {
  /** Throws `rate_limited` while everybody would have to wait too long: asked before a body is read. */
  refuseWhenFull: () => void;
  /** Runs `work` when it is its turn, in the order asked. Throws `rate_limited` where there is no room to wait either. */
  run: <T>(work: () => Promise<T>) => Promise<T>;
};

const waitingPerTurn = 10;
const retryAfter = 1;

/** As many at once as leave most of `connections` to others; ten times as many may wait, the rest is told to come again. */
export function turnsFor(connections: number): Turns {
  const atOnce = Math.max(1, Math.floor(connections * 0.4));
  const most = atOnce * waitingPerTurn;
  const waiting: (() => void)[] = [];
  let running = 0;

  const refuseWhenFull = () => {
    if (waiting.length >= most)
      throw new ApiError('rate_limited', { message: 'More events come in than can be stored just now.', retryAfter });
  };

  return {
    refuseWhenFull,
    async run(work) {
      refuseWhenFull();
      if (running < atOnce) running += 1;
      // Whoever ends hands their turn on, so that nobody who comes later gets in between.
      else await new Promise<void>((resolve) => waiting.push(resolve));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else running -= 1;
      }
    },
  };
}
