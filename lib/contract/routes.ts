import * as z from 'zod';
import { leadContext } from './context.ts';
import { type RecordRef, recordRef } from './record.ts';

/** Grows when the contract changes in a way an older peer cannot read. Sent by both sides on every request. */
export const contractVersion = 1;
/** The oldest server contract this extension can read, and the oldest client contract this server serves. */
export const oldestServerContract = 1;
export const oldestClientContract = 1;

/** Header names, lower case. `now` is the server's clock in epoch milliseconds, to correct a wrong device clock. */
export const headers = {
  contract: 'leadside-contract',
  requestId: 'leadside-request-id',
  now: 'leadside-now',
} as const;

export const paths = {
  session: '/v1/session',
  context: '/v1/context',
  dispositions: '/v1/dispositions',
  attempts: '/v1/attempts',
  feedback: '/v1/feedback',
  links: '/v1/links',
  live: '/v1/live',
  health: '/health',
  ready: '/ready',
  metrics: '/metrics',
  openapi: '/openapi.json',
  docs: '/docs',
} as const;

/** `/v1/context/{crm}/{account}/{object}/{id}`, each part encoded. */
export function contextPath(ref: RecordRef): string {
  return `${paths.context}/${[ref.crm, ref.account, ref.object, ref.id].map(encodeURIComponent).join('/')}`;
}

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

/** `data` of a live update (event name `context`): this lead's context has a new version. */
export const liveUpdate = z
  .object({ leadId: z.string(), version: z.int().min(0), refs: z.array(recordRef) })
  .meta({ id: 'LiveUpdate' });
export type LiveUpdate = z.infer<typeof liveUpdate>;
