import * as z from 'zod';
import { delivery } from './delivery.ts';
import { channel } from './origin.ts';
import { instant, text } from './primitives.ts';
import { recordRef } from './record.ts';

/** Seconds in which a choice can be taken back; after that it takes an explicit reopen. */
export const undoSeconds = 10;

export const attemptChannels = ['call', 'email', 'linkedin', 'meeting'] as const;
export const attemptOutcomes = ['connected', 'no_answer', 'voicemail', 'sent', 'booked', 'wrong_contact'] as const;
export const attemptChannel = z.enum(attemptChannels);
export type AttemptChannel = z.infer<typeof attemptChannel>;
export const attemptOutcome = z.enum(attemptOutcomes);
/** Codes are policy, so the contract only fixes their shape. */
export const reasonCode = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,59}$/, { error: 'Write a reason code in lower case letters, digits and underscores' });
const note = z.string().max(5000).nullable();

const [firstMs, lastMs] = [Date.parse('0001-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];
/** By a device's clock, which may be wrong, but not so that its year cannot be written in four digits. */
const byDevice = instant.refine((at) => Date.parse(at) >= firstMs && Date.parse(at) <= lastMs, {
  error: 'Give a moment of the years 1 to 9999',
});

/** What the rep had on screen when they decided: kept with every disposition. */
export const seen = z.strictObject({
  contextVersion: z.int().min(0),
  sections: z.array(z.string().max(40)).max(40),
  openedAt: byDevice.nullable(),
});

/** `id` is made at the click and is the same on the device, on the server and in the CRM; `at` is the device's clock, corrected by the server's where known. */
const common = { id: z.uuid(), ref: recordRef, at: byDevice, note, seen };
/** The disposition version the rep saw; another version on the server answers 409 with both. */
const versioned = { ...common, expected: z.int().min(0) };

export const dispositionOperation = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('accept'), ...versioned }),
    z.strictObject({
      kind: z.literal('reject'),
      ...versioned,
      reason: reasonCode,
      subReason: reasonCode.nullable(),
      /** Handoff fields found missing, for the reason that returns the lead to marketing. */
      missing: z.array(z.string().max(60)).max(60),
    }),
    z.strictObject({ kind: z.literal('recycle'), ...versioned, until: z.iso.date(), reason: reasonCode.nullable() }),
    z.strictObject({ kind: z.literal('reopen'), ...versioned }),
    z.strictObject({ kind: z.literal('undo'), ...versioned, undoes: z.uuid() }),
  ])
  .meta({ id: 'DispositionOperation' });
export type DispositionOperation = z.infer<typeof dispositionOperation>;

/** Attempts commute, so they carry no expected version. */
export const attemptOperation = z
  .strictObject({ kind: z.literal('attempt'), ...common, channel: attemptChannel, outcome: attemptOutcome })
  .meta({ id: 'AttemptOperation' });
export type AttemptOperation = z.infer<typeof attemptOperation>;

const words = z.array(z.string().min(1).max(500)).max(20);
export const feedbackOperation = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('origin'),
      ...common,
      confirmed: z.boolean(),
      channel,
      assistant: z.string().max(60).nullable(),
    }),
    z.strictObject({ kind: z.literal('step'), ...common, step: z.string().max(100), useful: z.boolean() }),
    z.strictObject({ kind: z.literal('heard'), ...common, objections: words, competitors: words, words, claims: words }),
  ])
  .meta({ id: 'FeedbackOperation' });
export type FeedbackOperation = z.infer<typeof feedbackOperation>;

/** Everything a rep can do that must never be lost. */
export const operation = z.union([dispositionOperation, attemptOperation, feedbackOperation]);
export type Operation = z.infer<typeof operation>;

export const dispositionKinds = ['accept', 'reject', 'recycle', 'reopen', 'undo', 'attempt'] as const;

/** One entry of the append-only history. */
export const dispositionEntry = z
  .object({
    id: z.uuid(),
    kind: z.enum(dispositionKinds),
    /** Disposition version this entry made; an attempt repeats the one it found. */
    version: z.int().min(0),
    by: text,
    /** The device's clock, and the server's. */
    at: instant,
    receivedAt: instant,
    reason: reasonCode.nullable(),
    reasonLabel: text.nullable(),
    subReason: reasonCode.nullable(),
    subReasonLabel: text.nullable(),
    missing: z.array(z.string().max(60)),
    until: z.iso.date().nullable(),
    channel: attemptChannel.nullable(),
    outcome: attemptOutcome.nullable(),
    undoes: z.uuid().nullable(),
    undone: z.boolean(),
    note: note,
    /** Its way into the CRM; absent where the workspace writes to none. */
    delivery: delivery.optional(),
  })
  .meta({ id: 'DispositionEntry' });
export type DispositionEntry = z.infer<typeof dispositionEntry>;

/** A reason as the rep is offered it now; `offered: false` says in `why` what has to happen first. */
export const offeredReason = z.object({
  code: reasonCode,
  label: text,
  hint: text.nullable(),
  subReasons: z.array(z.object({ code: reasonCode, label: text })),
  offered: z.boolean(),
  why: text.nullable(),
  /** This reason lists the missing handoff fields and returns the lead to marketing. */
  returnsToMarketing: z.boolean(),
  /** Why this one is suggested; left out where it is not. */
  suggested: text.optional(),
});
export type OfferedReason = z.infer<typeof offeredReason>;

export const dispositionState = z
  .object({
    version: z.int().min(0),
    state: z.enum(['open', 'accepted', 'rejected', 'recycled']),
    current: dispositionEntry.nullable(),
    attempts: z.int().min(0),
    attemptsAgreed: z.int().min(0),
    /** Newest first, at most 50. */
    history: z.array(dispositionEntry).max(50),
    reasons: z.array(offeredReason),
    recyclePresets: z.array(z.object({ label: text, days: z.int().min(1).max(730) })),
  })
  .meta({ id: 'DispositionState' });
export type DispositionState = z.infer<typeof dispositionState>;
