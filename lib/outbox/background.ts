import { browser } from 'wxt/browser';
import { outboxAlarm } from './alarm.ts';
import { sendPending } from './pending.ts';

/** Browsers fire no alarm sooner than half a minute from now. */
const soonestMs = 30_000;

const wakeAfter = (ms: number) => browser.alarms.create(outboxAlarm, { when: Date.now() + Math.max(ms, soonestMs) });

/** `woken` as for `drain`: a browser that has just started may have slept for a week, and what it waited for has passed. */
async function send(woken: boolean): Promise<void> {
  // Set before anything is sent: a browser that stops the background in the middle wakes it again.
  const wakeIn = await sendPending(woken, () => wakeAfter(soonestMs)).catch(() => soonestMs);
  if (wakeIn !== null) await wakeAfter(wakeIn);
}

/**
 * Sends what is unsent when no page of ours is open: when the browser or the extension starts, and half a minute after a
 * choice was kept. Call it while the background starts, so that the browser knows what wakes it.
 */
export function sendUnsentInBackground(): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === outboxAlarm) void send(false);
  });
  browser.runtime.onStartup.addListener(() => void send(true));
  browser.runtime.onInstalled.addListener(() => void send(true));
  // There an embedded page has no alarms to set, so the background looks by itself.
  if (import.meta.env.FIREFOX) void browser.alarms.create(outboxAlarm, { periodInMinutes: 5 });
}
