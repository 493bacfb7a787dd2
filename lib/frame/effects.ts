import { browser } from 'wxt/browser';

/** Runs in the page, in the extension's own world there: what the page's scripts changed of their own world does not reach it. */
async function readPlain(drawn: boolean): Promise<boolean> {
  // By the second frame the first has been drawn, with all that was done until now.
  for (let left = drawn ? 2 : 0; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  const html = document.documentElement;
  const style = getComputedStyle(html);
  const plain = ['mask-image', 'mask-border-source', '-webkit-mask-box-image-source', 'clip-path'].every((name) =>
    ['none', ''].includes(style.getPropertyValue(name)),
  );
  // A page that makes its root hold what is fixed can move the panel under the pointer, or scale it.
  const panels = [...html.children].filter((one) => one.localName === 'div' && getComputedStyle(one).zIndex === '2147483647');
  const inPlace = panels.every((one) => {
    const { top, right, height, width } = one.getBoundingClientRect();
    // Collapsed to its handle it holds nothing that writes.
    const handle = height < 50 && width < 50;
    return (
      handle ||
      (Math.abs(top) < 2 && Math.abs(height - innerHeight) < 20 && right > html.clientWidth - 2 && right < innerWidth + 2)
    );
  });
  return plain && inPlace && panels.length > 0 && ['', '1', 'normal'].includes(style.zoom);
}

/**
 * Asks whether the document this frame hangs on has neither mask nor clip, under both of which the browser counts a frame as
 * visible, and has left the panel where we put it; with `drawn`, once it has drawn a frame from now on. Answers false when the
 * page cannot be asked.
 */
export function askPlain(): (drawn?: boolean) => Promise<boolean> {
  const own = browser.tabs.getCurrent();
  return async (drawn = false) => {
    try {
      const tabId = (await own)?.id;
      if (tabId === undefined) return false;
      const [answer] = await browser.scripting.executeScript({
        target: { tabId },
        func: readPlain,
        args: [drawn],
        injectImmediately: true,
      });
      return answer?.result === true;
    } catch {
      return false;
    }
  };
}
