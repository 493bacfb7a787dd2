import { useEffect } from 'react';
import type { Clock } from '../lib/contract/clock.ts';
import { tick } from '../lib/sla/tick.ts';
import { badgeWords } from './badge-words.ts';
import { pressing } from './clock-words.ts';

const longest = 3_600_000;

/**
 * Keeps the toolbar at what is left of the open lead's most pressing clock, telling `show` only what reads differently. No
 * lead, or no open clock, clears it. `offsetMs` is server time minus device time.
 */
export function useBadge(clocks: readonly Clock[] | null, offsetMs: number, show: (text: string, title: string) => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let shown: string | null = null;
    const tell = () => {
      const now = Date.now() + offsetMs;
      const { text, title } = badgeWords(pressing(clocks ?? [], now), now);
      if (text !== shown) show(text, title);
      shown = text;
      const next = Math.min(...(clocks ?? []).map((clock) => tick(clock, now).nextChangeAt)) - now;
      if (Number.isFinite(next)) timer = setTimeout(tell, Math.min(Math.max(next, 250), longest));
    };
    tell();
    // Timers of a hidden page are held back: the toolbar is put right when it is looked at.
    const look = () => {
      clearTimeout(timer);
      tell();
    };
    document.addEventListener('visibilitychange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', look);
    };
  }, [clocks, offsetMs, show]);
}
