/**
 * Calls `changed` after each committed change of the address, in this document, until `signal` aborts.
 *
 * `navigate` fires before a navigation commits and names the wrong record after a cancelled one, and a patched
 * `history.pushState` is never called from an isolated world, so this listens to `currententrychange` and reads the
 * address itself. Without the Navigation API it looks four times a second.
 */
export function watchAddress(changed: () => void, signal: AbortSignal): void {
  let last = location.href;
  const look = () => {
    if (location.href === last) return;
    last = location.href;
    changed();
  };
  if (globalThis.navigation) navigation.addEventListener('currententrychange', look, { signal });
  else {
    const timer = setInterval(look, 250);
    signal.addEventListener('abort', () => clearInterval(timer));
  }
}
