type Entry = IntersectionObserverEntry & { isVisible?: boolean };

/** Whether the browser can tell at all what a page lays over a frame. Firefox cannot. */
export const canTell = () => 'isVisible' in IntersectionObserverEntry.prototype;

export type Probe = {
  /** What the browser says from now on, whatever it said before. Never settles once nothing is drawn any more. */
  ask: () => Promise<boolean>;
};

/**
 * Lies unseen over the whole document, above anything of ours and apart from its layout, so that only the page can cover,
 * clip or fade it. `heard` is told whenever it comes into the clear or goes out of it, a tenth of a second late at most.
 */
export function layProbe(heard: (clear: boolean) => void): Probe {
  const probe = document.createElement('i');
  probe.ariaHidden = 'true';
  Object.assign(probe.style, { position: 'fixed', inset: '0', zIndex: '2147483647', pointerEvents: 'none' });
  document.body.append(probe);

  function observe(told: (clear: boolean) => void): () => void {
    const observer = new IntersectionObserver(
      (entries) => {
        const last: Entry | undefined = entries.at(-1);
        if (last) told(last.isVisible === true && last.intersectionRatio > 0.98);
      },
      { threshold: [0, 0.5, 0.98, 1], trackVisibility: true, delay: 100 } as IntersectionObserverInit,
    );
    observer.observe(probe);
    return () => observer.disconnect();
  }

  observe(heard);
  return {
    ask: () =>
      new Promise((resolve) => {
        const stop = observe((clear) => {
          stop();
          resolve(clear);
        });
      }),
  };
}
