import type { Channel, Confidence, OriginVerdict } from '../contract/origin.ts';
import { dataVersion } from './hosts.data.ts';

export type Evidence = OriginVerdict['evidence'][number];
export type Conflict = OriginVerdict['conflicts'][number];

/** What one source of evidence (a click, a sentence) says by itself. */
export type Reading = {
  channel: Channel;
  assistant: string | null;
  confidence: Confidence;
  /** AI had a part in it, whether or not it brought the person. */
  touched: boolean;
  evidence: Evidence[];
  conflicts: Conflict[];
};

const aiChannels: ReadonlySet<Channel> = new Set(['ai_assistant', 'ai_search', 'paid_ai']);
export const isAi = (channel: Channel): boolean => aiChannels.has(channel);

export function evidence(signal: Evidence['signal'], value: string, rule: string): Evidence {
  const byTag = signal === 'tag' || signal === 'click_id';
  const said = signal === 'self_report' || signal === 'sales_note';
  const kind = said
    ? 'self_reported'
    : byTag
      ? 'tagged'
      : signal === 'referrer' || signal === 'app_package'
        ? 'observed'
        : 'inferred';
  return { class: kind, signal, value: value.slice(0, 500), rule, version: dataVersion };
}

export function reading(channel: Channel, assistant: string | null, confidence: Confidence, by: Evidence[]): Reading {
  return { channel, assistant, confidence, touched: isAi(channel), evidence: by, conflicts: [] };
}
