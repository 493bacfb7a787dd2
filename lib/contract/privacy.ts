import * as z from 'zod';
import { instant, text } from './primitives.ts';
import { recordRef } from './record.ts';

/**
 * Why somebody was shown a lead: `sidebar`, to work on it beside its CRM record; `answer`, with the answer to their own choice;
 * `export`, to hand the person what is held on them.
 */
export const viewPurposes = ['sidebar', 'answer', 'export'] as const;
export type ViewPurpose = (typeof viewPurposes)[number];

/** One row of the view log. `record` is null when none was named, when the lead was erased since, or while it is restricted. */
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

/** Restricts a lead; `because` is kept, and is part of what the person is shown of themselves. */
export const restrictLead = z.strictObject({ because: z.string().trim().min(1).max(200) }).meta({ id: 'RestrictLead' });

/** That what is held on a lead is kept, but neither shown nor worked with, and until when: `liftedAt` is null while it stands. */
export const restriction = z
  .object({
    leadId: z.uuid(),
    restrictedAt: instant,
    because: text,
    /** Events of the person that were sent meanwhile, each as often as it was; nothing else of them is kept. */
    dropped: z.int().min(0),
    liftedAt: instant.nullable(),
  })
  .meta({ id: 'Restriction' });
export type Restriction = z.infer<typeof restriction>;

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
