import type { Known } from '../../lib/handoff/build-context.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { KeptContext } from './facts-of-many.ts';

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What of a lead's verdicts stays as it is under another policy, because the parts of the policy behind it are the same. */
export function sameParts(before: Policy, after: Policy): (context: KeptContext) => Known {
  const read = (policy: Policy) => [
    policy.content,
    policy.ignorePages,
    policy.staffDomains,
    policy.events,
    policy.handoff.events,
    policy.handoff.stages,
  ];
  const touches = equal(read(before), read(after));
  const score = touches && equal(before.score, after.score);
  const origin = touches && equal(before.ownDomains, after.ownDomains);
  const clocks = touches && equal([before.clocks, before.calendars], [after.clocks, after.calendars]);
  return (context) => ({
    ...(score ? { score: context.score } : {}),
    ...(origin ? { origin: context.origin } : {}),
    ...(clocks ? { clocks: { crossedAt: context.score.crossedAt, clocks: context.clocks } } : {}),
  });
}
