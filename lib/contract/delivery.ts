import * as z from 'zod';
import { instant, text } from './primitives.ts';
import { crmId } from './record.ts';

/**
 * Where one disposition or attempt stands on its way into the CRM. `waiting` covers the seconds in which it can be taken
 * back and every wait between two tries; `withdrawn` was taken back before anything was written.
 */
export const deliveryStates = ['waiting', 'sending', 'in_crm', 'parked', 'withdrawn'] as const;

/** The way of one operation into the CRM, as the rep sees it. Absent where the workspace writes to no CRM. */
export const delivery = z
  .object({
    state: z.enum(deliveryStates),
    crm: crmId,
    /** Since when it is in this state. */
    since: instant,
    /** Tries made. */
    tries: z.int().min(0),
    /** When it is tried next; null when it is not. */
    nextAt: instant.nullable(),
    /** Why it is not in the CRM yet, or why it was parked, and what to do, in one sentence. */
    because: text.nullable(),
    /** The CRM fields and activities written, as an admin of the CRM names them: "Lead.Status", "Task". */
    wrote: z.array(z.string().max(120)).max(20),
    /** What was not written since a later choice on the record has set it: CRM fields by their API name. */
    leftOut: z.array(z.string().max(120)).optional(),
  })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof delivery>;
