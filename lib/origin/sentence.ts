import type { EvidenceClass, OriginConfirmation, OriginVerdict } from '../contract/origin.ts';
import { channelLabels, originInSentence, originLabel } from './labels.ts';

/** One sentence a rep can say aloud: what we know, how, and what cannot be known. */
export function sentenceFor(verdict: OriginVerdict, known: EvidenceClass, confirmation: OriginConfirmation | null): string {
  const source = originLabel(verdict.channel, verdict.assistant);
  const doubt = verdict.conflicts.length > 0 ? `; ${contested(verdict)}` : '';
  switch (known) {
    case 'rep_confirmed': {
      if (confirmation && !confirmation.confirmed)
        return `${confirmation.by} corrected this to ${originLabel(confirmation.channel, confirmation.assistant)}; our own reading was ${source}.`;
      return `${source}, confirmed by ${confirmation?.by ?? 'a rep'}${doubt}.`;
    }
    case 'self_reported':
      return `${source}, in the buyer’s own words, which are memory and not a measurement${doubt}.`;
    case 'observed':
      if (verdict.channel === 'organic_search')
        return `${source}, seen in their first visit; whether an AI answer stood above the results cannot be told from a click${doubt}.`;
      return `${source}, seen in their first visit; what brought them before that visit cannot be seen${doubt}.`;
    case 'tagged':
      return `${source}, by a tag on the link they opened; who passed the link on cannot be known${doubt}.`;
    case 'inferred':
      return `${source} is likely, and no more than that: only a hint points to it${doubt}.`;
    case 'unknown_asked':
      return `Not known: they were asked and gave no usable answer, and ${silent(verdict)}.`;
    case 'unknown_never_asked':
      return `Not known: nobody asked them, and ${silent(verdict)}.`;
  }
}

function contested({ conflicts }: OriginVerdict): string {
  const [first] = conflicts;
  return first ? `${originInSentence(first.channel, first.assistant)} is also possible` : '';
}

const silent = ({ channel }: OriginVerdict) =>
  channel === 'direct' ? `the first visit carried no source (${channelLabels.direct.toLowerCase()})` : 'no visit shows a source';
