import type { AttemptOperation, DispositionEntry, DispositionOperation } from '../contract/disposition.ts';
import { legible } from '../text/legible.ts';

/** Text as a CRM may hold it: as a person reads it here, so that nothing unseen is handed on. */
export const clean = (text: string): string => legible(text).text;

const channels = { call: 'Call', email: 'Email', linkedin: 'LinkedIn', meeting: 'Meeting' } as const;
const outcomes = {
  connected: 'connected',
  no_answer: 'no answer',
  voicemail: 'left voicemail',
  sent: 'sent',
  booked: 'meeting booked',
  wrong_contact: 'wrong contact',
} as const;

type Said = Pick<DispositionEntry, 'kind'> &
  Partial<Pick<DispositionEntry, 'channel' | 'outcome' | 'reasonLabel' | 'subReasonLabel' | 'until'>>;

const labelled = ({ reasonLabel, subReasonLabel }: Said) => [reasonLabel, subReasonLabel].filter(Boolean).join(', ');
const after = (head: string, rest: string) => (rest === '' ? head : `${head}: ${rest}`);

/** One line for a timeline: "Call: no answer", "Rejected: Bad fit, Size". */
export function headline(said: Said): string {
  switch (said.kind) {
    case 'accept':
      return 'Accepted';
    case 'reject':
      return after('Rejected', labelled(said));
    case 'recycle':
      return after(`Recycled until ${said.until ?? 'later'}`, labelled(said));
    case 'reopen':
      return 'Reopened';
    case 'undo':
      return 'Taken back';
    case 'attempt':
      return said.channel && said.outcome ? `${channels[said.channel]}: ${outcomes[said.outcome]}` : 'Attempt';
  }
}

/** What a note on the timeline says: the headline, what was missing, and the rep's own words below. */
export function noteFor(
  operation: DispositionOperation | AttemptOperation,
  labels: { reason: string | null; subReason: string | null },
): string {
  const head = headline({
    kind: operation.kind,
    reasonLabel: labels.reason,
    subReasonLabel: labels.subReason,
    until: operation.kind === 'recycle' ? operation.until : null,
    channel: operation.kind === 'attempt' ? operation.channel : null,
    outcome: operation.kind === 'attempt' ? operation.outcome : null,
  });
  const missing = operation.kind === 'reject' && operation.missing.length > 0 ? `Missing: ${operation.missing.join(', ')}` : '';
  return clean([head, missing, operation.note?.trim() ?? ''].filter((part) => part !== '').join('\n\n'));
}
