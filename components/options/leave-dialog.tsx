import type { ReactNode, RefObject } from 'react';
import { Problem } from './ask.tsx';
import { UnsentList } from './unsent-list.tsx';
import type { Unsent } from './view.ts';

export type Leaving = 'send' | 'keep' | 'discard';
type DialogProps = {
  dialog: RefObject<HTMLDialogElement | null>;
  unsent: readonly Unsent[];
  /** Their session still stands, so that it can be sent now. */
  canSend: boolean;
  /** What happens afterwards, as the end of each button's words. */
  then: string;
  back: string;
  busy: boolean;
  problem: string | null;
  leave: (leaving: Leaving) => void;
  stay: () => void;
  children?: ReactNode;
};

/** Names each thing that is not sent yet and asks what is to become of it. */
export function LeaveDialog({ dialog, unsent, canSend, then, back, busy, problem, leave, stay, children }: DialogProps) {
  return (
    <dialog
      ref={dialog}
      aria-labelledby="leave-title"
      aria-describedby="leave-choices"
      className="m-auto max-h-[90vh] w-[min(520px,90vw)] overflow-y-auto rounded-lg border border-edge bg-bg p-5 text-ink backdrop:bg-black/40"
      onCancel={stay}
    >
      <h3 id="leave-title" className="text-lg font-semibold">
        {unsent.length === 1 ? 'One thing is not sent yet' : `${unsent.length} things are not sent yet`}
      </h3>
      {children}
      <UnsentList unsent={unsent} />
      <p id="leave-choices" className="mt-3 text-ink-2">
        Kept work stays on this device and is sent when its author is signed in again; nobody else sends it. Discarded work is
        gone for good.
        {canSend ? '' : ' It cannot be sent now, since the session it was done in has ended.'}
      </p>
      <Problem>{problem}</Problem>
      <div className="mt-4 flex flex-wrap gap-2">
        {canSend ? (
          <button type="button" className="btn btn-main" aria-disabled={busy} onClick={() => leave('send')}>
            Send now, then {then}
          </button>
        ) : null}
        <button type="button" className="btn" aria-disabled={busy} onClick={() => leave('keep')}>
          Keep and {then}
        </button>
        <button type="button" className="btn" aria-disabled={busy} onClick={() => leave('discard')}>
          Discard and {then}
        </button>
        <button type="button" className="btn" onClick={stay}>
          {back}
        </button>
      </div>
    </dialog>
  );
}
