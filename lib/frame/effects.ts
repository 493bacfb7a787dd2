import { browser } from 'wxt/browser';

/** Runs in the page, in the extension's own world there: what the page's scripts changed of their own world does not reach it. */
function readPlain(): boolean {
  const style = getComputedStyle(document.documentElement);
  return ['mask-image', 'mask-border-source', '-webkit-mask-box-image-source', 'clip-path'].every((name) =>
    ['none', ''].includes(style.getPropertyValue(name)),
  );
}

/**
 * Asks whether the document this frame hangs on has neither mask nor clip: the browser counts a frame as visible under both.
 * Answers false when the page cannot be asked.
 */
export function askPlain(): () => Promise<boolean> {
  const own = browser.tabs.getCurrent();
  return async () => {
    try {
      const tabId = (await own)?.id;
      if (tabId === undefined) return false;
      const [answer] = await browser.scripting.executeScript({ target: { tabId }, func: readPlain, injectImmediately: true });
      return answer?.result === true;
    } catch {
      return false;
    }
  };
}
