import type { FunnelStage, Touch } from '../contract/touch.ts';
import { dayMs, daysIn, numberWord, shortDate } from '../policy/days.ts';
import { neverWatched, openly, quoted, takenUp } from './say.ts';
import {
  called,
  contentFor,
  did,
  formName,
  later,
  openWindow,
  type Rule,
  reachOf,
  ready,
  type Situation,
  touchReason,
} from './situation.ts';

/** Several people of the account are active: a purchase is a group's decision, so speak to more than one. */
export const colleagues: Rule = {
  id: 'colleagues',
  suggest: (situation) => {
    const { context, policy, time, open } = situation;
    const action = reachOf(situation);
    const within = daysIn(policy.nextStep.colleagues.within) * dayMs;
    const active = (context.account?.people ?? []).filter(
      (person) => person.lastAt !== null && person.touches > 0 && time - Date.parse(person.lastAt) <= within,
    );
    if (!open || !action || active.length < policy.nextStep.colleagues.atLeast) return [];
    if (!ready(situation) && context.disposition.state !== 'accepted') return [];
    const names = active.slice(0, 3).map((person) => person.name ?? person.title ?? 'a colleague');
    const oldest = active.map((person) => person.lastAt ?? '').sort()[active.length - policy.nextStep.colleagues.atLeast] ?? '';
    return [
      {
        id: 'colleagues',
        action,
        title: `Ask ${called(situation)} who else decides: ${numberWord(active.length)} colleagues are active`,
        reasons: active.slice(0, 3).map((person, index) => ({
          text: `${names[index] ?? 'A colleague'}${person.name && person.title ? `, ${person.title}` : ''}: ${person.did ?? `${person.touches} ${person.touches === 1 ? 'touch' : 'touches'}`}`.slice(
            0,
            300,
          ),
          ref: 'account:people',
        })),
        opener:
          'Who besides you will have a say in this? Security and operations often join late; I can send each of them just their part.',
        avoid: 'Do not tell one person what a colleague read or asked.',
        send: contentFor(situation, 'decision', 'security'),
        ifNot: 'With one contact the deal ends when that person is busy.',
        from: openWindow(situation).from,
        until: later(oldest, within),
      },
    ];
  },
};

const stagesFrom: readonly FunnelStage[] = ['decision', 'consideration', 'awareness'];
const nextStage: Record<FunnelStage, FunnelStage> = {
  awareness: 'consideration',
  consideration: 'decision',
  decision: 'decision',
};

/** Nothing louder to go by: offer what comes next after the furthest they got. */
export const content: Rule = {
  id: 'content',
  suggest: (situation) => {
    const { context, now, policy, time } = situation;
    if (!ready(situation) || !reachOf(situation)) return [];
    const within = daysIn(policy.nextStep.quietAfter) * dayMs;
    const recent = context.read.touches.filter((touch) => time - Date.parse(touch.at) <= within);
    const furthest = stagesFrom
      .map((stage) => recent.find((touch) => touch.stage === stage))
      .find((touch) => touch !== undefined);
    const anchor = furthest ?? recent[0];
    if (!anchor) return [];
    const stage = anchor.stage ?? 'awareness';
    const said = openly(situation, within);
    // Near a decision, and with something they told us to speak of, a call finds out what a mail does not.
    const spoken = said !== null || situation.heard.question !== null || context.origin.problem !== null;
    const action = stage === 'decision' && spoken && situation.hasPhone ? 'call' : (reachOf(situation) ?? 'email');
    const shown = [anchor, ...(said ? [said.touch] : []), ...recent.filter((touch) => touch.stage === stage)];
    return [
      {
        id: `content:${stage}`,
        action,
        title: `${action === 'call' ? 'Call' : 'Email'} ${called(situation)} ${aims[stage]}`,
        reasons: [
          ...apart(shown)
            .slice(0, 2)
            .map((touch) => touchReason(did(touch, now), touch)),
          ...topLines(situation, 2),
        ],
        opener: openerFor(situation, stage, said?.words ?? null),
        avoid: neverWatched,
        send: contentFor(situation, nextStage[stage]),
        ifNot: `Interest fades: after ${shortDate(Date.parse(recent[0]?.at ?? now) + within, now)} with nothing more heard, recycling is the better choice.`,
        ...openWindow(situation),
      },
    ];
  },
};

/** Each doing once: a page and the form on it are one, and the form says more. */
function apart(touches: readonly Touch[]): Touch[] {
  const about = ({ title }: Touch) => formName(title).toLowerCase();
  const told = (touch: Touch) => touches.find((one) => one.kind !== 'page' && about(one) === about(touch)) ?? touch;
  return [...new Set(touches.map(told))];
}

function topLines({ context }: Situation, count: number) {
  return context.score.lines
    .filter((line) => line.points > 0 && line.group === 'fit')
    .slice(0, count)
    .map((line) => ({ text: line.label, ref: `score:${line.id}` }));
}

const aims: Record<FunnelStage, string> = {
  decision: 'and offer to answer what is still open',
  consideration: 'and ask what it has to do for them',
  awareness: 'and ask what they want to fix',
};

const asks: Record<FunnelStage, string> = {
  decision: 'Most people ask us about price, security or how the change-over goes. Which of the three can I answer first?',
  consideration: 'What would a tool have to do for your team before you took it seriously?',
  awareness: 'What are you trying to fix, and what does it cost you today when it goes wrong?',
};

/** To somebody who has told us something, what is open can be asked outright. */
const open = {
  first: 'What is still open for you: price, security, or how the change-over goes?',
  more: 'What else is open for you: price, security, or how the change-over goes?',
};

function openerFor({ context, heard }: Situation, stage: FunnelStage, said: string | null): string {
  if (heard.question) return `${takenUp(heard.question.value)} ${stage === 'decision' ? open.more : asks[stage]}`;
  const problem = context.origin.problem ? `You told us: ${quoted(context.origin.problem)}.` : null;
  const told = [said, problem].filter((part) => part !== null);
  return [...told, stage === 'decision' && told.length > 0 ? open.first : asks[stage]].join(' ');
}
