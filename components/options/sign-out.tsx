import { useRef } from 'react';
import { Problem, useAsk } from './ask.tsx';
import { UnsentList } from './unsent-list.tsx';
import type { OptionsActions, Unsent } from './view.ts';

/** Signs out; with unsent work it shows each piece by name and asks what is to become of it. */
export function SignOut({ unsent, signOut }: { unsent: readonly Unsent[]; signOut: OptionsActions['signOut'] }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, problem, ask } = useAsk();
  const leave = (leaving: 'send' | 'keep' | 'discard') =>
    void ask(() => signOut(leaving)).then((done) => done && dialog.current?.close());
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-disabled={busy}
        onClick={() => (unsent.length === 0 ? leave('keep') : dialog.current?.showModal())}
      >
        Sign out
      </button>
      {unsent.length === 0 ? <Problem>{problem}</Problem> : null}
      <dialog
        ref={dialog}
        aria-labelledby="sign-out-title"
        aria-describedby="sign-out-choices"
        className="m-auto max-h-[90vh] w-[min(520px,90vw)] overflow-y-auto rounded-lg border border-edge bg-bg p-5 text-ink backdrop:bg-black/40"
      >
        <h3 id="sign-out-title" className="text-lg font-semibold">
          {unsent.length === 1 ? 'One thing is not sent yet' : `${unsent.length} things are not sent yet`}
        </h3>
        <UnsentList unsent={unsent} />
        <p id="sign-out-choices" className="mt-3 text-ink-2">
          Kept work stays on this device and is sent when you connect again; nobody else sends it. Discarded work is gone for
          good.
        </p>
        <Problem>{problem}</Problem>
        <div className="mt-4 flex flex-wrap gap-2">
          <button type="button" className="btn btn-main" aria-disabled={busy} onClick={() => leave('send')}>
            Send now, then sign out
          </button>
          <button type="button" className="btn" aria-disabled={busy} onClick={() => leave('keep')}>
            Keep and sign out
          </button>
          <button type="button" className="btn" aria-disabled={busy} onClick={() => leave('discard')}>
            Discard and sign out
          </button>
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            Stay signed in
          </button>
        </div>
      </dialog>
    </>
  );
}
