import * as z from 'zod';
import { instant, text } from './primitives.ts';
import { recordRef } from './record.ts';

/**
 * Why somebody was shown a lead: `sidebar`, to work on it beside its CRM record; `answer`, with the answer to their own choice;
 * `export`, to hand the person what is held on them.
 */
export const viewPurposes = ['sidebar', 'answer', 'export'] as const;
export type ViewPurpose = (typeof viewPurposes)[number];

/** One row of the view log. `record` is null when none was named, or when the lead was erased since. */
export const view = z
  .object({
    sequence: z.int().min(1),
    at: instant,
    viewer: z.object({ id: z.uuid(), name: text }),
    leadId: z.uuid(),
    record: recordRef.nullable(),
    purpose: z.enum(viewPurposes),
    /** 200: all of it was sent. 304: what the device held already was still right. */
    result: z.int(),
  })
  .meta({ id: 'View' });
export type View = z.infer<typeof view>;

/** The newest first; `next` is what to give as `before` for those that follow, null at the end. */
export const views = z.object({ views: z.array(view), next: z.int().min(1).nullable() }).meta({ id: 'Views' });
export type Views = z.infer<typeof views>;
