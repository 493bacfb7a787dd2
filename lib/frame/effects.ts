import { browser } from 'wxt/browser';

/**
 * `plainFor`: for how long, in ms, the page has left the panel where we put it, with neither mask nor clip, under both of which the browser
 * counts a frame as visible; 0 when it does not now, or cannot be asked. `leftFor`: how long ago the pointer was on the page.
 */
export type Answer = { plainFor: number; leftFor: number };
/**
 * With `drawn`, answers once the page has drawn a frame from now on. With `everyFrame` it looks at each frame for a while: what is done
 * for a frame or two between two questions is told too.
 */
export type Ask = (how?: { drawn?: boolean; everyFrame?: boolean }) => Promise<Answer>;

export const covered: Answer = { plainFor: 0, leftFor: Number.MAX_SAFE_INTEGER };

/** Runs in the page, in the extension's own world there: what the page's scripts changed of their own world does not reach it. */
async function readPlain(drawn: boolean, everyFrame: boolean): Promise<Answer> {
  const html = document.documentElement;
  type Kept = { foundAt: number; leftAt: number; until: number; looking: boolean };
  const world = globalThis as { leadsideLook?: Kept };
  // Times by `performance.now()`: when something was found last, when the pointer was on the page, and until when each frame is looked at.
  world.leadsideLook ??= { foundAt: 0, leftAt: 0, until: 0, looking: false };
  const kept = world.leadsideLook;
  function plain(): boolean {
    const style = getComputedStyle(html);
    const bare = ['mask-image', 'mask-border-source', '-webkit-mask-box-image-source', 'clip-path'].every((name) =>
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
    return bare && inPlace && panels.length > 0 && ['', '1', 'normal'].includes(style.zoom);
  }
  function look(): boolean {
    const found = !plain();
    if (found) kept.foundAt = performance.now();
    return !found;
  }
  // Five times as long as there is between two questions.
  if (everyFrame) kept.until = performance.now() + 1000;
  if (everyFrame && !kept.looking) {
    kept.looking = true;
    const end = new AbortController();
    const drawing = new MessageChannel();
    drawing.port1.onmessage = look;
    const moved = ({ isTrusted }: PointerEvent) => {
      if (!isTrusted) return;
      // It left the panel, or the panel was taken from under it.
      look();
      kept.leftAt = performance.now();
      kept.until = 0;
    };
    addEventListener('pointermove', moved, { capture: true, passive: true, signal: end.signal });
    // Before and after it is drawn: a page may do something in between.
    const frame = () => {
      look();
      drawing.port2.postMessage(null);
      kept.looking = kept.until > performance.now();
      if (kept.looking) requestAnimationFrame(frame);
      else {
        end.abort();
        drawing.port2.close();
      }
    };
    requestAnimationFrame(frame);
  }
  // By the second frame the first has been drawn, with all that was done until now.
  for (let left = drawn ? 2 : 0; left > 0; left -= 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  const plainNow = look();
  const now = performance.now();
  return { plainFor: plainNow ? now - kept.foundAt : 0, leftFor: now - kept.leftAt };
}

/** Asks the document this frame hangs on. */
export function askPlain(): Ask {
  const own = browser.tabs.getCurrent();
  return async ({ drawn = false, everyFrame = false } = {}) => {
    try {
      const tabId = (await own)?.id;
      if (tabId === undefined) return covered;
      const [answer] = await browser.scripting.executeScript({
        target: { tabId },
        func: readPlain,
        args: [drawn, everyFrame],
        injectImmediately: true,
      });
      return answer?.result ?? covered;
    } catch {
      return covered;
    }
  };
}
