/**
 * What a marketing event may say: the calls of Segment's HTTP API (identify, track, page, screen, group, alias) with the
 * names Leadside reads. Whatever is not named here is kept with the event and read by nothing.
 */
import * as z from 'zod';
import { objectKind } from './record.ts';

/** Bounds of one request and one event. Sizes are bytes of JSON after decompression. */
export const eventCaps = {
  batchBytes: 500 * 1024,
  eventBytes: 32 * 1024,
  stringLength: 2048,
  keys: 255,
  depth: 8,
  idLength: 255,
  /** How far ahead of the server an event's time may be before it is flagged; any time ahead becomes the time of receipt. */
  futureMs: 3_600_000,
  /** How long ago an event may have happened before it is moved to that limit: three years. */
  pastMs: 3 * 365 * 86_400_000,
} as const;

export const eventTypes = ['identify', 'track', 'page', 'screen', 'group', 'alias'] as const;
export const eventType = z.enum(eventTypes);
export type EventType = z.infer<typeof eventType>;

const id = z.string().min(1).max(eventCaps.idLength);
const optionalId = id.nullish();
const bag = z.record(z.string(), z.unknown());
export const eventTime = z
  .string()
  .max(64)
  .refine((value) => !Number.isNaN(Date.parse(value)), { error: 'Write a time as ISO 8601, such as 2026-03-04T10:20:30.000Z' });

/**
 * Traits of a person, in `identify` or in any event's `context.traits`. Names in brackets are read as the same thing.
 *
 * - Identity: `name`, or `firstName` and `lastName` (`first_name`, `last_name`); `email`; `title` (`jobTitle`, `job_title`);
 *   `company` (text, or an object with `name` and the traits of an account); `phone`; `buyingRole`
 *   (`buying_role`); `link`, a page about the person.
 * - Ownership: `owner` (`ownerName`), `ownerEmail` (`owner_email`), `lifecycleStage` (`lifecycle_stage`): inquiry, mql, sal,
 *   sql, opportunity or disqualified, HubSpot's names included; `lifecycleStages`: stages reached before, as `[{ stage, at }]`.
 * - Consent: `consent`, text or true or false.
 * - Origin: `howDidYouHear` (`hearAboutUs`, `how_did_you_hear`, `hear_about_us`): an empty answer is kept as "asked, not
 *   answered". `salesNote` (`sales_note`), `problem`, `proofPoints`, `shortlist` (`competitors`), `claims`: text or a list.
 * - Intent: `intent`: a list of topics, or of `{ topic, strength?, at? }`.
 * - Other systems' scores: `scores`: `[{ system, value, max?, reasons?: [{ label, points? }] }]`, reasons may be plain text.
 * - CRM record: `crm` or `crmRecords`: one or more of `{ crm, account, object, id }`.
 * - `source`: the system these facts come from, when it is not `context.integration.name`.
 */
export const personTraits = bag;

/**
 * Traits of an account, in `group`: `name`, `domain` (`website`), `employees`, `industry`, `country` (`address.country`),
 * `revenue` (`annualRevenue`), `intent` as above, `source`.
 */
export const accountTraits = bag;

/**
 * Properties of `track`, `page` and `screen`: `title`, `url`, `path`, `referrer` (else those of `context.page`); `stage`
 * (awareness, consideration or decision) and `topic` of what was read; `spent` (`duration`), seconds; `depth`, 0 to 1, or
 * 0 to 100 as `scrollDepth`; `trigger` of a handoff event; `message` (`question`, `comments`), what the buyer wrote with a
 * request, form, chat or trial. Of an address only the path, `utm_*` and click ids are kept.
 * Which event name is what kind of touch, and which mean a handoff, is in the workspace's policy.
 */
export const touchProperties = bag;

/** One event as it may be sent. Unknown keys are allowed and kept. */
export const event = z
  .looseObject({
    type: eventType,
    /** Makes a repeat of the same event harmless. Left out, the event's content stands in for it. */
    messageId: optionalId,
    userId: optionalId,
    anonymousId: optionalId,
    /** `alias`: the id the person had before. */
    previousId: optionalId,
    /** `group`: the account's id. */
    groupId: optionalId,
    /** `track`: what happened. */
    event: z.string().min(1).max(eventCaps.stringLength).nullish(),
    /** `page` and `screen`: what was seen. */
    name: z.string().max(eventCaps.stringLength).nullish(),
    category: z.string().max(eventCaps.stringLength).nullish(),
    traits: personTraits.nullish(),
    properties: touchProperties.nullish(),
    context: bag.nullish(),
    /** When it happened, known to be right. */
    timestamp: eventTime.nullish(),
    /** When it happened and when it was sent, by the sender's clock: used together to correct that clock. */
    originalTimestamp: eventTime.nullish(),
    sentAt: eventTime.nullish(),
  })
  .superRefine((sent, context) => {
    const needs = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (!sent.userId && !sent.anonymousId && !(sent.type === 'identify' && typeof sent.traits?.email === 'string'))
      needs('userId', 'Give userId or anonymousId');
    if (sent.type === 'track' && !sent.event) needs('event', 'Name the event');
    if (sent.type === 'group' && !sent.groupId) needs('groupId', 'Give groupId');
    if (sent.type === 'alias' && (!sent.previousId || !sent.userId)) needs('previousId', 'Give previousId and userId');
  })
  .meta({ id: 'Event' });
export type Event = z.infer<typeof event>;

/** Body of `/v1/batch`. Events are judged one by one, so the list is not checked here; a bad `sentAt` counts as none. */
export const batch = z
  .looseObject({ batch: z.array(z.unknown()), sentAt: z.unknown().optional(), context: z.unknown().optional() })
  .meta({ id: 'Batch' });

/** Answer to any ingestion call: what was new, what was known already, and each refused event with its reason. */
export const ingested = z
  .object({
    success: z.literal(true),
    stored: z.int().min(0),
    duplicates: z.int().min(0),
    rejected: z.array(z.object({ index: z.int().min(0), messageId: z.string().nullable(), message: z.string() })),
  })
  .meta({ id: 'Ingested' });
export type Ingested = z.infer<typeof ingested>;

/** A CRM record as traits may name it. */
export const crmRecordTrait = z.object({
  crm: z.enum(['salesforce', 'hubspot', 'pipedrive', 'custom']),
  account: z.string().min(1).max(200),
  object: objectKind.default('lead'),
  id: z.union([z.string().min(1).max(200), z.number().transform(String)]),
});
