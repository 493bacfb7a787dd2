import type { Clock } from '../contract/clock.ts';
import type { Step } from '../contract/next-step.ts';
import { dayMs, daysIn, numberWord, onDate, shortDate } from '../policy/days.ts';
import { neverWatched, problemOf, requestName } from './say.ts';
import { called, contentFor, later, type Rule, type Situation, touchReason } from './situation.ts';

/** Somebody asked for a demo or a call: that comes before all else, while it is fresh. */
export const hotRequest: Rule = {
  id: 'hot_request',
  suggest: (situation) => {
    const { context, request, attempts, hasEmail, hasPhone, open, policy, now } = situation;
    if (!request || !open || (!hasEmail && !hasPhone)) return [];
    if (attempts.some((attempt) => attempt.at > request.at)) return [];
    const end = later(request.at, daysIn(policy.nextStep.hotFor) * dayMs);
    const clock = firstTouchClock(context.clocks);
    const due = clock?.dueAt && clock.dueAt > request.at && clock.dueAt < end ? clock.dueAt : null;
    const action = hasPhone ? ('call' as const) : ('email' as const);
    const verb = hasPhone ? `Call ${called(situation)} now` : `Answer ${called(situation)} by email now`;
    const common = {
      action,
      opener: openerFor(situation),
      avoid: neverWatched,
      send: contentFor(situation, 'decision'),
    };
    const asked = request.kind === 'demo_request' ? 'Asked for a demo' : 'Asked to be contacted';
    const reasons = [touchReason(`${asked} ${onDate(request.at, now)}`, request), ...supporting(situation)];
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

function supporting(situation: Situation): Step['reasons'] {
  const { context } = situation;
  const reasons: Step['reasons'] = [];
  const decision = context.read.touches.find((touch) => touch.kind === 'page' && touch.stage === 'decision');
  if (decision)
    reasons.push(
      touchReason(`Read ${decision.title}${decision.count > 1 ? `, ${numberWord(decision.count)} times` : ''}`, decision),
    );
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
  const asked = `I am calling about ${requestName(situation)}.`;
  if (situation.request?.kind === 'contact_request')
    return problem
      ? `You asked us to get in touch about ${problem}. What would have to change for you to call it solved?`
      : 'You asked us to get in touch. What made you write to us now?';
  const byMail = `Thank you for asking for a demo.`;
  const start = situation.hasPhone ? asked : byMail;
  return problem
    ? `${start} You mentioned ${problem}: shall I show that on a setup like yours, and leave the rest out?`
    : `${start} What would you most like to see working, so that I show that and leave the rest out?`;
}
