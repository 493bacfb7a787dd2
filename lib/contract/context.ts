import * as z from 'zod';
import { clock } from './clock.ts';
import { dispositionState } from './disposition.ts';
import { heard } from './heard.ts';
import { nextStep } from './next-step.ts';
import { origin } from './origin.ts';
import { fact, factRef, instant, ms, text, webUrl } from './primitives.ts';
import { crmId, recordRef } from './record.ts';
import { score } from './score.ts';
import { touch } from './touch.ts';

export const stages = ['inquiry', 'mql', 'sal', 'sql', 'opportunity', 'disqualified'] as const;
export const stage = z.enum(stages);
export type Stage = z.infer<typeof stage>;

/** A missing fact is null, never an empty string. */
export const who = z.object({
  name: fact.nullable(),
  title: fact.nullable(),
  company: fact.nullable(),
  email: fact.nullable(),
  phone: fact.nullable(),
  buyingRole: fact.nullable(),
  owner: fact.nullable(),
  ownerEmail: fact.nullable(),
  stage: stage,
  stageSince: instant.nullable(),
  /** Where more about the person can be read, outside the CRM. */
  link: webUrl.nullable(),
});
export type Who = z.infer<typeof who>;

export const accountPerson = z.object({
  leadId: z.string().max(60),
  name: text.nullable(),
  title: text.nullable(),
  role: text.nullable(),
  touches: z.int().min(0),
  /** The last thing they did, and when. */
  did: text.nullable(),
  lastAt: instant.nullable(),
  /** The newest demo or contact request they made; left out for none. */
  request: z.object({ kind: z.enum(['demo_request', 'contact_request']), at: instant }).optional(),
});
export type AccountPerson = z.infer<typeof accountPerson>;

export const account = z.object({
  name: fact.nullable(),
  domain: fact.nullable(),
  employees: fact.nullable(),
  industry: fact.nullable(),
  country: fact.nullable(),
  revenue: fact.nullable(),
  /** How the account meets the ideal customer profile, criterion by criterion; null is "not known". */
  fit: z.array(z.object({ label: text, meets: z.boolean().nullable(), value: text.nullable(), ref: factRef })),
  people: z.array(accountPerson),
  peopleTotal: z.int().min(0),
  intent: z.array(z.object({ topic: text, source: text, at: instant, strength: text.nullable() })),
});
export type Account = z.infer<typeof account>;

export const handoffTiers = ['block', 'warn', 'inform'] as const;
export const handoffField = z.object({
  id: z.string().max(60),
  label: text,
  tier: z.enum(handoffTiers),
  present: z.boolean(),
  value: text.nullable(),
  at: instant.nullable(),
  source: text.nullable(),
  staleAt: instant.nullable(),
  /** What to do about a missing field. */
  fix: text.nullable(),
});
export type HandoffField = z.infer<typeof handoffField>;

export const handoff = z.object({
  /** When marketing gave the lead to sales; null when it has not. */
  at: instant.nullable(),
  trigger: text.nullable(),
  /** The policy the handoff was made under; today's when there is none yet. */
  policyVersion: z.int().min(1),
  fields: z.array(handoffField),
  present: z.int().min(0),
  required: z.int().min(0),
  /** From threshold crossed to handoff: marketing's delay, not the rep's. */
  systemDelayMs: ms.nullable(),
});
export type Handoff = z.infer<typeof handoff>;

/** How current what the CRM itself says of the lead is. `failingSince` is set while the CRM cannot be read: what it said then is old. */
export const crmReading = z.object({
  crm: crmId,
  readAt: instant.nullable(),
  failingSince: instant.nullable(),
  because: text.nullable(),
});
export type CrmReading = z.infer<typeof crmReading>;

/** All Leadside knows of one lead, verdicts included; materialised per lead, served as text. */
export const leadContext = z
  .object({
    leadId: z.string().max(60),
    /** Grows with every change; the ETag and the id of live updates. */
    version: z.int().min(0),
    /** When the verdicts were worked out. */
    asOf: instant,
    /** CRM records this lead is known by. */
    refs: z.array(recordRef),
    who,
    clocks: z.array(clock),
    nextStep,
    score,
    origin,
    read: z.object({
      /** Newest first, repeats folded, at most 100. */
      touches: z.array(touch).max(100),
      total: z.int().min(0),
      firstAt: instant.nullable(),
    }),
    account: account.nullable(),
    /** Left out by a server that does not know it yet. */
    heard: heard.optional(),
    handoff,
    disposition: dispositionState,
    /** Absent where no CRM is connected. */
    crm: crmReading.optional(),
  })
  .meta({ id: 'LeadContext' });
export type LeadContext = z.infer<typeof leadContext>;
