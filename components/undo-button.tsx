import { Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Hotkey } from './hotkey.tsx';

/** Seconds left until `until` (device time, epoch ms), counted down on screen; null once it is over. */
export function useSecondsLeft(until: number | null): number | null {
  const [now, setNow] = useState(Date.now);
  const left = until === null ? null : Math.ceil((until - now) / 1000);
  const running = left !== null && left > 0;
  useEffect(() => {
    if (until === null) return;
    setNow(Date.now());
  }, [until]);
  useEffect(() => {
    if (!running || until === null) return;
    const rest = (until - Date.now()) % 1000;
    const timer = setTimeout(() => setNow(Date.now()), Math.max(rest, 30) + 5);
    return () => clearTimeout(timer);
  });
  return running ? left : null;
}

/** Takes the last choice back while the seconds last. The count is for the eye: a screen reader hears the button's name only. */
export function UndoButton({ seconds, undo }: { seconds: number; undo: () => void }) {
  return (
    <button type="button" className="btn flex-none" aria-label="Undo" aria-keyshortcuts="U" onClick={undo}>
      <Undo2 size={13} aria-hidden="true" />
      <span>Undo</span>
      <span aria-hidden="true" className="min-w-4 text-end text-ink-2">
        {seconds}
      </span>
      <Hotkey name="U" />
    </button>
  );
}
