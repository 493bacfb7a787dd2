import type { Page, Worker } from '@playwright/test';

/** The extension's own API, inside its worker. */
declare const chrome: typeof import('wxt/browser').browser;

/** What can be seen of the panel from outside: the box of the one `div` under `<html>`, null when there is none or it is hidden. */
export function panelBox(page: Page): Promise<{ x: number; y: number; width: number; height: number } | null> {
  return page.evaluate(() => {
    const hosts = [...document.documentElement.children].filter((child) => child.tagName === 'DIV');
    if (hosts.length > 1) throw new Error(`${hosts.length} panels in one page.`);
    const box = hosts[0]?.getBoundingClientRect();
    return box?.width ? { x: box.x, y: box.y, width: box.width, height: box.height } : null;
  });
}

/** Asks the content script's own world in the tab at `url`; `toggle` is what the shortcut does. */
export function inPage(worker: Worker, url: string, what: 'alive' | 'toggle'): Promise<boolean | null> {
  return worker.evaluate(
    async ([url, what]) => {
      const tab = (await chrome.tabs.query({})).find((open) => open.url === url);
      if (tab?.id === undefined) return null;
      const [answer] = await chrome.scripting.executeScript({
        target: { tabId: tab.id },
        func: (name: 'alive' | 'toggle') =>
          (globalThis as { leadside?: Record<'alive' | 'toggle', () => boolean> }).leadside?.[name]() ?? null,
        args: [what],
      });
      return answer?.result ?? null;
    },
    [url, what] as const,
  );
}
