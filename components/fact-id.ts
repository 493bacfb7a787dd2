import { createContext, useContext, useState } from 'react';

/** The DOM id of the place that shows a fact; one `factRef` has one place. */
export function factId(ref: string): string {
  return `fact-${ref.replace(/[^A-Za-z0-9-]/g, (char) => `_${char.charCodeAt(0).toString(16)}`)}`;
}

const sectionOf: Record<string, string> = {
  touch: 'read',
  score: 'why',
  who: 'who',
  account: 'account',
  origin: 'found',
  clock: 'clocks',
  disposition: 'next',
  heard: 'said',
};

/** The section in which a fact is found when it has no row of its own on screen. */
export function sectionIdOf(ref: string): string {
  return `section-${sectionOf[ref.split(':', 1)[0] ?? ''] ?? 'who'}`;
}

/** The fact last pointed at, and the way to point at one. `turn` grows each time, so that the same fact can be shown twice. */
export type Pointing = { ref: string | null; turn: number; pointTo: (ref: string) => void };
export const PointContext = createContext<Pointing>({ ref: null, turn: 0, pointTo: () => {} });

/** Opens something folded away when one of the facts inside it is pointed at. */
export function useOpenFor(refs: readonly string[]): [boolean, (open: boolean) => void] {
  const { ref, turn } = useContext(PointContext);
  const [open, setOpen] = useState(false);
  const inside = ref !== null && refs.includes(ref);
  // A new turn opens it again for the same fact.
  const [opened, setOpened] = useState<number | null>(null);
  if (inside && opened !== turn) {
    setOpened(turn);
    setOpen(true);
  }
  return [open, setOpen];
}

const marked = 2_300;

/** Brings a fact into view, gives it focus and marks it for two seconds. False when there is no place for it on screen. */
export function showFact(ref: string): boolean {
  const place = document.getElementById(factId(ref)) ?? document.getElementById(sectionIdOf(ref));
  if (!place) return false;
  const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  place.scrollIntoView({ block: 'center', behavior: still ? 'auto' : 'smooth' });
  if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
  place.focus({ preventScroll: true });
  delete place.dataset.pointed;
  // Reading a layout value lets the mark's animation start again on a fact marked a moment ago.
  void place.offsetWidth;
  place.dataset.pointed = '';
  setTimeout(() => delete place.dataset.pointed, marked);
  return true;
}
