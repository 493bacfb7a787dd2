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

type Panel = 'reject' | 'recycle' | 'attempt';

/** The choices that are open now, each with its number. What is not open is left out: `StandingLine` says what stands. */
export function DispositionButtons({ standing, open, attempts, agreed, act, close }: ButtonsProps) {
  const decidable = standing === 'open' || standing === 'accepted';
  const opener = (panel: Panel, number: number, words: string, after?: ReactNode) => {
    const isOpen = open === panel || (panel === 'reject' && open === 'reject_sub');
    return (
      <button
        type="button"
        className="btn min-w-0 !justify-center !px-1 !py-1.5 !text-base"
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
  const count =
    attempts > 0 ? <span className="text-xs text-ink-2">{agreed > 0 ? `${attempts}/${agreed}` : attempts}</span> : null;
  return (
    <div className="grid auto-cols-fr grid-flow-col gap-1.5">
      {standing === 'open' ? (
        <button
          type="button"
          className="btn btn-main min-w-0 !justify-center !px-1 !py-1.5 !text-base"
          aria-keyshortcuts="1"
          onClick={() => act({ kind: 'choose', choice: { kind: 'accept' } })}
        >
          Accept
          <Hotkey name="1" />
        </button>
      ) : null}
      {decidable ? opener('reject', 2, 'Reject') : null}
      {decidable ? opener('recycle', 3, 'Recycle') : null}
      {opener('attempt', 4, 'Log', count)}
    </div>
  );
}
