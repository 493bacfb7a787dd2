import type { Step } from '../contract/next-step.ts';
import type { Touch } from '../contract/touch.ts';
import { monthOf, onDate, shortDate } from '../policy/days.ts';
import { neverWatched, openly, problemOf } from './say.ts';
import { called, contentFor, did, type Rule, type Situation, touchReason } from './situation.ts';

/** A lead that was recycled or turned down for now: wait for the date, unless they come back before it. */
export const comeback: Rule = {
  id: 'comeback',
  suggest: (situation) => {
    const { context, now, policy, hasPhone, hasEmail } = situation;
    const { current, state } = context.disposition;
    if (!current || (state !== 'recycled' && state !== 'rejected')) return [];
    const rule = policy.dispositions.reasons.find((reason) => reason.code === current.reason);
    if (rule?.disqualifies || rule?.returnsToMarketing) return [];
    const decided = {
      text: `${state === 'recycled' ? 'Recycled' : 'Rejected'} ${onDate(current.at, now)}${current.reasonLabel ? `: ${current.reasonLabel}` : ''}`,
      ref: `disposition:${current.id}`,
    };
    const action = hasPhone ? ('call' as const) : hasEmail ? ('email' as const) : ('fix_contact' as const);
    const common = {
      action,
      opener: openerFor(situation),
      avoid: `${neverWatched} Do not repeat the pitch they turned down.`,
      send: contentFor(situation, 'consideration'),
      ifNot: 'The lead stays where it is, and marketing keeps it.',
    };
    const steps: Step[] = [];
    const back = signOfReturn(situation, current.at);
    if (back)
      steps.push({
        ...common,
        id: 'comeback',
        title: `Reopen and ${action === 'email' ? 'write to' : 'call'} ${called(situation)}: they came back`,
        reasons: [touchReason(did(back, now), back), decided],
        from: back.at,
        until: null,
      });
    // Who has come back is not waited for.
    if (!back && state === 'recycled' && current.until) {
      const date = `${current.until}T00:00:00.000Z`;
      steps.push({
        ...common,
        id: 'comeback:date',
        title: `Reopen and ${action === 'email' ? 'write to' : 'call'} ${called(situation)}: the date you set has come`,
        reasons: [decided],
        from: date,
        until: null,
      });
      steps.push({
        ...common,
        id: 'comeback:wait',
        action: 'wait',
        title: `Wait until ${shortDate(date, now)}`,
        reasons: [decided],
        opener: null,
        avoid: null,
        send: null,
        ifNot: null,
        from: current.at,
        until: date,
      });
    }
    return steps;
  },
};

/** The newest thing they did after the decision that shows interest: a request, or a page of a buyer and not of a reader. */
function signOfReturn({ context }: Situation, since: string): Touch | null {
  const telling = (touch: Touch) =>
    touch.kind === 'demo_request' ||
    touch.kind === 'contact_request' ||
    touch.kind === 'trial' ||
    touch.stage === 'decision' ||
    touch.stage === 'consideration';
  return context.read.touches.find((touch) => touch.at > since && telling(touch)) ?? null;
}

function openerFor(situation: Situation): string {
  const { request, time, context } = situation;
  const { current, history } = context.disposition;
  if (request && current && request.at > current.at)
    return 'You have asked us again, so let us start where you are now. What has changed?';
  const said = openly(situation, time - Date.parse(current?.at ?? situation.now));
  if (said) return `${said.words} Is this on your list again, or are you keeping an eye on it for later?`;
  const spoke = history.some((entry) => entry.kind === 'attempt' && !entry.undone && entry.outcome === 'connected');
  const about = problemOf(situation);
  if (spoke)
    return `When we last spoke it was not the right time${about ? ` for this: ${about}` : ''}. Is it now, or should I ask again later?`;
  const then = current?.reason === 'bad_timing' ? 'it was not the right time' : 'we did not get to it';
  if (request)
    return `You asked us for ${asWhat[request.kind] ?? 'a call'} in ${monthOf(request.at)}, and ${then}. Is it now, or should I ask again later?`;
  return `We were in touch in ${monthOf(current?.at ?? situation.now)}, and ${then}. Is it worth fifteen minutes now, or later in the year?`;
}

const asWhat: Partial<Record<Touch['kind'], string>> = { demo_request: 'a demo', contact_request: 'a call' };
