import { ArrowLeft } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import type { HandoffField } from '../lib/contract/context.ts';
import type { DispositionState } from '../lib/contract/disposition.ts';
import { Attempt } from './attempt-panel.tsx';
import { HeardForm } from './heard-form.tsx';
import { backIntent, type Intent } from './keys.ts';
import { Recycle } from './recycle-panel.tsx';
import { Reasons, SubReasons } from './reject-panels.tsx';
import type { Actions, Draft } from './view.ts';

type PanelProps = {
  open: NonNullable<Draft['open']>;
  picked: string | null;
  disposition: DispositionState;
  missing: readonly HandoffField[];
  now: number;
  act: (intent: Intent) => void;
  draft: Draft;
  actions: Actions;
  closed: () => void;
};

function Frame({
  title,
  open,
  picked,
  act,
  children,
}: { title: string; children: ReactNode } & Pick<PanelProps, 'open' | 'picked' | 'act'>) {
  const root = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each level takes the focus as it opens, so that Escape and the keys are heard in place
  useEffect(() => root.current?.focus({ preventScroll: true }), [open, picked]);
  const back = backIntent({ open, picked });
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame
    <div ref={root} role="group" aria-label={title} tabIndex={-1} className="mb-2 outline-none">
      <div className="mb-1 flex items-center gap-1">
        <button
          type="button"
          className="icon-btn -ms-1.5 !size-6"
          aria-label="Back"
          data-tip="Back (Escape)"
          onClick={() => back && act(back)}
        >
          <ArrowLeft size={14} aria-hidden="true" />
        </button>
        <p className="text-sm font-medium text-ink-2">{title}</p>
      </div>
      {children}
    </div>
  );
}

/** What opens above the bar: the numbered lists, and the form for what was heard on the call. */
export function DispositionPanel(props: PanelProps) {
  const { open, picked, disposition, missing, now, act, draft, actions, closed } = props;
  const sub = disposition.reasons.find((reason) => reason.code === picked);
  const level = { open, picked: open === 'recycle' ? null : picked, act };
  if (open === 'reject')
    return (
      <Frame title="Reject, because" {...level}>
        <Reasons reasons={disposition.reasons} missing={missing} act={act} />
      </Frame>
    );
  if (open === 'reject_sub' && sub)
    return (
      <Frame title={`Reject, ${sub.label}`} {...level}>
        <SubReasons reason={sub} act={act} />
      </Frame>
    );
  if (open === 'recycle')
    return (
      <Frame title="Recycle until" {...level}>
        <Recycle disposition={disposition} picked={picked} now={now} act={act} />
      </Frame>
    );
  if (open === 'attempt')
    return (
      <Frame title={picked === null ? 'Log an attempt' : 'Log an attempt, outcome'} {...level}>
        <Attempt picked={picked} act={act} />
      </Frame>
    );
  if (open === 'heard')
    return (
      <Frame title="Heard on the call, all optional" {...level}>
        <HeardForm draft={draft} actions={actions} closed={closed} />
      </Frame>
    );
  return null;
}
