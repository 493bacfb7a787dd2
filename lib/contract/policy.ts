import * as z from 'zod';
import { instant, text } from './primitives.ts';
import { recordRef } from './record.ts';

const count = z.int().min(0);
const version = z.int().min(1);
/** A policy as a person writes it, YAML or JSON, with iCalendar files in their places. */
const written = z.string().min(1).max(1_000_000);

/** One thing wrong with a policy. `path` is dotted (`score.rules.3.points`), `line` counts from 1. */
export const policyProblem = z
  .object({ path: z.string(), line: z.int().min(1), message: z.string() })
  .meta({ id: 'PolicyProblem' });
export type PolicyProblem = z.infer<typeof policyProblem>;

export const policyText = z.strictObject({ text: written }).meta({ id: 'PolicyText' });
/** Whether a policy can be used; with problems it cannot. */
export const policyChecked = z.object({ name: text.nullable(), problems: z.array(policyProblem) }).meta({ id: 'PolicyChecked' });
export type PolicyChecked = z.infer<typeof policyChecked>;

/** What happens to one running clock. `movedMs`: wall-clock time by which it is due later; negative is earlier. */
export const clockEffect = z.object({
  id: z.string(),
  name: z.string(),
  change: z.enum(['added', 'gone', 'moved', 'kept']),
  dueBefore: instant.nullable(),
  dueAfter: instant.nullable(),
  movedMs: z.int(),
  /** Overdue under the new policy and not under the old one, and the other way round. */
  breaches: z.boolean(),
  recovers: z.boolean(),
});
export type ClockEffect = z.infer<typeof clockEffect>;

const stepName = z.object({ id: z.string(), title: z.string() });
export type StepName = z.infer<typeof stepName>;

/** What another policy would do to one lead. `changed` is false when all of it stays. */
export const leadEffect = z
  .object({
    leadId: z.string(),
    name: z.string().nullable(),
    ref: recordRef.nullable(),
    changed: z.boolean(),
    score: z.object({ before: z.number(), after: z.number() }),
    threshold: z.object({ before: z.number(), after: z.number() }),
    /** Qualified under the new policy and not under the old one, and the other way round. */
    crosses: z.enum(['above', 'below']).nullable(),
    clocks: z.array(clockEffect),
    /** The step on screen, where it becomes another. */
    step: z.object({ before: stepName.nullable(), after: stepName.nullable() }).nullable(),
    /** Required handoff fields, by label, that the new policy would find missing and the old one does not. */
    missing: z.array(z.string()),
    /** Handed over already: the handoff keeps its policy, so `missing` is what a new handoff would lack. */
    handedOver: z.boolean(),
  })
  .meta({ id: 'LeadEffect' });
export type LeadEffect = z.infer<typeof leadEffect>;

const clockSums = z.object({
  name: z.string(),
  earlier: count,
  later: count,
  breaches: count,
  recovers: count,
  added: count,
  gone: count,
});

/** What another policy would do to all open leads together. */
export const policySums = z
  .object({
    /** Open leads looked at, and how many of them change at all. */
    leads: count,
    changed: count,
    /** Leads that are decided (rejected or recycled) and were left out. */
    decided: count,
    above: count,
    below: count,
    score: z.object({ up: count, down: count, same: count, mean: z.number(), highest: z.number(), lowest: z.number() }),
    clocks: z.record(z.string(), clockSums),
    /** From one rule's step to another's, most leads first. */
    steps: z.array(z.object({ from: z.string().nullable(), to: z.string().nullable(), leads: count })),
    /** By field label: leads that would newly lack it. Those handed over keep their policy and are not judged again. */
    missing: z.record(z.string(), z.object({ toCome: count, handedOver: count })),
  })
  .meta({ id: 'PolicySums' });
export type PolicySums = z.infer<typeof policySums>;

/** `leads`: how many of the leads with the largest change to name. */
export const policyDryRun = z
  .strictObject({ text: written, leads: z.int().min(0).max(200).default(20) })
  .meta({ id: 'PolicyDryRun' });
const side = z.object({ version, name: text });
/** `complete` is false when the time was up before every lead was looked at: the sums are then of a part, in no special order. */
export const policyDryRunResult = z
  .object({
    from: side,
    to: side,
    complete: z.boolean(),
    sums: policySums,
    lines: z.array(z.string()),
    leads: z.array(leadEffect),
  })
  .meta({ id: 'PolicyDryRunResult' });
export type PolicyDryRunResult = z.infer<typeof policyDryRunResult>;

/** `from` is the version the text was written from: with another one in force by now nothing is applied. */
export const policyApply = z.strictObject({ text: written, from: version }).meta({ id: 'PolicyApply' });
/** `changed` is false when the version in force says the same already. */
export const policyApplied = z.object({ version, changed: z.boolean() }).meta({ id: 'PolicyApplied' });
export type PolicyApplied = z.infer<typeof policyApplied>;

export const policyShown = z.object({ version, text: z.string(), createdAt: instant }).meta({ id: 'PolicyShown' });
export type PolicyShown = z.infer<typeof policyShown>;

/** Newest first, the newest 100. `name` is null when this server cannot read that version any more; `handoffs` are judged by it. */
export const policyVersions = z
  .object({
    versions: z.array(z.object({ version, name: text.nullable(), createdAt: instant, handoffs: count })),
  })
  .meta({ id: 'PolicyVersions' });
export type PolicyVersions = z.infer<typeof policyVersions>;
