import type { ReactNode } from 'react';
import type { DispositionState } from '../lib/contract/disposition.ts';
import { Hotkey } from './hotkey.tsx';
import type { Intent } from './keys.ts';
import type { Draft } from './view.ts';

type ButtonsProps = {
  standing: DispositionState['state'];
  open: Draft['open'];
  attempts: number;
  agreed: number;
  act: (intent: Intent) => void;
  close: () => void;
};

// Narrow frames and wide fonts meet here: the words never break, the room is shared by need.
const shape = 'btn min-w-0 flex-auto !justify-center !gap-1 !px-0.5 !py-1.5 !text-base whitespace-nowrap max-[350px]:!text-sm';

type Panel = 'reject' | 'recycle' | 'attempt';

/** The choices that are open now, each with its number. What is not open is left out: `StandingLine` says what stands. */
export function DispositionButtons({ standing, open, attempts, agreed, act, close }: ButtonsProps) {
  const decidable = standing === 'open' || standing === 'accepted';
  const opener = (panel: Panel, number: number, words: string, after?: ReactNode) => {
    const isOpen = open === panel || (panel === 'reject' && open === 'reject_sub');
    return (
      <button
        type="button"
        className={shape}
        aria-expanded={isOpen}
        aria-keyshortcuts={String(number)}
        onClick={() => (isOpen ? close() : act({ kind: 'open', panel, picked: null }))}
      >
        {words}
        {after}
        <Hotkey name={number} />
      </button>
    );
  };
  // Where the room is short, the words and their numbers come first: the attempts stand above as well.
  const count =
    attempts > 0 ? (
      <span className="text-xs text-ink-2 max-[350px]:hidden">{agreed > 0 ? `${attempts}/${agreed}` : attempts}</span>
    ) : null;
  return (
    <div className="flex gap-1.5">
      {standing === 'open' ? (
        <button
          type="button"
          className={`${shape} btn-main`}
          aria-keyshortcuts="1"
          onClick={() => act({ kind: 'choose', choice: { kind: 'accept' } })}
        >
          Accept
          <Hotkey name="1" />
        </button>
      ) : null}
      {decidable ? opener('reject', 2, 'Reject') : null}
      {decidable ? opener('recycle', 3, 'Recycle') : null}
      {opener('attempt', 4, decidable ? 'Log' : 'Log an attempt', count)}
    </div>
  );
}
