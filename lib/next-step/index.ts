import type { NextStep, Step, StepAnswer } from '../contract/next-step.ts';
import type { Policy } from '../policy/schema.ts';
import { colleagueRequest, competitor } from './rules-account.ts';
import { afterTalk, attemptsDone, followUp } from './rules-attempts.ts';
import { fixContact, returnIncomplete } from './rules-contact.ts';
import { comeback } from './rules-decided.ts';
import { objection, shortlist } from './rules-heard.ts';
import { colleagues, content } from './rules-interest.ts';
import { hotRequest, openQuestion } from './rules-request.ts';
import { belowThreshold, quiet } from './rules-timing.ts';
import { type Rule, type Situation, type StepContext, situationOf } from './situation.ts';

export type { StepContext } from './situation.ts';

/** In this order: the first whose window is open is the suggestion. */
export const rules: readonly Rule[] = [
  competitor,
  comeback,
  fixContact,
  hotRequest,
  openQuestion,
  objection,
  returnIncomplete,
  shortlist,
  afterTalk,
  attemptsDone,
  followUp,
  colleagues,
  content,
  quiet,
  colleagueRequest,
  belowThreshold,
];

const most = 8;

/**
 * What to do first, as steps with the windows in which they hold, best first; windows that have closed are left out. Every
 * reason points at a fact of the context. No step at all is an answer too: `none` then says what evidence is missing.
 * `answers` are what reps said of steps: one called not useful since its window opened comes after all the others.
 */
export function nextSteps(context: StepContext, policy: Policy, now: string, answers: readonly StepAnswer[] = []): NextStep {
  const situation = situationOf(context, policy, now, answers);
  const steps = rules
    .filter((rule) => !policy.nextStep.off.includes(rule.id))
    .flatMap((rule) => rule.suggest(situation))
    .filter((step) => step.until === null || (step.until > now && step.until > step.from))
    .slice(0, most);
  const last = new Map(answers.map((answer) => [answer.step, answer]));
  const refused = ({ id, from }: Step) => {
    const answer = last.get(id);
    return answer !== undefined && !answer.useful && answer.at >= from;
  };
  // To a competitor's employee nothing else is suggested, unless a rep knows better.
  const alone = steps.filter((step) => step.id === competitor.id && !refused(step));
  const fitting = alone.length > 0 ? alone : steps;
  return {
    steps: [...fitting.filter((step) => !refused(step)), ...fitting.filter(refused)],
    none: steps.some((step) => step.from <= now) ? null : noneOf(situation),
    answers: steps.flatMap(({ id }) => last.get(id) ?? []),
  };
}

function noneOf({ context, latest, request, hasEmail, hasPhone }: Situation): string {
  const { current, state } = context.disposition;
  if (state === 'rejected' && current)
    return `No recommendation: rejected${current.reasonLabel ? ` as "${current.reasonLabel}"` : ''}. Reopen it if that has changed.`;
  const lacking = [
    ...(hasEmail || hasPhone ? [] : ['a way to reach them']),
    ...(latest ? [] : ['any activity']),
    ...(context.who.title ? [] : ['their title']),
    ...(context.account?.employees || context.account?.industry ? [] : ['facts about the company']),
    ...(request || context.origin.problem ? [] : ['what they want to solve']),
  ];
  return lacking.length > 0
    ? `No recommendation: too little evidence. Missing: ${lacking.join(', ')}.`
    : 'No recommendation: nothing that is known calls for a step now.';
}
