import { Hotkey } from './hotkey.tsx';

type QuietProps = { name: string; hotkey: string; expanded?: boolean; press: () => void };

/** A choice of the second rank: words and a key, no frame. */
export function QuietButton({ name, hotkey, expanded, press }: QuietProps) {
  return (
    <button
      type="button"
      className="btn flex-none !gap-1 !border-transparent !px-1.5 text-ink-2"
      aria-keyshortcuts={hotkey}
      aria-expanded={expanded}
      onClick={press}
    >
      {name}
      <Hotkey name={hotkey} />
    </button>
  );
}
