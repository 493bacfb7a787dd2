import * as z from 'zod';
import { stage } from '../contract/context.ts';
import { attemptChannel, attemptOutcome, reasonCode } from '../contract/disposition.ts';
import { duration, text } from '../contract/primitives.ts';
import { touchKind } from '../contract/touch.ts';
import { provenIn } from '../policy/write-back.ts';
import { policyCalendar, type ReadyCalendar } from './policy-calendar.ts';

const id = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/, { error: 'Write an id in lower case letters, digits and underscores' });
const someOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(60).optional();
const countOf = z.int().min(1).max(100).optional();

/**
 * Something that happened to the lead. Entries taken back (undone) never count. `count` waits for the n-th time since
 * the clock started.
 *
 * - `handoff`: marketing gave the lead to sales. `threshold_crossed`: the score crossed it before any handoff.
 * - `accept`, `reject`, `recycle`, `reopen`: the rep's decisions. `disposition`: accept, reject or recycle.
 * - `attempt`, `touch`, `stage`: a logged attempt, something the buyer did, a lifecycle stage reached.
 */
export const happened = z.discriminatedUnion('event', [
  z.strictObject({ event: z.enum(['handoff', 'threshold_crossed', 'accept', 'reopen']), count: countOf }),
  z.strictObject({ event: z.enum(['reject', 'recycle', 'disposition']), reasons: someOf(reasonCode), count: countOf }),
  z.strictObject({
    event: z.literal('attempt'),
    channels: someOf(attemptChannel),
    outcomes: someOf(attemptOutcome),
    count: countOf,
  }),
  z.strictObject({ event: z.literal('touch'), kinds: someOf(touchKind), count: countOf }),
  z.strictObject({ event: z.literal('stage'), stages: someOf(stage), count: countOf }),
]);
export type Happened = z.infer<typeof happened>;

/**
 * Something that is so for a while. A decision stands until the next one; `recycled` also ends on its date, `rejected`
 * and `recycled` with a new handoff. `open`: no decision stands. `no_owner`: up to when the lead's owner became known.
 */
export const holds = z.strictObject({
  while: z.enum(['open', 'accepted', 'rejected', 'recycled', 'no_owner']),
  reasons: someOf(reasonCode),
});
export type Holds = z.infer<typeof holds>;

/** What is known of the person or the account; never so while it is not known. */
export const fieldIs = z
  .strictObject({
    field: z.enum([
      'person.title',
      'person.buyingRole',
      'person.owner',
      'account.country',
      'account.industry',
      'account.employees',
    ]),
    oneOf: someOf(text),
    atLeast: z.number().optional(),
  })
  .refine((value) => (value.oneOf === undefined) !== (value.atLeast === undefined), { error: 'Give either oneOf or atLeast' });

/** True or not at the moment a cycle starts. `within` looks back only so far, in elapsed time. */
export const goalCondition = z.union([z.strictObject({ had: happened, within: duration.optional() }), holds, fieldIs]);
export type GoalCondition = z.infer<typeof goalCondition>;

/** How long, counted in which calendar. `calendar` names one of the policy's, or `always`. */
export const goal = z.strictObject({
  name: text,
  /** All of them must be so. */
  when: z.array(goalCondition).max(20),
  duration,
  calendar: z.string().min(1).max(60),
});
export type Goal = z.infer<typeof goal>;

/**
 * One clock of the policy. It starts and stops when any of its conditions comes true and is paused while any of `pause`
 * is; a start while it runs changes nothing, a start after a stop begins a new cycle. Goals are tried from the top.
 */
export const clockDefinition = z
  .strictObject({
    id,
    name: text,
    owner: z.enum(['rep', 'marketing']),
    start: z.array(happened).min(1).max(20),
    pause: z.array(holds).max(20),
    stop: z.array(happened).min(1).max(20),
    goals: z.array(goal).min(1).max(20),
    /** The CRM field or timestamp that proves the clock was kept. */
    provenBy: text,
    /** The same for a machine: what the write-back writes when it stops, by CRM. */
    provenIn: provenIn.optional(),
    /** What stops it, in words. */
    stopsOn: text,
  })
  .refine((clock) => clock.goals.at(-1)?.when.length === 0, {
    error: 'The last goal must have no condition (when: []), so that every lead has one',
    path: ['goals'],
  })
  .meta({ id: 'ClockDefinition' });
export type ClockDefinition = z.infer<typeof clockDefinition>;

export const clockDefinitions = z
  .array(clockDefinition)
  .max(40)
  .superRefine((clocks, context) => {
    for (const [i, clock] of clocks.entries()) {
      if (clocks.findIndex((other) => other.id === clock.id) < i) {
        context.addIssue({
          code: 'custom',
          path: [i, 'id'],
          message: `There are two clocks with the id ${clock.id}; give each its own`,
        });
      }
    }
  });

/** Calendars by name. `always` is built in (every hour of every day) and cannot be written over. */
export const calendars = z
  .record(z.string().min(1).max(60), policyCalendar)
  .refine((named) => !('always' in named), { error: 'The calendar "always" is built in; choose another name' });
export type Calendars = Readonly<Record<string, ReadyCalendar>>;
