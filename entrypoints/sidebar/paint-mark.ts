/**
 * Marks the next paint: `leadside:painted:<n>` when it shows who the lead of hand-over `n` is, `leadside:whole:<n>` when it
 * shows all of it; hand-overs are counted as `leadside:record:<n>` is. Read by the bench; carries nothing of the lead.
 */
export function markPainted(turn: number, what: 'painted' | 'whole' = 'painted'): void {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      performance.mark(`leadside:${what}:${turn}`);
      port1.close();
    };
    port2.postMessage(null);
  });
}
