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

/** All that is held on one lead, table by table, each row with its columns. Without the names of colleagues. */
export const leadExport = z
  .object({
    format: z.literal('leadside-lead-1'),
    leadId: z.uuid(),
    exportedAt: instant,
    lead: z.record(z.string(), z.unknown()),
    held: z.record(z.string(), z.array(z.record(z.string(), z.unknown()))),
    /** When the lead was shown to somebody, and why. */
    views: z.array(z.object({ at: instant, purpose: z.enum(viewPurposes) })),
  })
  .meta({ id: 'LeadExport' });
export type LeadExport = z.infer<typeof leadExport>;

/** That a lead was erased. Nothing in it is about the person, but for the ids of `remaining` in the first answer. */
export const erasure = z
  .object({
    leadId: z.uuid(),
    erasedAt: instant,
    /** Rows removed, by table. */
    removed: z.record(z.string(), z.int().min(0)),
    /** Records the CRMs still hold: a person has to erase them there. `id` is null from the second answer on: it is not kept. */
    remaining: z.array(z.object({ ...recordRef.shape, id: z.string().nullable() })),
    /** What is left to do, in a sentence. */
    next: text,
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof erasure>;
