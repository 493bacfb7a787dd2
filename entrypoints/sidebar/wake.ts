import { browser } from 'wxt/browser';
import { outboxAlarm } from '../../lib/outbox/alarm.ts';

/** Has the background look after the outbox half a minute from now, should no page be open then. */
export function wakeWhenClosed(): void {
  // Firefox gives an embedded page no alarms; its background looks by itself.
  void browser.alarms?.create(outboxAlarm, { delayInMinutes: 0.5 });
}
