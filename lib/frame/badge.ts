import { browser } from 'wxt/browser';
import type { ToBackground } from './to-background.ts';

/** Shows `text` (at most four characters, empty for none) on the toolbar button of one tab, with `title` as its tooltip. */
export async function showBadge(tabId: number, text: string, title: string): Promise<void> {
  try {
    await Promise.all([
      browser.action.setBadgeText({ tabId, text }),
      browser.action.setTitle({ tabId, title: title || 'Leadside' }),
    ]);
  } catch {
    // The tab is gone.
  }
}

/** Says on the toolbar that the page did not let the panel come up, or takes that back. */
export function showMissing(tabId: number, missing: boolean): Promise<void> {
  return missing
    ? showBadge(tabId, '!', 'This page keeps the panel out: open Leadside in the side panel')
    : showBadge(tabId, '', '');
}

/** For our own pages: what the toolbar shows for the tab this frame is in, for example the minutes left. */
export function setBadge(text: string, title: string): void {
  const message: ToBackground = { t: 'badge', text, title };
  // A frame that outlives a reload of the extension has nobody to tell, and is thrown at for asking.
  const tell = async () => browser.runtime.sendMessage(message);
  tell().catch(() => {});
}
