/**
 * A browser whose background is stopped after every message and every other waking, so that each one meets a worker that has
 * forgotten everything. Every test of the extension runs in such a browser.
 */
import { appendFileSync } from 'node:fs';
import type { BrowserContext, CDPSession, Worker } from '@playwright/test';

/** Inside the worker. */
declare const chrome: typeof import('wxt/browser').browser;

// With it, every change of a route or a page waits for an answer of the worker, which a stopped one never gives.
process.env.PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK = '1';

/** A worker is stopped once it has heard nothing for this long: what the last message asked for is then done. */
const settleMs = 60;
const heardWord = 'leadside-test: a message';

export type Restless = {
  /** The background, woken for each question and left to run until it has answered. */
  worker: Worker;
  stops: () => number;
  messages: () => number;
  end: () => Promise<void>;
};

type Version = { runningStatus: string; status: string };

export async function keepStopping(context: BrowserContext): Promise<Restless> {
  let live = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  let session: CDPSession | null = null;
  let running = true;
  let status = 'running';
  let questions = 0;
  let [stops, messages] = [0, 0];
  let timer: NodeJS.Timeout | undefined;
  let settled = false;
  let over = false;
  const wakers = new Set<() => void>();

  const later = () => {
    clearTimeout(timer);
    if (settled && !over) timer = setTimeout(() => void stop(), settleMs);
  };
  const stop = async () => {
    if (over || !running) return;
    if (questions > 0 || session === null) return later();
    // From here on it must be woken first: a question to a worker that is going down gets no answer.
    running = false;
    const stopped = await session.send('ServiceWorker.stopAllWorkers').then(
      () => true,
      () => false,
    );
    if (stopped) stops += 1;
  };
  /** Whatever its worker hears, it says so: that is when it is to be stopped. */
  const listen = () =>
    live
      .evaluate((word) => {
        chrome.runtime.onMessage.addListener(() => console.debug(word));
      }, heardWord)
      .catch(() => undefined);
  const follow = (worker: Worker) => {
    live = worker;
    worker.on('console', (said) => {
      if (said.text() !== heardWord) return;
      messages += 1;
      later();
    });
  };
  const changed = (versions: readonly Version[]) => {
    const current = versions.find((version) => version.status === 'activated');
    if (!current) return;
    const before = status;
    status = current.runningStatus;
    // Told again of one that has been running all along: nothing new, and perhaps it is being stopped.
    if (status === before) return;
    running = status === 'running';
    if (!running) return;
    for (const wake of wakers) wake();
    wakers.clear();
    void listen();
    later();
  };
  /** The browser tells of workers, and stops them, by way of any page that is open. */
  const attach = async () => {
    const page = context.pages().find((one) => !one.isClosed());
    if (over || session !== null || page === undefined) return;
    const made = await context.newCDPSession(page).catch(() => null);
    if (made === null || session !== null) return;
    session = made;
    page.once('close', () => {
      if (session === made) session = null;
      void attach();
    });
    // What was heard by way of the page before may be old: a stop it was asked for can have gone with it.
    status = '';
    made.on('ServiceWorker.workerVersionUpdated', ({ versions }: { versions: Version[] }) => changed(versions));
    await made.send('ServiceWorker.enable').catch(() => undefined);
  };
  const awake = async () => {
    while (!running) {
      await attach();
      const up = new Promise<void>((resolve) => wakers.add(resolve));
      // One that is still going down is not started by being asked to: it is asked again.
      await session?.send('ServiceWorker.startWorker', { scopeURL: new URL('/', live.url()).href }).catch(() => undefined);
      await Promise.race([up, new Promise((resolve) => setTimeout(resolve, 200))]);
    }
  };

  follow(live);
  context.on('serviceworker', (worker) => {
    running = true;
    status = 'running';
    follow(worker);
    void listen();
    later();
  });
  context.on('page', () => void attach());
  await attach();
  // What an installation begins, it ends: no browser stops a worker in the middle of that.
  for (;;) {
    const registered = await live.evaluate(async () => (await chrome.scripting.getRegisteredContentScripts()).length);
    if (registered === 1) break;
  }
  await listen();
  settled = true;
  later();

  const evaluate = async (...asked: Parameters<Worker['evaluate']>): Promise<unknown> => {
    questions += 1;
    try {
      await awake();
      return await live.evaluate(...asked);
    } finally {
      questions -= 1;
      later();
    }
  };
  const worker = new Proxy(live, {
    get(_target, name) {
      if (name === 'evaluate') return evaluate;
      const value: unknown = Reflect.get(live, name);
      return typeof value === 'function' ? value.bind(live) : value;
    },
  });
  return {
    worker,
    stops: () => stops,
    messages: () => messages,
    async end() {
      over = true;
      clearTimeout(timer);
      await session?.detach().catch(() => undefined);
    },
  };
}

/** Adds one test's counts to those of the run. */
export function countStops({ stops, messages }: Pick<Restless, 'stops' | 'messages'>): void {
  const file = process.env.LEADSIDE_STOPS;
  if (file) appendFileSync(file, `${JSON.stringify([stops(), messages()])}\n`);
}
