import type { Clock } from '../contract/clock.ts';
import type { Step } from '../contract/next-step.ts';
import type { Touch } from '../contract/touch.ts';
import { dayMs, daysIn, numberWord, onDate, shortDate } from '../policy/days.ts';
import { hasAny } from '../policy/judge-criterion.ts';
import { neverWatched, problemOf, quoted, requestName, takenUp, wrote } from './say.ts';
import { called, contentFor, later, type Rule, type Situation, touchReason } from './situation.ts';

/** Somebody asked for a demo or a call: that comes before all else, while it is fresh. */
export const hotRequest: Rule = {
  id: 'hot_request',
  suggest: (situation) => {
    const { context, request, attempts, hasEmail, hasPhone, open, policy, now } = situation;
    if (!request || !open || (!hasEmail && !hasPhone)) return [];
    if (spokenSince(attempts, request.at)) return [];
    const end = later(request.at, daysIn(policy.nextStep.hotFor) * dayMs);
    const clock = firstTouchClock(context.clocks);
    const due = clock?.dueAt && clock.dueAt > request.at && clock.dueAt < end ? clock.dueAt : null;
    const action = hasPhone ? ('call' as const) : ('email' as const);
    const verb = hasPhone ? `Call ${called(situation)} now` : `Answer ${called(situation)} by email now`;
    const common = {
      action,
      opener: openerFor(situation),
      avoid: neverWatched,
      // Who weighs the price is helped by what it saves.
      send: contentFor(situation, 'decision', priced(situation) ? 'return on investment' : undefined),
    };
    const slot = /\b(booked|scheduled)\b/i.test(request.title);
    const asked = slot ? 'Booked a meeting' : requested(request);
    const first = touchReason(`${asked} ${onDate(request.at, now)}`, request);
    /** The strongest first, and no more than a rep reads before the call. */
    const reasonsWith = (more: Step['reasons']) =>
      [first, ...written(situation), ...more, ...supporting(situation)].slice(0, most);
    if (slot)
      return [
        {
          ...common,
          id: 'hot_request:booked',
          action: hasEmail ? 'email' : 'call',
          title: `Confirm the meeting with ${called(situation)}`,
          reasons: reasonsWith([]),
          opener:
            'Thank you for taking a time with me. So that it is worth yours: what should be answered by the end of it, and who else should hear it?',
          avoid: 'Do not send a product tour ahead of it: ask what the meeting has to settle.',
          ifNot: 'Meetings without an agreed question are the ones that get moved.',
          from: request.at,
          until: end,
        },
      ];
    const promise = clock ? [{ text: `${clock.name} is promised within ${promised(clock)}`, ref: `clock:${clock.id}` }] : [];
    const steps: Step[] = [
      {
        ...common,
        id: 'hot_request',
        title: verb,
        reasons: reasonsWith(promise),
        ifNot: `After ${shortDate(end, now)} this is a cold follow-up, and the promised first touch is missed.`,
        from: request.at,
        until: due ?? end,
      },
    ];
    if (due)
      steps.push({
        ...common,
        id: 'hot_request:late',
        title: `${verb}: the promised time has passed`,
        reasons: reasonsWith([{ text: `${clock?.name ?? 'First touch'} is overdue`, ref: `clock:${clock?.id ?? ''}` }]),
        ifNot: `After ${shortDate(end, now)} this is a cold follow-up.`,
        from: due,
        until: end,
      });
    return steps;
  },
};

const most = 4;

