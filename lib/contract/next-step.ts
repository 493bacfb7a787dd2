import * as z from 'zod';
import { factRef, instant, text, webUrl } from './primitives.ts';

export const stepActions = [
  'call',
  'email',
  'linkedin',
  'meeting',
  'fix_contact',
  'wait',
  'recycle',
  'return',
  'reject',
] as const;

/** One suggestion with the window in which it holds; the sidebar shows the first whose window is open. */
export const step = z
  .object({
    id: z.string().max(100),
    action: z.enum(stepActions),
    title: text,
    reasons: z.array(z.object({ text, ref: factRef })),
    /** What to say, in the rep's voice; never "I saw you visited". */
    opener: text.nullable(),
    /** What not to say, and why. */
    avoid: text.nullable(),
    send: z.object({ title: text, url: webUrl.nullable() }).nullable(),
    ifNot: text.nullable(),
    from: instant,
    until: instant.nullable(),
  })
  .meta({ id: 'Step' });
export type Step = z.infer<typeof step>;

/** A rep's answer on a step, as given. */
export const stepAnswer = z.object({ step: z.string().max(100), useful: z.boolean(), by: text, at: instant });
export type StepAnswer = z.infer<typeof stepAnswer>;

/** An empty `steps` is an answer: `none` then says what evidence is missing. */
export const nextStep = z
  .object({
    steps: z.array(step),
    none: text.nullable(),
    /** The newest answer on each of the steps; left out by a server that does not know it yet. */
    answers: z.array(stepAnswer).max(50).optional(),
  })
  .meta({ id: 'NextStep' });
export type NextStep = z.infer<typeof nextStep>;
