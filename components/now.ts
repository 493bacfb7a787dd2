import { createContext, useCallback, useContext, useEffect, useState, useSyncExternalStore } from 'react';

/** Server time minus device time, in ms. */
export const OffsetContext = createContext(0);

const minute = 60_000;
const longest = 3_600_000;

/** The turn of the minute. */
export function nextMinute(now: number): number {
  return (Math.floor(now / minute) + 1) * minute;
}

/**
 * The present by the server's clock, in epoch ms, fresh each time something on screen would read differently.
 * `next` gives the moment of the next change; without it, the turn of the minute.
 */
export function useNow(next: (now: number) => number = nextMinute): number {
  const offset = useContext(OffsetContext);
  const [device, setDevice] = useState(Date.now);
  const now = device + offset;
  const at = next(now);
  useEffect(() => {
    const refresh = () => setDevice(Date.now());
    const wait = Math.min(Math.max(at - offset - Date.now(), 50), longest);
    const timer = setTimeout(refresh, wait);
    // A hidden page's timers are held back: read the clock again when it is looked at.
    document.addEventListener('visibilitychange', refresh);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', refresh);
    };
  }, [at, offset]);
  return now;
}

const step = 250;
// Rounded up: an offer may end a moment early, never stand a moment too long.
const deviceStep = () => Math.ceil(Date.now() / step) * step;

/** The device's own clock in quarter seconds, epoch ms, kept going up to `until` (epoch ms by the same clock). */
export function useDeviceNow(until: number): number {
  const follow = useCallback(
    (tell: () => void) => {
      const timer = setInterval(() => {
        tell();
        if (Date.now() > until + step) clearInterval(timer);
      }, step);
      return () => clearInterval(timer);
    },
    [until],
  );
  return useSyncExternalStore(follow, deviceStep);
}
