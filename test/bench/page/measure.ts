import type { BrowserContext, Frame, Page } from '@playwright/test';
import { sidebarFrames } from '../../e2e/extension.ts';

/**
 * All in milliseconds; `cpu` is the page's main thread's own CPU time. `painted` (who the lead is and what the first clock
 * leaves are on screen) and `whole` (all of it is) count from navigation start.
 */
export type Load = { cpu: number; domContentLoaded: number; shift: number; painted: number | null; whole: number | null };

/** How long after the load event a page is watched: the same for every variant, long enough for all of them to be idle. */
const settle = 1500;
const paintLimit = 20_000;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** When the frame drew the lead of hand-over `turn`, as epoch milliseconds. */
async function framePaint(page: Page, turn: number, what: 'painted' | 'whole' = 'painted'): Promise<number> {
  const end = Date.now() + paintLimit;
  while (Date.now() < end) {
    const at = await markIn(sidebarFrames(page)[0], `leadside:${what}:${turn}`).catch(() => null);
    if (at !== null) return at;
    await rest(20);
  }
  throw new Error(`The frame painted no lead for hand-over ${turn} within ${paintLimit / 1000} s.`);
}

function markIn(frame: Frame | undefined, mark: string): Promise<number | null> {
  if (!frame) return Promise.resolve(null);
  return frame.evaluate((name) => {
    const found = performance.getEntriesByName(name)[0];
    return found ? performance.timeOrigin + found.startTime : null;
  }, mark);
}

/** Loads `address` in a new tab. `paint` says whose mark tells the first useful paint: the frame's, the static div's, or none. */
export async function measureLoad(
  context: BrowserContext,
  address: string,
  paint: 'frame' | 'div' | null,
): Promise<{ load: Load; page: Page }> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(address);
  await rest(settle);
  const { metrics } = await session.send('Performance.getMetrics');
  const cpu = (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  const seen = await page.evaluate(async () => {
    const [navigation] = performance.getEntriesByType('navigation');
    const shift = await new Promise<number>((resolve) => {
      let sum = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
      }).observe({ type: 'layout-shift', buffered: true });
      setTimeout(() => resolve(sum));
    });
    return {
      domContentLoaded: (navigation as PerformanceNavigationTiming).domContentLoadedEventStart,
      shift,
      origin: performance.timeOrigin,
      div: performance.getEntriesByName('div:painted')[0]?.startTime ?? null,
    };
  });
  const painted = paint === 'frame' ? (await framePaint(page, 1)) - seen.origin : paint === 'div' ? seen.div : null;
  const whole = paint === 'frame' ? (await framePaint(page, 1, 'whole')) - seen.origin : null;
  await session.detach();
  return { load: { cpu, domContentLoaded: seen.domContentLoaded, shift: seen.shift, painted, whole }, page };
}

/** From `pushState` to the frame having drawn a record it has seen before. `turn` is the hand-over the switch makes. */
export async function measureSwitch(page: Page, path: string, turn: number): Promise<number> {
  const from = await page.evaluate((to) => {
    const now = performance.timeOrigin + performance.now();
    history.pushState({}, '', to);
    return now;
  }, path);
  return (await framePaint(page, turn)) - from;
}
