/** When to send: at once after a choice, when the network is back, and after each wait; one timer at most. */
export type Courier = { send(woken: boolean): void; stop(): void };

export type Clockwork = {
  /** One run of the sender; answers in how many ms there is more to do. */
  drain: (woken: boolean) => Promise<number | null>;
  after: (ms: number, job: () => void) => () => void;
};

/** The longest a browser's timer can count is 24.8 days; an hour keeps it well within. */
const longestNapMs = 3_600_000;
/** The device's storage failed in the middle: looked at again after this. */
const afterErrorMs = 30_000;

export function startCourier({ drain, after }: Clockwork): Courier {
  let running = false;
  let again: { woken: boolean } | null = null;
  let cancel: (() => void) | null = null;
  let stopped = false;
  const run = async (woken: boolean): Promise<void> => {
    if (stopped) return;
    if (running) {
      again = { woken: woken || (again?.woken ?? false) };
      return;
    }
    running = true;
    cancel?.();
    cancel = null;
    const wakeIn = await drain(woken).catch(() => afterErrorMs);
    running = false;
    if (stopped) return;
    if (again !== null) {
      const { woken: wakes } = again;
      again = null;
      return run(wakes);
    }
    if (wakeIn !== null) cancel = after(Math.min(Math.max(wakeIn, 50), longestNapMs), () => void run(false));
  };
  return {
    send: (woken) => void run(woken),
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
