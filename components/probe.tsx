import { createContext, useContext, useEffect, useRef } from 'react';
import type { Cover, Region } from '../lib/frame/cover.ts';

export const WatchContext = createContext<Cover['watch']>(() => () => undefined);

/**
 * Lies unseen over the whole of its positioned parent, above anything of ours, so that only the page can cover it: by it the
 * browser tells whether the rep sees what they press.
 */
export function Probe({ region }: { region: Region }) {
  const watch = useContext(WatchContext);
  const element = useRef<HTMLElement>(null);
  useEffect(() => (element.current ? watch(region, element.current) : undefined), [watch, region]);
  return (
    <i ref={element} aria-hidden="true" data-probe={region} className="pointer-events-none absolute inset-0 z-[2147483647]" />
  );
}
