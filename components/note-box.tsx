import type { RefObject } from 'react';

type NoteProps = {
  box: RefObject<HTMLTextAreaElement | null>;
  shown: boolean;
  value: string;
  change: (text: string) => void;
  left: () => void;
};

/** The optional note of the next choice. It stays mounted, so that N can put the caret in it at once. */
export function NoteBox({ box, shown, value, change, left }: NoteProps) {
  return (
    <textarea
      // Else the browser writes what is typed into the file of its last session, on disk.
      autoComplete="off"
      ref={box}
      aria-label="Note for the next choice, optional"
      placeholder="Note for the next choice, optional"
      maxLength={5000}
      rows={2}
      // Out of sight and out of the tab order until it is asked for; focusing it shows it in the same frame.
      className={shown ? 'box mb-2 field-sizing-content max-h-40 min-h-12 resize-y' : 'sr-only'}
      tabIndex={shown ? 0 : -1}
      aria-hidden={!shown}
      value={value}
      onChange={(event) => change(event.target.value)}
      onBlur={left}
    />
  );
}
