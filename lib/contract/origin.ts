import * as z from 'zod';
import { factRef, instant, text } from './primitives.ts';

export const channels = [
  'ai_assistant',
  'ai_search',
  'paid_ai',
  'organic_search',
  'paid_search',
  'paid_social',
  'paid_other',
  'organic_social',
  'review_site',
  'email',
  'referral',
  'word_of_mouth',
  'event',
  'offline_media',
  'outbound',
  'direct',
  'bot',
  'unknown',
] as const;
export const channel = z.enum(channels);
export type Channel = z.infer<typeof channel>;

export const confidence = z.enum(['high', 'medium', 'low']);
export type Confidence = z.infer<typeof confidence>;

/**
 * How we know. `unknown_asked` (the buyer was asked and gave no usable answer) and `unknown_never_asked` are
 * different answers and are counted differently.
 */
export const evidenceClasses = [
  'rep_confirmed',
  'self_reported',
  'observed',
  'tagged',
  'inferred',
  'unknown_asked',
  'unknown_never_asked',
] as const;
export const evidenceClass = z.enum(evidenceClasses);
export type EvidenceClass = z.infer<typeof evidenceClass>;

/** One signal that a verdict rests on. `rule` names the rule that read it, `version` the data it was read with. */
export const evidence = z.object({
  class: evidenceClass,
  signal: z.enum(['self_report', 'sales_note', 'referrer', 'tag', 'click_id', 'app_package', 'user_agent', 'hint']),
  value: text,
  rule: z.string().max(100),
  version: z.string().max(40),
});
export type Evidence = z.infer<typeof evidence>;

/** What `classifyOrigin` answers for one path of touches. `assistant` is a slug, or null when only "AI" is known. */
export const originVerdict = z.object({
  channel,
  assistant: z.string().max(60).nullable(),
  aiMediated: z.boolean(),
  aiTouched: z.boolean(),
  confidence,
  evidence: z.array(evidence),
  /** Readings that disagree with the verdict, each a sentence a rep can check. */
  conflicts: z.array(z.object({ channel, assistant: z.string().max(60).nullable(), because: text })),
});
export type OriginVerdict = z.infer<typeof originVerdict>;

/** One of the three touches that attribution asks about, kept apart. */
export const sourceTouch = z.object({
  at: instant,
  channel,
  label: text,
  campaign: text.nullable(),
  referrer: text.nullable(),
  landingPage: text.nullable(),
  ref: factRef,
});
export type SourceTouch = z.infer<typeof sourceTouch>;

/** A rep's word on how the buyer found us; kept beside the verdict, never in its place. */
export const originConfirmation = z.object({
  by: text,
  at: instant,
  confirmed: z.boolean(),
  channel,
  assistant: z.string().max(60).nullable(),
  note: text.nullable(),
});
export type OriginConfirmation = z.infer<typeof originConfirmation>;

export const origin = z
  .object({
    verdict: originVerdict,
    evidenceClass,
    /** One sentence: what we know, how, and what cannot be known. */
    sentence: text,
    selfReported: text.nullable(),
    first: sourceTouch.nullable(),
    latest: sourceTouch.nullable(),
    converting: sourceTouch.nullable(),
    problem: text.nullable(),
    proofPoints: z.array(text),
    shortlist: z.array(text),
    claims: z.array(text),
    confirmation: originConfirmation.nullable(),
  })
  .meta({ id: 'Origin' });
export type Origin = z.infer<typeof origin>;
