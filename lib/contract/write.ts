import * as z from 'zod';
import { attemptChannel, attemptOutcome, dispositionKinds, reasonCode } from './disposition.ts';
import { instant, text } from './primitives.ts';
import { recordRef } from './record.ts';

const person = z.object({ name: text, email: text.nullable() });

/** What a rep did with a lead, as a system that is only told of it gets it: the body of a webhook. */
export const dispositionEvent = z
  .object({
    type: z.literal('disposition'),
    /** Of the operation: the same in every sending of it. */
    id: z.uuid(),
    kind: z.enum(dispositionKinds),
    at: instant,
    by: person,
    record: recordRef,
    leadId: z.string().max(60),
    /** Where the lead stands after it. */
    state: z.enum(['open', 'accepted', 'rejected', 'recycled']),
    reason: z.object({ code: reasonCode, label: text }).nullable(),
    subReason: z.object({ code: reasonCode, label: text }).nullable(),
    /** Handoff fields found missing. */
    missing: z.array(z.string().max(60)),
    until: z.iso.date().nullable(),
    channel: attemptChannel.nullable(),
    outcome: attemptOutcome.nullable(),
    /** With `undo`: the operation that was taken back. */
    undoes: z.uuid().nullable(),
    note: z.string().nullable(),
  })
  .meta({ id: 'DispositionEvent' });
export type DispositionEvent = z.infer<typeof dispositionEvent>;

/**
 * One disposition or attempt as one CRM is to hold it, worked out from the policy's mapping: a connector decides nothing.
 * Everything in it is written under `operationId`, so that a second sending finds the first.
 */
export const crmWrite = z.object({
  operationId: z.uuid(),
  ref: recordRef,
  at: instant,
  by: person,
  /** Fields of the record by their API name; null empties one. */
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Of the labels in `among`, the record carries `label` and no other. Labels are told by their name in the CRM. */
  label: z.object({ label: z.string().nullable(), among: z.array(z.string()) }).nullable(),
  /** A finished activity on the record's timeline. `outcome` is the CRM's own code for it, where the policy names one. */
  activity: z
    .object({ channel: attemptChannel, subject: z.string(), body: z.string(), outcome: z.string().nullable() })
    .nullable(),
  /** Plain text for the record's timeline. */
  note: z.string().nullable(),
  /** Closes the record to edits where the CRM knows that: done last. */
  archive: z.boolean(),
  /** What a later choice on the record has set since and this write, sent again, leaves as it is: fields by their API name. */
  leftOut: z.array(z.string()).optional(),
  /** What happened, for a CRM that is only told. */
  event: dispositionEvent.optional(),
});
export type CrmWrite = z.infer<typeof crmWrite>;
