import type { FunnelStage, Touch } from '../contract/touch.ts';
import { dayMs, daysIn, numberWord, onDate, shortDate } from '../policy/days.ts';
import { hasAny } from '../policy/judge-criterion.ts';
import { listed, neverWatched, openly, problemOf, quoted } from './say.ts';
import { called, contentFor, later, type Rule, type Situation, touchReason } from './situation.ts';

/** Ready for the rep: handed over, or over the threshold, and nothing tried since it was opened. */
const ready = ({ context, attempts, open }: Situation) =>
  open && attempts.length === 0 && (context.handoff.at !== null || context.score.qualified);

const windowStart = ({ context, latest, now }: Situation) => context.handoff.at ?? latest?.at ?? now;
const windowEnd = ({ latest, policy }: Situation) =>
  latest ? later(latest.at, daysIn(policy.nextStep.quietAfter) * dayMs) : null;
const reach = ({ hasPhone, hasEmail }: Situation) => (hasEmail ? 'email' : hasPhone ? 'call' : null);

/** They named others they are looking at: answer that openly, before it is decided without us. */
export const shortlist: Rule = {
  id: 'shortlist',
  suggest: (situation) => {
    const { context, policy } = situation;
    const action = reach(situation);
    const ours = policy.nextStep.ourNames;
    const rivals = context.origin.shortlist.filter(
      (name) => !(ours.length > 0 && hasAny(name, ours)) && !/^(us|you|your (tool|product))$/i.test(name.trim()),
    );
    if (!ready(situation) || !action || rivals.length === 0) return [];
    const named = listed(rivals.slice(0, 3).map((name) => name.slice(0, 60)));
    const problem = problemOf(situation);
    return [
      {
        id: 'shortlist',
        action,
        title: `Write to ${called(situation)} about the choice: ${named}`.slice(0, 300),
        reasons: [
          { text: `Also looking at ${named}`, ref: 'origin:shortlist' },
          ...(context.origin.problem ? [{ text: `Wants to solve ${problem}`, ref: 'origin:problem' }] : []),
          ...topLines(situation, 1),
        ],
        opener: `You mentioned you are also looking at ${named}. I am happy to say plainly where they are the better choice and where we are. Which two points will decide it${problem ? ` for ${problem}` : ''}?`,
        avoid: 'Do not run the others down: name one thing they do well first.',
        send: contentFor(situation, 'consideration', 'comparison'),
        ifNot: 'The comparison is made without us, from what they find.',
        from: windowStart(situation),
        until: windowEnd(situation),
      },
    ];
  },
};

/** Several people of the account are active: a purchase is a group's decision, so speak to more than one. */
export const colleagues: Rule = {
  id: 'colleagues',
  suggest: (situation) => {
    const { context, policy, time, open } = situation;
    const action = reach(situation);
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
          text: `${names[index] ?? 'A colleague'}${person.name && person.title ? `, ${person.title}` : ''}: ${person.did ?? `${person.touches} touches`}`.slice(
            0,
            300,
          ),
          ref: 'account:people',
        })),
        opener: `Who besides you will have a say${problemOf(situation) ? ` on ${problemOf(situation)}` : ''}? Security and operations often join late; I can send each of them only their part.`,
        avoid: 'Do not tell one person what a colleague read or asked.',
        send: contentFor(situation, 'decision', 'security'),
        ifNot: 'With one contact the deal ends when that person is busy.',
        from: windowStart(situation),
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
    const action = reach(situation);
    if (!ready(situation) || !action) return [];
    const within = daysIn(policy.nextStep.quietAfter) * dayMs;
    const recent = context.read.touches.filter((touch) => time - Date.parse(touch.at) <= within);
    const furthest = stagesFrom
      .map((stage) => recent.find((touch) => touch.stage === stage))
      .find((touch) => touch !== undefined);
    const anchor = furthest ?? recent[0];
    if (!anchor) return [];
    const stage = anchor.stage ?? 'awareness';
    const said = openly(situation, within);
    return [
      {
        id: `content:${stage}`,
        action,
        title: `${action === 'call' ? 'Call' : 'Email'} ${called(situation)}${stage === 'decision' ? ' and offer to answer what is open' : ''}`,
        reasons: [
          readReason(anchor, now),
          ...(said && said.touch.id !== anchor.id ? [readReason(said.touch, now)] : []),
          ...topLines(situation, 2),
        ],
        opener: openerFor(situation, stage, said?.words ?? null),
        avoid: neverWatched,
        send: contentFor(situation, nextStage[stage], anchor.topic ?? undefined),
        ifNot: `Interest fades: after ${shortDate(Date.parse(recent[0]?.at ?? now) + within, now)} with nothing more heard, recycling is the better choice.`,
        from: windowStart(situation),
        until: windowEnd(situation),
      },
    ];
  },
};

function readReason(touch: Touch, now: string) {
  const times = touch.count > 1 ? `, ${numberWord(touch.count)} times, last` : '';
  return touchReason(`${touch.title}${times} ${onDate(touch.at, now)}`, touch);
}

function topLines({ context }: Situation, count: number) {
  return context.score.lines
    .filter((line) => line.points > 0 && line.group === 'fit')
    .slice(0, count)
    .map((line) => ({ text: line.label, ref: `score:${line.id}` }));
}

const asks: Record<FunnelStage, string> = {
  decision:
    'Teams at this point mostly ask about price, security and how the change-over goes. Which of the three should I answer first?',
  consideration: 'What would a tool have to do on your own data for you to take it seriously?',
  awareness: 'How do you handle this today, and what does it cost you when it goes wrong?',
};

function openerFor({ context }: Situation, stage: FunnelStage, said: string | null): string {
  const problem = context.origin.problem ? `You mentioned ${quoted(context.origin.problem)}.` : null;
  return [said, problem, asks[stage]].filter((part) => part !== null).join(' ');
}
