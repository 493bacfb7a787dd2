import * as z from 'zod';
import { handoffTiers, stage } from '../contract/context.ts';
import { attemptChannel, reasonCode } from '../contract/disposition.ts';
import { text, webUrl } from '../contract/primitives.ts';
import { funnelStage, touchKind } from '../contract/touch.ts';
import { calendars, clockDefinitions } from '../sla/definition.ts';
import { definition, slug } from './criterion.ts';
import { defaultObjections } from './default-objections.ts';
import { defaultWriteBack } from './default-write-back.ts';
import { objectionRule } from './objection.ts';
import { pagePattern } from './page-pattern.ts';
import { days, scoreModel } from './score-model.ts';
import { writeBack } from './write-back.ts';

const domain = z
  .string()
  .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, { error: 'Write a domain in lower case such as example.com' })
  .max(253);
const words = z.array(z.string().trim().min(1).max(200)).min(1).max(200);

/** A known page or event of ours: how it is named on the timeline and whether a rep may send it. */
export const contentEntry = z
  .strictObject({
    id: slug,
    /** Left out, the page keeps its own title. */
    title: text.min(1).optional(),
    kind: touchKind.optional(),
    stage: funnelStage.optional(),
    topic: text.min(1).optional(),
    pages: z.array(pagePattern).min(1).max(100).optional(),
    /** Whole words in the event's name or title. */
    words: words.optional(),
    /** Offered to the rep to send, at this entry's stage. */
    send: z.boolean().default(false),
    address: webUrl.optional(),
  })
  .superRefine((entry, context) => {
    if (!entry.pages && !entry.words && !entry.send)
      context.addIssue({ code: 'custom', message: 'Give pages or words to recognise it by, or send: true to offer it' });
    if (entry.send && (!entry.title || !entry.stage))
      context.addIssue({ code: 'custom', message: 'Give a title and a stage to content that may be sent' });
  });
export type ContentEntry = z.infer<typeof contentEntry>;

/** Every fact a handoff can require; the value of each is worked out in `lib/handoff`. */
export const handoffFieldIds = [
  'contact_method',
  'owner',
  'trigger',
  'first_touch',
  'latest_touch',
  'converting_touch',
  'name',
  'title',
  'company',
  'company_size',
  'industry',
  'country',
  'revenue',
  'buying_role',
  'content',
  'score',
  'next_step',
  'ai_origin',
  'problem',
  'shortlist',
  'consent',
  'account_people',
] as const;
export const handoffFieldId = z.enum(handoffFieldIds);
export type HandoffFieldId = z.infer<typeof handoffFieldId>;

export const handoffRule = z
  .strictObject({ id: handoffFieldId, label: text.min(1), tier: z.enum(handoffTiers), fix: text.min(1) })
  .refine((rule) => rule.id !== 'next_step' || rule.tier !== 'block', {
    error: 'Make next_step warn or inform: a suggestion cannot hold back a handoff',
  });

const shelfFields = [
  'name',
  'title',
  'company',
  'email',
  'phone',
  'buyingRole',
  'owner',
  'ownerEmail',
  'consent',
  'link',
  'domain',
  'employees',
  'industry',
  'country',
  'revenue',
  'problem',
  'selfReported',
  'shortlist',
  'intent',
  'otherScore',
] as const;
export type ShelfField = (typeof shelfFields)[number];

const subReason = z.strictObject({ code: reasonCode, label: text.min(1) });
export const reasonRule = z.strictObject({
  code: reasonCode,
  label: text.min(1),
  hint: text.min(1).optional(),
  subReasons: z.array(subReason).max(9).default([]),
  /** Offered only once the agreed attempts are logged. */
  afterAttempts: z.boolean().default(false),
  /** Lists the missing handoff fields and gives the lead back to marketing. */
  returnsToMarketing: z.boolean().default(false),
  /** The lead will not become a customer: its stage turns to disqualified. */
  disqualifies: z.boolean().default(false),
  /** Suggested for a lead of one of `competitorDomains`. */
  competitors: z.boolean().default(false),
});
export type ReasonRule = z.infer<typeof reasonRule>;

export const dispositionRules = z.strictObject({
  attemptsAgreed: z.int().min(0).max(50),
  reasons: z.array(reasonRule).min(1).max(20),
  recyclePresets: z.array(z.strictObject({ label: text.min(1), days: z.int().min(1).max(730) })).max(9),
});

export const stepRules = [
  'fix_contact',
  'hot_request',
  'open_question',
  'objection',
  'return_incomplete',
  'comeback',
  'follow_up',
  'after_talk',
  'attempts_done',
  'shortlist',
  'colleagues',
  'content',
  'quiet',
  'colleague_request',
  'competitor',
  'below_threshold',
] as const;
export type StepRule = (typeof stepRules)[number];

export const nextStepRules = z.strictObject({
  /** Rules switched off. */
  off: z.array(z.enum(stepRules)).default([]),
  /** How long a demo or contact request stays the first thing to answer. */
  hotFor: days,
  /** The agreed attempts: attempt n and how long after the one before. */
  cadence: z
    .array(z.strictObject({ channel: attemptChannel, after: days }))
    .min(1)
    .max(50),
  colleagues: z.strictObject({ atLeast: z.int().min(1).max(50), within: days }),
  /** With nothing heard for this long the lead is better recycled. */
  quietAfter: days,
  /** What buyers call us, so that we are not taken for our own competitor on a shortlist. */
  ourNames: z.array(z.string().trim().min(1).max(200)).max(20).default([]),
  /** How buyers object, tried from the top, and what a rep answers. */
  objections: z.array(objectionRule).max(50).prefault(defaultObjections),
  /** How long an objection that was noted, or a question they wrote, waits for its answer. */
  answerWithin: days.default('P14D'),
});

export const policyParts = {
  name: text.min(1),
  icp: definition,
  persona: definition,
  stages: z.partialRecord(stage, definition),
  score: scoreModel,
  clocks: clockDefinitions,
  calendars,
  handoff: z.strictObject({
    /** Event names by which marketing says "this one is yours". */
    events: z.array(z.string().trim().min(1).max(200)).max(50),
    /** Lifecycle stages that count as a handoff when they are reached. */
    stages: z.array(stage).max(6),
    fields: z.array(handoffRule).max(60),
  }),
  shelfLives: z.partialRecord(z.enum(shelfFields), days),
  dispositions: dispositionRules,
  nextStep: nextStepRules,
  content: z.array(contentEntry).max(500),
  /** Pages that are no reading: log-in, the app itself, internal tools. */
  ignorePages: z.array(pagePattern).max(200).default([]),
  ownDomains: z.array(domain).max(100),
  staffDomains: z.array(domain).max(100),
  /** Where competitors' people write from, subdomains included. */
  competitorDomains: z.array(domain).max(500).default([]),
  /** A status or stage of the CRM, in its own words, to ours; null: it says nothing. Comes before what Leadside knows of each CRM. */
  crmStages: z.record(z.string().trim().min(1).max(200), stage.nullable()).default({}),
  /** Event name, as sent, to the kind of touch it is. */
  events: z.record(z.string().min(1).max(200), touchKind),
  /** What each thing a rep does writes to the CRM; left out, the default that works on stock CRMs. */
  writeBack: writeBack.prefault(defaultWriteBack),
};
