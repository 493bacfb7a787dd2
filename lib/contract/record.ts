import * as z from 'zod';

/** Every CRM Leadside recognises; `custom` is any CRM with one address per record. */
export const crmIds = ['salesforce', 'hubspot', 'pipedrive', 'custom'] as const;
export const crmId = z.enum(crmIds);
export type CrmId = z.infer<typeof crmId>;

export const objectKinds = ['lead', 'contact', 'account', 'opportunity'] as const;
export const objectKind = z.enum(objectKinds);
export type ObjectKind = z.infer<typeof objectKind>;

/** The address of a CRM record as data. `account` is the tenant of the CRM; `id` is canonical within it. */
export const recordRef = z
  .strictObject({
    crm: crmId,
    account: z.string().min(1).max(200),
    object: objectKind,
    id: z.string().min(1).max(200),
  })
  .meta({ id: 'RecordRef' });
export type RecordRef = z.infer<typeof recordRef>;

/** What an address names: a record, nothing, or "keep the record shown before". */
export type RecordAt = { kind: 'record'; ref: RecordRef } | { kind: 'none' } | { kind: 'keep' };

export { refKey } from './wire.ts';
