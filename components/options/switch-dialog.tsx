import { useEffect, useRef } from 'react';
import { Legible } from '../legible.tsx';
import { useAsk } from './ask.tsx';
import { LeaveDialog, type Leaving } from './leave-dialog.tsx';
import type { OptionsActions, OptionsState } from './view.ts';

type SwitchProps = { switching: NonNullable<OptionsState['switching']>; switchTo: OptionsActions['switchTo'] };

/** Somebody else signs in while there is unsent work of whoever was here before. */
export function SwitchDialog({ switching, switchTo }: SwitchProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { busy, problem, ask } = useAsk();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  const { from, to, unsent, canSend } = switching;
  const leave = (leaving: Leaving | 'stay') => void ask(() => switchTo(leaving));
  return (
    <LeaveDialog {...{ dialog, unsent, canSend, busy, problem, leave }} then="sign in" back="Cancel" stay={() => leave('stay')}>
      <p className="mt-1 text-ink-2">
        It is the work of <Legible className="text-ink">{from}</Legible>. You are about to be signed in as{' '}
        <Legible className="text-ink">{to}</Legible>.
      </p>
    </LeaveDialog>
  );
}
