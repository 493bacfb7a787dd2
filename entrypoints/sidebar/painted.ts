import { useLayoutEffect, useRef } from 'react';

/**
 * Marks the first paint that shows the lead of a hand-over: `leadside:painted` for the first of the document, and
 * `leadside:painted:<n>` for each, counted as `leadside:record:<n>` is. Read by the bench; carries nothing of the lead.
 */
export function usePainted(turn: number, shown: boolean): void {
  const marked = useRef(0);
  useLayoutEffect(() => {
    if (!shown || marked.current === turn) return;
    const first = marked.current === 0;
    marked.current = turn;
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        if (first) performance.mark('leadside:painted');
        performance.mark(`leadside:painted:${turn}`);
        port1.close();
      };
      port2.postMessage(null);
    });
  }, [turn, shown]);
}
