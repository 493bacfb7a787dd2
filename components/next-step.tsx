import { type ReactNode, useState } from 'react';
import type { NextStep, Step, StepAnswer } from '../lib/contract/next-step.ts';
import { StepCard } from './next-step-card.tsx';
import { nextMinute, useNow } from './now.ts';
import { More, Nothing, Section } from './section.tsx';
import { moment } from './time.ts';
import type { Actions } from './view.ts';

const isOpen = (now: number) => (step: Step) =>
  Date.parse(step.from) <= now && (step.until === null || now < Date.parse(step.until));

/** The step that holds now: the first whose window is open. */
export function openStep(steps: readonly Step[], now: number): Step | null {
  return steps.find(isOpen(now)) ?? null;
}

/** Why there is no step on screen: the rule's own words, else what comes next or what has run out. */
function absence({ steps, none }: NextStep, now: number): string {
  if (none) return none;
  const coming = steps.find((step) => Date.parse(step.from) > now);
  if (coming) return `Nothing to do until ${moment(coming.from, now)}, then: ${coming.title}.`;
  const last = steps.at(-1)?.until;
  if (last) return `No recommendation: the last step held until ${moment(last, now)}. The next update brings a new one.`;
  return 'No recommendation: nothing is due now.';
}

type NextStepProps = {
  nextStep: NextStep;
  /** When the lead was last worked out: a later present than the one on screen, just after a choice. */
  asOf: string;
  actions: Actions;
  /** What was done so far, below the suggestion. */
  children?: ReactNode;
};

/** One suggestion with the facts it rests on, or a plain "no recommendation"; the others that hold now are folded away. */
export function NextStepSection({ nextStep, asOf, actions, children }: NextStepProps) {
  const edges = nextStep.steps.flatMap((one) => [one.from, one.until ?? one.from].map((edge) => Date.parse(edge)));
  const turned = useNow((at) => Math.min(nextMinute(at), ...edges.filter((edge) => edge > at)));
  const now = Math.max(turned, Date.parse(asOf));
  const [step, ...others] = nextStep.steps.filter(isOpen(now));
  const [open, setOpen] = useState(false);
  const answers = new Map<string, StepAnswer>((nextStep.answers ?? []).map((answer) => [answer.step, answer]));
  const card = (one: Step) => (
    <StepCard key={one.id} step={one} answer={answers.get(one.id) ?? null} now={now} actions={actions} />
  );
  return (
    <Section id="next" title="Next step" plain>
      {step ? card(step) : <Nothing>{absence(nextStep, now)}</Nothing>}
      {others.length > 0 ? (
        <More
          open={open}
          setOpen={setOpen}
          more={others.length === 1 ? 'Another step that fits' : `${others.length} other steps that fit`}
          less="Hide the others"
        >
          <div className="mt-1.5 grid gap-1.5">{others.map(card)}</div>
        </More>
      ) : null}
      {children}
    </Section>
  );
}
