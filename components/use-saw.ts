import { type RefObject, useEffect, useEffectEvent } from 'react';

/** Reports each section once per lead, when at least a third of it or 120 px of it has been on screen. */
export function useSaw(root: RefObject<HTMLElement | null>, leadId: string | null, saw: (section: string) => void): void {
  const report = useEffectEvent(saw);
  useEffect(() => {
    if (!root.current || leadId === null) return;
    const seen = new Set<string>();
    const observer = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) {
          const section = entry.target instanceof HTMLElement ? entry.target.dataset.section : undefined;
          const enough = entry.isIntersecting && (entry.intersectionRatio >= 0.33 || entry.intersectionRect.height >= 120);
          if (!section || !enough || seen.has(section)) continue;
          seen.add(section);
          report(section);
        }
      },
      { root: root.current, threshold: [0, 0.1, 0.33, 0.66] },
    );
    for (const section of root.current.querySelectorAll('[data-section]')) observer.observe(section);
    return () => observer.disconnect();
  }, [root, leadId]);
}
