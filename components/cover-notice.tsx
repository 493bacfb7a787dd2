import type { Actions } from './view.ts';

/** Why what the rep pressed was not done, and where it can be. */
export function CoverNotice({ words, dock }: { words: string; dock: Actions['dock'] }) {
  return (
    <div role="alert" className="flex-none border-t border-line bg-bg px-3.5 py-2 text-sm">
      <p className="text-bad">{words}</p>
      <button type="button" className="btn mt-1.5" onClick={dock}>
        Open in the side panel
      </button>
    </div>
  );
}
