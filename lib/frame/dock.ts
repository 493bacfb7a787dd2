import { browser } from 'wxt/browser';

/** Whether this browser has a panel of its own that a page can open (Chrome; Firefox opens its sidebar by itself). */
export function canDock(): boolean {
  return Boolean(browser.sidePanel?.open);
}

/**
 * Opens the browser's own panel for this window. Call it directly in the handler of a click: the browser wants the
 * gesture. `windowId` comes from `currentWindow`, asked for beforehand, because waiting would lose the gesture.
 */
export function dock(windowId: number): Promise<void> {
  return browser.sidePanel.open({ windowId });
}

/** The window this page is in, or null where the browser does not say (an embedded frame in Firefox). */
export async function currentWindow(): Promise<number | null> {
  const tab = await browser.tabs?.getCurrent();
  if (tab) return tab.windowId;
  const window = await browser.windows?.getCurrent();
  return window?.id ?? null;
}
