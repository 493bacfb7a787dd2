import { useEffect, useEffectEvent } from 'react';

/** True where a key is text or belongs to another control: number keys must type digits there. */
export function takesKeys(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  return target.closest('input, textarea, select, [contenteditable], [role="menu"], [role="listbox"]') !== null;
}

/**
 * Keys of the sidebar's own document. `onKey` answers true for a key it used, which is then kept from the host; Escape
 * is also given from inside a text box, marked `typing`.
 */
export function useKeys(onKey: (key: string, typing: boolean) => boolean): void {
  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const typing = takesKeys(event.target);
    if (typing && event.key !== 'Escape') return;
    if (onKey(event.key, typing)) event.preventDefault();
  });
  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, []);
}
