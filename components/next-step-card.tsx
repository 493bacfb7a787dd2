import { Ban } from 'lucide-react';
import { useContext, useState } from 'react';
import type { Step, StepAnswer } from '../lib/contract/next-step.ts';
import { CopyButton } from './copy-button.tsx';
import { PointContext } from './fact-id.ts';
import { Legible } from './legible.tsx';
import { OutsideLink } from './outside-link.tsx';
import { moment } from './time.ts';
import type { Actions } from './view.ts';
import { actionWords } from './words.ts';

type VerdictProps = { step: Step; answer: StepAnswer | null; now: number; actions: Actions };

/** Useful or not, in one action. What was said stays on the step, with who said it. */
function Verdict({ step, answer, now, actions }: VerdictProps) {
  const [mine, setMine] = useState<boolean | null>(null);
  const said = mine ?? answer?.useful ?? null;
  const say = (useful: boolean) => {
    setMine(useful);
    // A refusal to keep it is shown with the other writes; the mark goes back to what was said before.
    actions.choose({ kind: 'step', step: step.id, useful }, null).catch(() => setMine(null));
  };
  return (
    <div className="ms-auto flex flex-wrap items-center justify-end gap-x-2 gap-y-1">
      {answer && mine === null ? (
        <span className="text-xs text-ink-3">
          <Legible>{answer.by}</Legible>, {moment(answer.at, now)}
        </span>
      ) : null}
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would draw its own frame */}
      <div role="group" aria-label="Was this step useful" className="flex gap-1.5">
        <button type="button" className="btn" aria-pressed={said === true} onClick={() => say(true)}>
          Useful
        </button>
        <button type="button" className="btn" aria-pressed={said === false} onClick={() => say(false)}>
          Not useful
        </button>
      </div>
    </div>
  );
}

/** One step: what to do, why, what to say and not to say, what to send, and what comes of leaving it. */
export function StepCard({ step, answer, now, actions }: VerdictProps) {
  const { pointTo } = useContext(PointContext);
  return (
    <div className="card rounded-lg border border-line bg-raised px-3 py-2.5">
      <p className="text-[14px] leading-5 font-semibold">
        {step.title.startsWith(actionWords[step.action]) ? null : <span className="sr-only">{actionWords[step.action]}: </span>}
        <Legible>{step.title}</Legible>
      </p>
      <ul className="mt-1 text-ink-2">
        {step.reasons.map((reason) => (
          <li
            key={reason.ref + reason.text}
            className="relative min-h-6 ps-3 before:absolute before:start-0 before:top-[10px] before:size-1 before:rounded-full before:bg-ink-3"
          >
            <button
              type="button"
              className="py-0.5 text-start underline decoration-edge underline-offset-2 hover:text-accent hover:decoration-accent"
              data-tip="Show the fact"
              data-reason={reason.ref}
              onClick={() => pointTo(reason.ref)}
            >
              <Legible>{reason.text}</Legible>
            </button>
          </li>
        ))}
      </ul>
      {step.opener ? (
        <div className="mt-2 flex items-start gap-2">
          <blockquote className="min-w-0 flex-1 border-s-2 border-accent ps-2.5">
            <span className="sr-only">What to say: </span>
            <Legible>{step.opener}</Legible>
          </blockquote>
          <CopyButton text={step.opener} what="what to say" copy={actions.copy} />
        </div>
      ) : null}
      {step.avoid ? (
        <p className="mt-1.5 flex gap-2 text-sm text-ink-2">
          <Ban size={13} aria-hidden="true" className="mt-0.5 flex-none text-ink-3" />
          <span>
            <span className="sr-only">Do not say: </span>
            <Legible>{step.avoid}</Legible>
          </span>
        </p>
      ) : null}
      {step.ifNot ? (
        <p className="mt-1.5 text-sm text-ink-2">
          If not: <Legible>{step.ifNot}</Legible>
        </p>
      ) : null}
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {step.send ? (
          <span className="min-w-0 text-sm text-ink-2">
            Send after: <OutsideLink url={step.send.url}>{step.send.title}</OutsideLink>
          </span>
        ) : null}
        <Verdict key={step.id} step={step} answer={answer} now={now} actions={actions} />
      </div>
    </div>
  );
}
