import { useRef } from 'react';
import { Problem, useAsk } from './ask.tsx';
import { LeaveDialog, type Leaving } from './leave-dialog.tsx';
import type { OptionsActions, Unsent } from './view.ts';

type SignOutProps = { unsent: readonly Unsent[]; ended: boolean; signOut: OptionsActions['signOut'] };

/** Signs out; with unsent work it shows each piece by name and asks what is to become of it. */
export function SignOut({ unsent, ended, signOut }: SignOutProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, problem, ask } = useAsk();
  const close = () => dialog.current?.close();
  const leave = (leaving: Leaving) => void ask(() => signOut(leaving)).then((done) => done && close());
  return (
    <>
      <button
        type="button"
        className="btn"
        aria-disabled={busy}
        onClick={() => (unsent.length === 0 ? leave('keep') : dialog.current?.showModal())}
      >
        {ended ? 'Forget this account' : 'Sign out'}
      </button>
      {unsent.length === 0 ? <Problem>{problem}</Problem> : null}
      <LeaveDialog
        {...{ dialog, unsent, busy, problem, leave }}
        canSend={!ended}
        then={ended ? 'forget' : 'sign out'}
        back={ended ? 'Cancel' : 'Stay signed in'}
        stay={close}
      />
    </>
  );
}
