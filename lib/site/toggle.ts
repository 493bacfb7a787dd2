import { browser } from 'wxt/browser';

/**
 * Opens or collapses the panel in a tab, by calling the content script in its own world; no listener waits in the page
 * for it. Answers false where no record is open or Leadside does not run.
 */
export async function toggleInTab(tabId: number): Promise<boolean> {
  try {
    const [answer] = await browser.scripting.executeScript({
      target: { tabId },
      func: () => (globalThis as { leadside?: { toggle(): boolean } }).leadside?.toggle() ?? false,
    });
    return answer?.result === true;
  } catch {
    return false;
  }
}
