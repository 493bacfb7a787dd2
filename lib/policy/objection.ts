import * as z from 'zod';
import { text } from '../contract/primitives.ts';
import { slug } from './criterion.ts';

/** One kind of objection: how it is recognised in a rep's note, what to say to it, what not, and what to send. */
export const objectionRule = z.strictObject({
  id: slug,
  /** Inside a sentence: "Answer Ana on …". */
  label: text.min(1),
  /** Whole words in what was noted, any case. */
  words: z.array(z.string().trim().min(1).max(200)).min(1).max(200),
  /** `recycle`: the answer is a date. */
  action: z.enum(['answer', 'recycle']).default('answer'),
  /** Of the content to send; without a match something of the stage is offered. */
  topic: text.min(1).optional(),
  say: text.min(1),
  avoid: text.min(1),
});
export type ObjectionRule = z.infer<typeof objectionRule>;
export type ObjectionInput = z.input<typeof objectionRule>;
