import { createContext, type ReactNode, useCallback, useRef, useState } from 'react';

/** Says one sentence to a screen reader, politely. */
export const AnnounceContext = createContext<(sentence: string) => void>(() => {});

/** The sidebar's only live region: clocks at their thresholds and the fate of what the rep did. */
export function Announcer({ children }: { children: ReactNode }) {
  const [said, setSaid] = useState('');
  const turn = useRef(0);
  const announce = useCallback((sentence: string) => {
    turn.current += 1;
    // A trailing no-break space on every second one: the same sentence twice is still a change, so it is read twice.
    setSaid(turn.current % 2 === 0 ? `${sentence}\u00a0` : sentence);
  }, []);
  return (
    <AnnounceContext value={announce}>
      {children}
      <div role="status" aria-live="polite" className="sr-only">
        {said}
      </div>
    </AnnounceContext>
  );
}
