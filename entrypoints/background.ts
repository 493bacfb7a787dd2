import { browser } from 'wxt/browser';
import { defineBackground } from 'wxt/utils/define-background';
import { showBadge, showMissing } from '../lib/frame/badge.ts';
import { toBackground } from '../lib/frame/to-background.ts';
import { sendUnsentInBackground } from '../lib/outbox/background.ts';
import { grantedHosts, registerForGranted, startInOpenTabs } from '../lib/site/granted.ts';
import { toggleInTab } from '../lib/site/toggle.ts';

/** Leadside comes up on these hosts now and from here on, in tabs that are open already too. */
async function start(hosts: string[] | Promise<string[]>): Promise<void> {
  await registerForGranted();
  await startInOpenTabs(await hosts);
}

/** Wakes for an event, acts and forgets: nothing lives here between two events. */
export default defineBackground(() => {
  sendUnsentInBackground();
  browser.runtime.onInstalled.addListener(() => void start(grantedHosts()));
  browser.runtime.onStartup.addListener(() => void registerForGranted());
  browser.permissions.onAdded.addListener(({ origins = [] }) => void start(origins));
  browser.permissions.onRemoved.addListener(() => void registerForGranted());
  browser.storage.local.onChanged.addListener(({ crms }) => {
    if (crms) void registerForGranted();
  });
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === 'toggle-sidebar' && tab?.id !== undefined) void toggleInTab(tab.id);
  });
  browser.runtime.onMessage.addListener((message, sender) => {
    const said = toBackground.safeParse(message);
    if (!said.success || sender.id !== browser.runtime.id || sender.tab?.id === undefined) return;
    const ours = sender.origin === location.origin;
    if (said.data.t === 'frame' && !ours) void showMissing(sender.tab.id, !said.data.up);
    if (said.data.t === 'badge' && ours) void showBadge(sender.tab.id, said.data.text, said.data.title);
  });
});
