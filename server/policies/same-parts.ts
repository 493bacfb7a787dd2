import type { Known } from '../../lib/handoff/build-context.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { KeptContext } from './facts-of-many.ts';

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** Whether two policies read stored events as the same touches and handoffs. */
export function sameReading(before: Policy, after: Policy): boolean {
  const read = ({ content, ignorePages, staffDomains, events, handoff }: Policy) => [
    content,
    ignorePages,
    staffDomains,
    events,
    handoff.events,
    handoff.stages,
  ];
  return equal(read(before), read(after));
}

/** What of a lead's verdicts stays as it is under another policy, because the parts of the policy behind it are the same. */
export function sameParts(before: Policy, after: Policy): (context: KeptContext) => Known {
  const touches = sameReading(before, after);
  const score = touches && equal([before.score, before.competitorDomains], [after.score, after.competitorDomains]);
  const origin = touches && equal(before.ownDomains, after.ownDomains);
  const clocks = touches && equal([before.clocks, before.calendars], [after.clocks, after.calendars]);
  return (context) => ({
    ...(score ? { score: context.score } : {}),
    ...(origin ? { origin: context.origin } : {}),
    ...(clocks ? { clocks: { crossedAt: context.score.crossedAt, clocks: context.clocks } } : {}),
  });
}
