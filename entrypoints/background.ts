import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { readPreset } from '../lib/client/preset.ts';
import { showBadge, showMissing } from '../lib/frame/badge.ts';
import { hear } from '../lib/frame/hear.ts';
import { sendUnsentInBackground } from '../lib/outbox/background.ts';
import { grantedHosts, registerForGranted, startInOpenTabs } from '../lib/site/granted.ts';
import { followAdmin } from '../lib/site/off.ts';
import { toggleInTab } from '../lib/site/toggle.ts';

/** Leadside comes up on these hosts now and from here on, in tabs that are open already too. */
async function start(hosts: string[] | Promise<string[]>): Promise<void> {
  await registerForGranted();
  await startInOpenTabs(await hosts);
}

/** From the sites the organisation has named. */
async function stayAway(): Promise<void> {
  await followAdmin((await readPreset()).off);
}

/** Wakes for an event, acts and forgets: nothing lives here between two events. */
export default defineBackground(() => {
  sendUnsentInBackground();
  browser.runtime.onInstalled.addListener(() => {
    void start(grantedHosts());
    void stayAway();
  });
  browser.runtime.onStartup.addListener(() => {
    void registerForGranted();
    void stayAway();
  });
  browser.storage.managed?.onChanged?.addListener(() => void stayAway());
  browser.permissions.onAdded.addListener(({ origins = [] }) => void start(origins));
  browser.permissions.onRemoved.addListener(() => void registerForGranted());
  browser.storage.local.onChanged.addListener(({ crms }) => {
    if (crms) void registerForGranted();
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-sidebar' && tab?.id !== undefined) void toggleInTab(tab.id);
  });
  const own = { id: browser.runtime.id, origin: location.origin };
  browser.runtime.onMessage.addListener((message, sender) => hear(message, sender, own, { showBadge, showMissing }));
});
