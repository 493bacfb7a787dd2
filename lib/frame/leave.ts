/**
 * Calls `leave(true)` when this document is about to be replaced, early enough for the browser to keep it in the
 * back-forward cache (a document that holds an extension frame is refused; `pagehide` is too late), and `leave(false)` when
 * it stays after all or is shown again.
 */
export function onLeave(leave: (is: boolean) => void, signal: AbortSignal): void {
  const back = () => leave(false);
  addEventListener('pageshow', back, { signal });
  globalThis.navigation?.addEventListener(
    'navigate',
    ({ destination, downloadRequest }) => {
      // After the page's own listeners: one that intercepts makes it a navigation within the document.
      setTimeout(() => {
        if (destination.sameDocument || downloadRequest !== null || navigation.transition || !destination.url.startsWith('http'))
          return;
        leave(true);
        // By then a document that was to be replaced is taken to stay: a download, an answer without content.
        setTimeout(back, 3000);
      });
    },
    { signal },
  );
}