/** What they wrote, and nobody has answered: no longer fresh, and still the best reason until it is answered or too old. */
export const openQuestion: Rule = {
  id: 'open_question',
  suggest: (situation) => {
    const { attempts, context, heard, now, open, policy, request, hasEmail, hasPhone } = situation;
    const { question } = heard;
    if (!open || !question || (!hasEmail && !hasPhone)) return [];
    // A reader's question before anybody handed them over is marketing's to answer.
    if (!request && context.handoff.at === null && !context.score.qualified) return [];
    if (spokenSince(attempts, question.at)) return [];
    const asks = question.value.trim().endsWith('?');
    const topic = policy.nextStep.objections.find((rule) => hasAny(question.value, rule.words))?.topic;
    const action = hasPhone ? ('call' as const) : ('email' as const);
    const cold = request ? later(request.at, daysIn(policy.nextStep.hotFor) * dayMs) : question.at;
    return [
      {
        id: 'open_question',
        action,
        title: `${hasPhone ? 'Call' : 'Write to'} ${called(situation)}: what they wrote ${onDate(question.at, now)} has had no answer`,
        reasons: [
          ...written(situation),
          ...(request ? [touchReason(`${requested(request)} ${onDate(request.at, now)}, nothing logged since`, request)] : []),
          ...supporting(situation),
        ].slice(0, most),
        opener: `You ${asks ? 'asked' : 'wrote to'} us ${onDate(question.at, now)}: ${quoted(question.value)}${
          asks ? '' : '.'
        } You have not heard from us since, and I am sorry. ${
          asks ? 'Let me answer it now. What else would you want settled?' : 'Is that still what you need?'
        }`,
        avoid: 'Say sorry once and answer: why it took so long is of no use to them.',
        send: contentFor(situation, 'decision', topic ?? (priced(situation) ? 'return on investment' : undefined)),
        ifNot: 'They asked and heard nothing: whoever answers next has the conversation.',
        from: [cold, question.at].sort()[1] ?? question.at,
        until: question.staleAt ?? later(question.at, daysIn(policy.nextStep.answerWithin) * dayMs),
      },
    ];
  },
};

/** Tried since, or a meeting was booked: the tracker tells of one some moments after the rep booked it on the call. */
function spokenSince(attempts: Situation['attempts'], at: string): boolean {
  const last = attempts[0];
  if (last?.outcome === 'booked' && Date.parse(at) - Date.parse(last.at) < dayMs) return true;
  return attempts.some((attempt) => attempt.at > at);
}

/** Their own message, as a reason. */
const written = ({ heard: { question } }: Situation): Step['reasons'] =>
  question ? [{ text: `Wrote: ${quoted(question.value)}`, ref: 'heard:question' }] : [];

const requested = ({ kind }: Touch) => (kind === 'demo_request' ? 'Asked for a demo' : 'Asked to be contacted');

/** The rep's own clock that runs out first, the one for a first touch if there is one. */
function firstTouchClock(clocks: readonly Clock[]): Clock | null {
  const running = clocks
    .filter((clock) => clock.owner === 'rep' && clock.state === 'running' && clock.dueAt !== null)
    .sort((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''));
  return running.find((clock) => clock.id.startsWith('first')) ?? running[0] ?? null;
}

/** "1 working hour", "90 working minutes", "24 hours". */
function promised({ goal }: Clock): string {
  const minutes = Math.round(goal.ms / 60_000);
  const count = minutes % 60 === 0 ? minutes / 60 : minutes;
  return `${count}${goal.working ? ' working' : ''} ${minutes % 60 === 0 ? 'hour' : 'minute'}${count === 1 ? '' : 's'}`;
}

const priced = ({ context }: Situation) => context.read.touches.some((touch) => touch.topic === 'pricing');

function supporting(situation: Situation): Step['reasons'] {
  const { context } = situation;
  const reasons: Step['reasons'] = [];
  if (context.origin.problem)
    reasons.push({ text: `Wants to solve: ${context.origin.problem}`.slice(0, 300), ref: 'origin:problem' });
  const decision = context.read.touches.find((touch) => touch.kind === 'page' && touch.stage === 'decision');
  if (decision)
    reasons.push(
      touchReason(`Read ${decision.title}${decision.count > 1 ? ` ${numberWord(decision.count)} times` : ''}`, decision),
    );
  const active = context.account?.people.filter((person) => person.touches > 0) ?? [];
  if (active.length > 0)
    reasons.push({
      text: `${active.length === 1 ? 'One colleague is' : `${numberWord(active.length)} colleagues are`} active too`.replace(
        /^./,
        (letter) => letter.toUpperCase(),
      ),
      ref: 'account:people',
    });
  return reasons;
}

function openerFor(situation: Situation): string {
  const problem = problemOf(situation);
  const question = situation.heard.question;
  const call = situation.request?.kind === 'contact_request';
  const start = call
    ? 'You asked us to get in touch.'
    : situation.hasPhone
      ? `I am calling about ${requestName(situation)}.`
      : 'Thank you for asking for a demo.';
  if (question?.value.trim().endsWith('?')) return `${start} ${takenUp(question.value)} What else would you want to be sure of?`;
  const told = question ? wrote(question.value) : problem ? `You told us: ${problem}.` : null;
  if (told)
    return call
      ? `${start} ${told} What would have to change for you to call that solved?`
      : `${start} ${told} Shall I show just that, on a setup like yours?`;
  return call
    ? `${start} What made you write now?`
    : `${start} What would you most like to see working? I will show that and leave the rest out.`;
}
