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

/** On the toolbar where the page did not let the panel come up. */
const missingText = '!';

/** Says on the toolbar that the page did not let the panel come up, or takes that back. */
export function showMissing(tabId: number, missing: boolean): Promise<void> {
  return missing
    ? showBadge(tabId, missingText, 'This page keeps the panel out: open Leadside in the side panel')
    : showBadge(tabId, '', '');
}

/** Whether the toolbar says so for this tab. */
export async function isMissing(tabId: number): Promise<boolean> {
  return (await browser.action.getBadgeText({ tabId })) === missingText;
}

/** Times a badge is told again, a quarter of a second apart, to a background that was just being stopped. */
const tries = 3;
let latest = 0;

/** For our own pages: what the toolbar shows for the tab this frame is in, for example the minutes left. */
export function setBadge(text: string, title: string): void {
  const message: ToBackground = { t: 'badge', text, title };
  latest += 1;
  const mine = latest;
  const tell = async (left: number): Promise<void> => {
    try {
      await browser.runtime.sendMessage(message);
    } catch {
      // A frame that outlives a reload of the extension has nobody to tell, and is thrown at for asking.
      if (left > 0 && mine === latest && browser.runtime?.id) setTimeout(() => void tell(left - 1), 250);
    }
  };
  void tell(tries);
}
