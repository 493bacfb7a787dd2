import type { DispositionEntry } from '../lib/contract/disposition.ts';
import { dateLabel } from './time.ts';
import { channelOfAttempt, outcomeName } from './words.ts';

/** An entry of the history as a short label. */
export function entryLabel(entry: DispositionEntry, now: number): string {
  switch (entry.kind) {
    case 'accept':
      return 'Accepted';
    case 'reject':
      return ['Rejected', [entry.reasonLabel ?? entry.reason, entry.subReasonLabel].filter(Boolean).join(', ')]
        .filter(Boolean)
        .join(': ');
    case 'recycle':
      return entry.until ? `Recycled to ${dateLabel(entry.until, now)}` : 'Recycled';
    case 'reopen':
      return 'Reopened';
    case 'undo':
      return 'Taken back';
    case 'attempt':
      if (!entry.channel) return 'Attempt logged';
      if (!entry.outcome) return `${channelOfAttempt[entry.channel]} logged`;
      return `${channelOfAttempt[entry.channel]}: ${outcomeName(entry.channel, entry.outcome).toLowerCase()}`;
  }
}
