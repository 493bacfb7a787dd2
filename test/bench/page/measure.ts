import type { Protocol } from './protocol.ts';

/**
 * All in milliseconds; `cpu` is the page's main thread's own CPU time. `painted` (who the lead is and what the first clock
 * leaves are on screen) and `whole` (all of it is) count from navigation start. `longTasks` is how many tasks of 50 ms or more
 * began after the page had been parsed.
 */
export type Load = {
  cpu: number;
  domContentLoaded: number;
  shift: number;
  longTasks: number;
  painted: number | null;
  whole: number | null;
};

/** A tab that was loaded, with its session. */
export type Tab = { target: string; session: string };

/** How long after the navigation a page is watched: the same for every variant, long enough for all of them to be idle. */
const settle = 2000;
const paintLimit = 20_000;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

type Target = { targetId: string; type: string; url: string };

async function attach({ ask }: Protocol, targetId: string): Promise<string> {
  return (await ask<{ sessionId: string }>('Target.attachToTarget', { targetId, flatten: true })).sessionId;
}

/** The session of the sidebar's frame; nothing attaches to it before its page has been measured. */
async function frameSession(protocol: Protocol): Promise<string> {
  const { targetInfos } = await protocol.ask<{ targetInfos: Target[] }>('Target.getTargets', { filter: [{}] });
  const frame = targetInfos.find(({ type, url }) => type === 'iframe' && url.startsWith('chrome-extension://'));
  if (!frame) throw new Error('No frame of the extension came up.');
  return attach(protocol, frame.targetId);
}

/** When the frame drew the lead of hand-over `turn`, as epoch milliseconds. */
async function framePaint(
  protocol: Protocol,
  session: string,
  turn: number,
  what: 'painted' | 'whole' = 'painted',
): Promise<number> {
  const mark = `performance.getEntriesByName('leadside:${what}:${turn}')[0]`;
  const end = Date.now() + paintLimit;
  while (Date.now() < end) {
    const at = await protocol.evaluate<number | null>(session, `${mark} ? performance.timeOrigin + ${mark}.startTime : null`);
    if (at !== null) return at;
    await rest(20);
  }
  throw new Error(`The frame painted no lead for hand-over ${turn} within ${paintLimit / 1000} s.`);
}

type Seen = { domContentLoaded: number; shift: number; longTasks: number; origin: number; div: number | null };

const look = `(async () => {
  const [{ domContentLoadedEventStart }] = performance.getEntriesByType('navigation');
  const sum = (type, of) => new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += of(entry);
    }).observe({ type, buffered: true });
    setTimeout(() => resolve(sum), 50);
  });
  return {
    domContentLoaded: domContentLoadedEventStart,
    origin: performance.timeOrigin,
    div: performance.getEntriesByName('div:painted')[0]?.startTime ?? null,
    shift: await sum('layout-shift', ({ value }) => value),
    longTasks: await sum('longtask', ({ startTime }) => startTime >= domContentLoadedEventStart),
  };
})()`;

/** Loads `address` in a new tab. `paint` says whose mark tells the first useful paint: the frame's, the static div's, or none. */
export async function measureLoad(
  protocol: Protocol,
  address: string,
  paint: 'frame' | 'div' | null,
): Promise<{ load: Load; tab: Tab }> {
  const { targetId } = await protocol.ask<{ targetId: string }>('Target.createTarget', { url: 'about:blank' });
  const session = await attach(protocol, targetId);
  await protocol.ask('Performance.enable', { timeDomain: 'threadTicks' }, session);
  // The empty tab's own start is not the page's.
  await rest(1000);
  await protocol.ask('Page.navigate', { url: address }, session);
  await rest(settle);
  const { metrics } = await protocol.ask<{ metrics: { name: string; value: number }[] }>('Performance.getMetrics', {}, session);
  const cpu = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  const seen = await protocol.evaluate<Seen>(session, look);
  const painted = async (what: 'painted' | 'whole') =>
    paint === 'frame' ? (await framePaint(protocol, await frameSession(protocol), 1, what)) - seen.origin : null;
  const load: Load = {
    cpu,
    domContentLoaded: seen.domContentLoaded,
    shift: seen.shift,
    longTasks: seen.longTasks,
    painted: paint === 'div' ? seen.div : await painted('painted'),
    whole: await painted('whole'),
  };
  return { load, tab: { target: targetId, session } };
}

/** From `pushState` to the frame having drawn a record it has seen before. `turn` is the hand-over the switch makes. */
export async function measureSwitch(protocol: Protocol, tab: Tab, path: string, turn: number): Promise<number> {
  const frame = await frameSession(protocol);
  const from = await protocol.evaluate<number>(
    tab.session,
    `(() => {
      const now = performance.timeOrigin + performance.now();
      history.pushState({}, '', ${JSON.stringify(path)});
      return now;
    })()`,
  );
  return (await framePaint(protocol, frame, turn)) - from;
}

/** Clicks of a measured page; as there are fewer than fifty of them, its INP is the longest. */
const clicks = 20;

/**
 * How long the page takes at worst from a button that goes down, and from the click, to the next paint, in ms. Each click is on a
 * link, at which the page goes to the next of `paths` without a load, as a single-page CRM does.
 */
export async function measureInteractions(protocol: Protocol, { session }: Tab, paths: readonly string[]): Promise<number> {
  const points = await protocol.evaluate<{ x: number; y: number }[]>(
    session,
    `(() => {
      const paths = ${JSON.stringify(paths)};
      globalThis.waits = [];
      for (const type of ['pointerdown', 'click'])
        addEventListener(type, (event) => {
          if (type === 'click') {
            event.preventDefault();
            history.pushState({}, '', event.target.closest('a').href);
          }
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => waits.push(performance.now() - event.timeStamp);
            port2.postMessage(null);
          });
        });
      const links = [...document.querySelectorAll('.row a')].slice(0, ${clicks});
      return links.map((link, n) => {
        link.href = paths[n % paths.length];
        const { x, y } = link.getBoundingClientRect();
        return { x: x + 5, y: y + 5 };
      });
    })()`,
  );
  for (const point of points) {
    for (const type of ['mousePressed', 'mouseReleased'])
      await protocol.ask('Input.dispatchMouseEvent', { type, ...point, button: 'left', clickCount: 1 }, session);
    // What the click set off is over by then, in the sidebar too.
    await rest(150);
  }
  const waits = await protocol.evaluate<number[]>(session, 'waits');
  if (waits.length !== clicks * 2) throw new Error(`The page heard ${waits.length} of ${clicks * 2} events.`);
  return Math.max(...waits);
}

export async function closeTab({ ask }: Protocol, { target }: Tab): Promise<void> {
  await ask('Target.closeTarget', { targetId: target });
}
