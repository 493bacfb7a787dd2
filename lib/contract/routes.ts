import * as z from 'zod';
import { leadContext } from './context.ts';
import { recordRef } from './record.ts';

export * from './wire.ts';

/** Answer to a disposition, an attempt or feedback: the fresh context, so that nothing needs a second request. */
export const saved = z.object({ id: z.uuid(), duplicate: z.boolean(), context: leadContext }).meta({ id: 'Saved' });
export type Saved = z.infer<typeof saved>;

/** Ties a CRM record to a lead: by the lead's id, or by an email (which makes the lead when it is new). */
export const linkRequest = z
  .strictObject({ ref: recordRef, email: z.email().max(320).optional(), leadId: z.string().max(60).optional() })
  .refine((link) => (link.email === undefined) !== (link.leadId === undefined), { error: 'Give either email or leadId' })
  .meta({ id: 'LinkRequest' });
export type LinkRequest = z.infer<typeof linkRequest>;
export const linked = z.object({ leadId: z.string(), created: z.boolean() }).meta({ id: 'Linked' });

/**
 * `data` of a live update (event name `context`): this lead's context has a new version; 0 when there is nothing to show any more,
 * since the lead was erased (then without `refs`) or restricted.
 */
export const liveUpdate = z
  .object({ leadId: z.string(), version: z.int().min(0), refs: z.array(recordRef) })
  .meta({ id: 'LiveUpdate' });
export type LiveUpdate = z.infer<typeof liveUpdate>;
