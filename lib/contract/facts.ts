/**
 * What the rules read: one lead's facts, gathered by the server from stored events. Types only, since facts never
 * cross a trust boundary; what does (the context) is zod.
 */
import type { AccountPerson, CrmReading, Stage } from './context.ts';
import type { DispositionEntry } from './disposition.ts';
import type { StepAnswer } from './next-step.ts';
import type { OriginConfirmation } from './origin.ts';
import type { Fact } from './primitives.ts';
import type { RecordRef } from './record.ts';
import type { FunnelStage, TouchKind } from './touch.ts';

/** One event of the buyer as it happened, before repeats are folded. Instants are ISO 8601. */
export type RawTouch = {
  id: string;
  at: string;
  kind: TouchKind;
  /** Event name or page name, as sent. */
  name: string;
  title: string;
  url: string | null;
  path: string | null;
  referrer: string | null;
  userAgent: string | null;
  /** From the address or `context.campaign`: source, medium, campaign, term, content, and click ids by their parameter's name. */
  campaign: Readonly<Record<string, string>>;
  stage: FunnelStage | null;
  topic: string | null;
  /** Seconds. */
  spent: number | null;
  depth: number | null;
  source: string;
};

export type PersonField =
  | 'name'
  | 'title'
  | 'company'
  | 'email'
  | 'phone'
  | 'buyingRole'
  | 'owner'
  | 'ownerEmail'
  | 'consent'
  | 'link';
export type AccountField = 'name' | 'domain' | 'employees' | 'industry' | 'country' | 'revenue';

export type LeadFacts = {
  leadId: string;
  refs: readonly RecordRef[];
  /** How current what the CRM says is; null where none is connected. */
  crm?: CrmReading | null;
  person: Readonly<Partial<Record<PersonField, Fact>>>;
  account: Readonly<Partial<Record<AccountField, Fact>>> | null;
  people: readonly AccountPerson[];
  peopleTotal: number;
  /** Ascending by `at`, then by `id`. */
  touches: readonly RawTouch[];
  stages: readonly { stage: Stage; at: string; source: string }[];
  /** `policyVersion` is the policy each was made under. */
  handoffs: readonly { at: string; trigger: string | null; source: string; policyVersion: number }[];
  /** The answer to "how did you hear about us"; `asked` without an answer is not the same as never asked. */
  selfReported: Fact | null;
  asked: boolean;
  salesNotes: readonly Fact[];
  problem: Fact | null;
  proofPoints: readonly Fact[];
  shortlist: readonly Fact[];
  claims: readonly Fact[];
  /** The message written with the newest request or form. */
  question?: Fact | null;
  /** What a rep noted after a call; competitors and notes stand in their own lists as well. */
  heard?: { objections: readonly Fact[]; competitors: readonly Fact[]; words: readonly Fact[] };
  /** Every answer on a step, in order of arrival. */
  stepAnswers?: readonly StepAnswer[];
  /** `since` as of a Fact: when an undated topic was told first. A topic that is sent with its own date counts at that date. */
  intent: readonly { topic: string; source: string; at: string; since?: string; strength: string | null }[];
  otherScores: readonly {
    system: string;
    value: number;
    max: number | null;
    at: string;
    reasons: readonly { label: string; points: number | null }[];
  }[];
  /** Ascending by version, then by arrival; undone entries included and marked. */
  dispositions: readonly DispositionEntry[];
  confirmations: readonly OriginConfirmation[];
};
