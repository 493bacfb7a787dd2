import * as z from 'zod';
import { attemptOutcome } from '../contract/disposition.ts';
import { crmId, objectKind } from '../contract/record.ts';

/** What a rep does that a CRM is to hold. Taking one back writes what stood before it. */
export const writtenKinds = ['accept', 'reject', 'recycle', 'reopen', 'attempt'] as const;
export type WrittenKind = (typeof writtenKinds)[number];
const kind = z.enum(writtenKinds);

const fieldName = z
  .string()
  .regex(/^[A-Za-z0-9_]{1,100}$/, { error: 'Write the field by its API name: letters, digits and underscores' });

/** Where a value comes from that differs each time. `reason` and `subReason` go through `reasons`, `outcome` through `outcomes`. */
export const valueSources = ['reason', 'subReason', 'until', 'note', 'by', 'byEmail', 'at', 'day', 'channel', 'outcome'] as const;
export type ValueSource = (typeof valueSources)[number];

/** A value as it is written, the same each time; null empties the field. Or what it is taken from. */
export const fieldValue = z.union([
  z.string().max(1000),
  z.number(),
  z.boolean(),
  z.null(),
  z.strictObject({ from: z.enum(valueSources) }),
]);
export type FieldValue = z.infer<typeof fieldValue>;

const words = z.string().trim().min(1).max(200);

/** What is written to one kind of record of one CRM. */
export const objectWriting = z.strictObject({
  /** By what the rep did: field and value. */
  fields: z.partialRecord(kind, z.record(fieldName, fieldValue)).default({}),
  /** The CRM's own values for our reasons: by `code`, or `code.subCode` for a closer one. What is not listed goes by its label. */
  reasons: z.record(z.string().max(130), words).default({}),
  /** Pipedrive: the label the record carries afterwards; null takes ours away. */
  labels: z.partialRecord(kind, words.nullable()).default({}),
  /** Pipedrive: what moves a lead to the archive. */
  archive: z
    .array(z.enum(['reject', 'recycle']))
    .max(2)
    .default([]),
  /** What is also written to the timeline as a note. */
  notes: z.array(kind).max(writtenKinds.length).default(['accept', 'reject', 'recycle', 'reopen']),
  /** Whether an attempt becomes an activity. */
  activity: z.boolean().default(true),
  /** The CRM's own codes for how a call ended. */
  outcomes: z.partialRecord(attemptOutcome, words).default({}),
});
export type ObjectWriting = z.infer<typeof objectWriting>;

/** By CRM and object. What is not listed is not written. */
export const writeBack = z.partialRecord(crmId.exclude(['custom']), z.partialRecord(objectKind, objectWriting));
export type WriteBack = z.infer<typeof writeBack>;

/** What of a record proves a clock: a field by its API name, or one of these. */
export const provenParts = ['activity', 'note', 'label', 'archive'] as const;
const proof = z.string().regex(/^(lead|contact|account|opportunity)\.[A-Za-z0-9_]{1,100}$/, {
  error: `Write an object and a field such as lead.Status, or an object and one of ${provenParts.join(', ')}`,
});
/** By CRM: what is written there when the clock stops, such as `lead.Status` or `contact.activity`. */
export const provenIn = z.partialRecord(crmId.exclude(['custom']), z.array(proof).min(1).max(8));
export type ProvenIn = z.infer<typeof provenIn>;
