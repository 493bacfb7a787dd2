import type { Logger } from 'pino';

/** What the server does beside requests, in the words of `/health` for when it is held up. */
const held = {
  contexts: 'Stories are not brought up to date.',
  outbox: 'Nothing is sent to CRMs; nothing is lost.',
  delivery: 'A write to a CRM hangs; it is looked for and sent again.',
  crm_reads: 'Records of CRMs are not read again.',
  retention: 'What is past its time is not removed.',
} as const;
export type Worker = keyof typeof held;

/** One turn of a worker, from the inside. */
export type Turn = {
  /** Says that the work moves. */
  moved: () => void;
  /** Given up: another turn has begun meanwhile, and this one should do no more. */
  over: () => boolean;
};
export type HeldUp = { worker: Worker; since: string; because: string };

/** Notices work that no longer moves, says so, and gives it up, so that its worker begins anew. */
export type Watchdog = {
  /**
   * Does `work`, and rejects with `HungError` once it has not moved for `patienceMs`: that is for longer than any wait in it may
   * take, so something without an end has it. What it holds in the database has an end of its own there.
   */
  watch: <T>(worker: Worker, patienceMs: number, work: (turn: Turn) => Promise<T>) => Promise<T>;
  /** Workers whose last turn failed or was given up, since when, and what that means. */
  heldUp: () => HeldUp[];
};

export class HungError extends Error {
  override readonly name = 'HungError';
}

type Open = { worker: Worker; patienceMs: number; movedAt: number; giveUp: (silentMs: number) => void };

export const lookEveryMs = 500;

/** `hung` is told of each turn that was given up. Measures by the machine's own time, whatever the clock says. */
export function watchdogFor(deps: { log: Logger; now: () => number; hung: (worker: Worker) => void }): Watchdog {
  const { log, now, hung } = deps;
  const turns = new Set<Open>();
  const troubled = new Map<Worker, number>();
  let timer: NodeJS.Timeout | undefined;
  let lookedAt = 0;

  const look = () => {
    const at = performance.now();
    // The whole process stood still, as on a laptop that slept: nobody can have moved.
    const stoodStill = at - lookedAt > 4 * lookEveryMs;
    lookedAt = at;
    for (const turn of turns) {
      if (stoodStill) turn.movedAt = at;
      else if (at - turn.movedAt > turn.patienceMs) turn.giveUp(at - turn.movedAt);
    }
  };
  const end = (turn: Open) => {
    turns.delete(turn);
    if (turns.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };

  return {
    watch(worker, patienceMs, work) {
      return new Promise((resolve, reject) => {
        let over = false;
        const open: Open = {
          worker,
          patienceMs,
          movedAt: performance.now(),
          giveUp(silentMs) {
            over = true;
            end(open);
            troubled.set(worker, troubled.get(worker) ?? now() - silentMs);
            hung(worker);
            log.error({ worker, ms: Math.round(silentMs) }, 'a worker hung and begins anew');
            reject(new HungError(`${worker} did not move for ${Math.round(silentMs / 1000)} s`));
          },
        };
        turns.add(open);
        if (timer === undefined) {
          lookedAt = performance.now();
          timer = setInterval(look, lookEveryMs).unref();
        }
        const turn: Turn = {
          moved: () => {
            open.movedAt = performance.now();
          },
          over: () => over,
        };
        work(turn).then(
          (result) => {
            // What comes after it was given up counts for nothing.
            if (over) return;
            end(open);
            troubled.delete(worker);
            resolve(result);
          },
          (error: unknown) => {
            if (over) return;
            end(open);
            troubled.set(worker, troubled.get(worker) ?? now());
            reject(error);
          },
        );
      });
    },
    heldUp: () =>
      [...troubled].map(([worker, since]) => ({ worker, since: new Date(since).toISOString(), because: held[worker] })),
  };
}
