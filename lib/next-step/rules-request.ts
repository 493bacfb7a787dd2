import type { Clock } from '../contract/clock.ts';
import type { Step } from '../contract/next-step.ts';
import { dayMs, daysIn, numberWord, onDate, shortDate } from '../policy/days.ts';
import { neverWatched, problemOf, quoted, requestName, wrote } from './say.ts';
import { called, contentFor, later, type Rule, type Situation, touchReason } from './situation.ts';

/** Somebody asked for a demo or a call: that comes before all else, while it is fresh. */
export const hotRequest: Rule = {
  id: 'hot_request',
  suggest: (situation) => {
    const { context, request, attempts, hasEmail, hasPhone, open, policy, now } = situation;
    if (!request || !open || (!hasEmail && !hasPhone)) return [];
    if (attempts.some((attempt) => attempt.at > request.at)) return [];
    // The tracker tells of a meeting some moments after the rep booked it on the call.
    if (attempts[0]?.outcome === 'booked' && Date.parse(request.at) - Date.parse(attempts[0].at) < dayMs) return [];
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
    const asked = slot ? 'Booked a meeting' : request.kind === 'demo_request' ? 'Asked for a demo' : 'Asked to be contacted';
    const reasons = [touchReason(`${asked} ${onDate(request.at, now)}`, request), ...supporting(situation)];
    if (slot)
      return [
        {
          ...common,
          id: 'hot_request:booked',
          action: hasEmail ? 'email' : 'call',
          title: `Confirm the meeting with ${called(situation)}`,
          reasons,
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
        reasons: [...reasons, ...promise],
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
        reasons: [...reasons, { text: `${clock?.name ?? 'First touch'} is overdue`, ref: `clock:${clock?.id ?? ''}` }],
        ifNot: `After ${shortDate(end, now)} this is a cold follow-up.`,
        from: due,
        until: end,
      });
    return steps;
  },
};

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
  const decision = context.read.touches.find((touch) => touch.kind === 'page' && touch.stage === 'decision');
  if (decision)
    reasons.push(
      touchReason(`Read ${decision.title}${decision.count > 1 ? `, ${numberWord(decision.count)} times` : ''}`, decision),
    );
  const { question } = situation.heard;
  if (question) reasons.push({ text: `Wrote: ${quoted(question.value)}`, ref: 'heard:question' });
  if (context.origin.problem)
    reasons.push({ text: `Wants to solve: ${context.origin.problem}`.slice(0, 300), ref: 'origin:problem' });
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
  if (question?.value.trim().endsWith('?'))
    return `${start} ${wrote(question.value)} Let me answer that first. What else would you want to be sure of?`;
  const told = question ? wrote(question.value) : problem ? `You told us: ${problem}.` : null;
  if (told)
    return call
      ? `${start} ${told} What would have to change for you to call that solved?`
      : `${start} ${told} Shall I show just that, on a setup like yours?`;
  return call
    ? `${start} What made you write now?`
    : `${start} What would you most like to see working? I will show that and leave the rest out.`;
}
