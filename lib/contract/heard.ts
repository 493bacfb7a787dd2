import * as z from 'zod';
import { fact } from './primitives.ts';

const most = 20;

/** What the buyer said: written with a request, or noted by a rep after a call. Newest first; `source` of a note is the rep. */
export const heard = z
  .object({
    /** The message that came with the newest request or form. */
    question: fact.nullable(),
    objections: z.array(fact).max(most),
    competitors: z.array(fact).max(most),
    /** The buyer's own words. */
    words: z.array(fact).max(most),
    /** Sales notes of the CRM and of the rep. */
    notes: z.array(fact).max(most),
  })
  .meta({ id: 'Heard' });
export type Heard = z.infer<typeof heard>;
