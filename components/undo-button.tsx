import { Undo2 } from 'lucide-react';
import { Hotkey } from './hotkey.tsx';

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
