import { useLayoutEffect, useRef } from 'react';
import { markPainted } from './paint-mark.ts';

/** Marks the paint in which the app itself first shows the lead of a hand-over. */
export function usePainted(turn: number, shown: boolean): void {
  const marked = useRef(0);
  useLayoutEffect(() => {
    if (!shown || marked.current === turn) return;
    marked.current = turn;
    markPainted(turn);
    markPainted(turn, 'whole');
  }, [turn, shown]);
}
