/** What the contract's codes are called on screen. One list, so that a word is the same wherever it stands. */
import type { Clock } from '../lib/contract/clock.ts';
import type { HandoffField, Stage } from '../lib/contract/context.ts';
import type { DispositionEntry, Operation } from '../lib/contract/disposition.ts';
import type { Step } from '../lib/contract/next-step.ts';
import type { Channel, Confidence, EvidenceClass } from '../lib/contract/origin.ts';
import type { CrmId, RecordRef } from '../lib/contract/record.ts';
import type { ScoreGroup } from '../lib/contract/score.ts';
import type { FunnelStage } from '../lib/contract/touch.ts';
import { assistantLabel, assistantLabels, channelLabels, originLabel } from '../lib/origin/labels.ts';

const crmNames: Record<CrmId, string> = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  pipedrive: 'Pipedrive',
  custom: 'the CRM',
};

/** A CRM as its maker writes it; one of the customer's own is "the CRM". */
export const crmName = (crm: CrmId): string => crmNames[crm];

/** A record by its address, where nothing better is known of it: "Salesforce lead 00Q5g00000AbCdEFGH". */
export function recordName({ crm, object, id }: RecordRef): string {
  return `${crm === 'custom' ? 'CRM' : crmNames[crm]} ${object} ${id}`;
}

export const stageWords: Record<Stage, string> = {
  inquiry: 'Inquiry',
  mql: 'MQL',
  sal: 'SAL',
  sql: 'SQL',
  opportunity: 'Opportunity',
  disqualified: 'Disqualified',
};

export const channelWords = channelLabels;

export const aiChannels: readonly Channel[] = ['ai_assistant', 'ai_search', 'paid_ai'];

export const evidenceWords: Record<EvidenceClass, string> = {
  rep_confirmed: 'confirmed by a rep',
  self_reported: 'self-reported',
  observed: 'observed',
  tagged: 'tagged link',
  inferred: 'inferred',
  unknown_asked: 'asked, no answer',
  unknown_never_asked: 'never asked',
};

export const confidenceWords: Record<Confidence, string> = {
  high: 'high confidence',
  medium: 'medium confidence',
  low: 'low confidence',
};

/** The assistants a rep can pick when correcting an origin, the common ones first. */
export const assistants = Object.keys(assistantLabels);

/** A slug as a name: known ones as their makers write them, others with a capital. */
export const assistantName = assistantLabel;

/** What an origin is called: the assistant when one is known, else the channel. */
export const originName = originLabel;

export const groupWords: Record<ScoreGroup, string> = {
  fit: 'Fit',
  engagement: 'Engagement',
  intent: 'Intent',
  negative: 'Against',
};

export const funnelWords: Record<FunnelStage, string> = {
  awareness: 'awareness',
  consideration: 'consideration',
  decision: 'decision',
};

export const channelOfAttempt = { call: 'Call', email: 'Email', linkedin: 'LinkedIn', meeting: 'Meeting' } as const;
type AttemptChannel = keyof typeof channelOfAttempt;
type AttemptOutcome = NonNullable<DispositionEntry['outcome']>;

/** The outcomes that make sense for each channel, in the order of their numbers. */
export const outcomesOf: Record<AttemptChannel, readonly AttemptOutcome[]> = {
  call: ['connected', 'no_answer', 'voicemail', 'wrong_contact'],
  email: ['sent', 'connected', 'wrong_contact'],
  linkedin: ['sent', 'connected', 'wrong_contact'],
  meeting: ['booked', 'connected', 'no_answer'],
};

const outcomeWords: Record<AttemptOutcome, string> = {
  connected: 'Connected',
  no_answer: 'No answer',
  voicemail: 'Voicemail',
  sent: 'Sent',
  booked: 'Booked',
  wrong_contact: 'Wrong number',
};
const otherOutcomeWords: Partial<Record<`${AttemptChannel} ${AttemptOutcome}`, string>> = {
  'email connected': 'Replied',
  'email wrong_contact': 'Bounced',
  'linkedin connected': 'Replied',
  'linkedin wrong_contact': 'Wrong person',
  'meeting connected': 'Held',
  'meeting no_answer': 'No show',
};

/** "No answer" for a call, "No show" for a meeting. */
export function outcomeName(channel: AttemptChannel, outcome: AttemptOutcome): string {
  return otherOutcomeWords[`${channel} ${outcome}`] ?? outcomeWords[outcome];
}

export const actionWords: Record<Step['action'], string> = {
  call: 'Call',
  email: 'Email',
  linkedin: 'LinkedIn',
  meeting: 'Meeting',
  fix_contact: 'Fix the contact',
  wait: 'Wait',
  recycle: 'Recycle',
  return: 'Return to marketing',
  reject: 'Reject',
};

export const tierWords: Record<HandoffField['tier'], string> = {
  block: 'Must be there',
  warn: 'Should be there',
  inform: 'Good to have',
};

export const urgencyWords: Record<Clock['state'], string> = {
  running: 'running',
  paused: 'paused',
  met: 'met',
  missed: 'missed',
};

/** What the rep did, as a short label: "Accepted", "Recycled to Mon, 21 Dec". `reason` gives a code's label. */
export function operationLabel(operation: Operation, reason: (code: string) => string, date: (value: string) => string): string {
  switch (operation.kind) {
    case 'accept':
      return 'Accepted';
    case 'reject':
      return `Rejected: ${reason(operation.reason)}${operation.subReason ? `, ${reason(operation.subReason)}` : ''}`;
    case 'recycle':
      return `Recycled to ${date(operation.until)}`;
    case 'reopen':
      return 'Reopened';
    case 'undo':
      return 'Taken back';
    case 'attempt':
      return `${channelOfAttempt[operation.channel]}: ${outcomeName(operation.channel, operation.outcome).toLowerCase()}`;
    case 'origin':
      return operation.confirmed ? 'Origin confirmed' : 'Origin corrected';
    case 'step':
      return operation.useful ? 'Step marked useful' : 'Step marked not useful';
    case 'heard':
      return 'Heard on the call';
  }
}
