import type { Channel } from '../contract/origin.ts';
import { between, cuesIn, type Edges, edgesOf, wordsBetween } from './clauses.ts';
import { inOrder, saysOrder } from './in-order.ts';
import { ordersIn } from './instructions.ts';
import { judge, type Part } from './judge-mention.ts';
import { isAiMention, type Mention, type Reading, read } from './mentions.ts';
import { merged } from './merge.ts';
import { people } from './people.ts';

export type Source = { channel: Channel; assistant: string | null; generic: boolean };
export type SelfReport = {
  /** The first source the text names; null when it names none. */
  first: Source | null;
  /** The others it names, in order. */
  others: Source[];
  /** Several sources and no word on which came first. */
  unordered: boolean;
  /** AI was asked, whether or not it brought them. */
  touched: boolean;
};

/** More than anybody writes in a form; the rest of a note is not read. */
const longest = 1000;

/**
 * Reads an answer to "how did you hear about us", or a note of what a buyer said. Finds the sources it names, drops those
 * that are denied, that failed, or that are only a topic, tells people from assistants of the same name, and puts the rest in
 * the order in which they happened. Instructions in the text name nothing. With `note`, the text is a rep's: a sentence of it
 * counts only where it speaks of finding us.
 */
export function readSelfReport(raw: unknown, { note = false } = {}): SelfReport {
  const text = plain(raw);
  if (text === '') return { first: null, others: [], unordered: false, touched: false };
  const reading = read(text);
  const { stretches, takenOver } = ordersIn(reading.folded, reading.cues);
  if (stretches.length > 0)
    reading.mentions = reading.mentions.filter(
      (one) =>
        !stretches.some(([from, to]) => one.start >= from && one.start < to) && !(one.start >= takenOver && isAiMention(one)),
    );
  people(merged(reading));
  const edges = edgesOf(reading);
  let touched = false;
  const parts: Part[] = [];
  const kept: Mention[] = [];
  for (const [index, mention] of reading.mentions.entries()) {
    const part = mention.ignored ? 'topic' : judge(reading, edges, index, parts);
    parts.push(part);
    if (part === 'failed') touched ||= isAiMention(mention);
    if (part === 'person') kept.push({ ...mention, channel: 'word_of_mouth', assistant: null });
    if (part !== 'source' || mention.ignored || (note && !speaksOfFinding(reading, edges, mention))) continue;
    touched ||= isAiMention(mention);
    kept.push(mention);
  }
  const told = inOrder(reading, edges, withoutVague(withoutTools(reading, edges, kept)));
  const distinct = told.filter(
    (one, at) => told.findIndex((other) => other.channel === one.channel && other.assistant === one.assistant) === at,
  );
  const unordered = distinct.length > 1 && !saysOrder(reading, kept);
  const first = (unordered ? distinct.find((one) => !one.generic) : undefined) ?? distinct[0] ?? null;
  return { first: first && source(first), others: distinct.filter((one) => one !== first).map(source), unordered, touched };
}

const source = ({ channel, assistant, generic }: Mention): Source => ({ channel, assistant, generic: generic === true });

function plain(raw: unknown): string {
  if (typeof raw !== 'string') return '';
  return raw
    .slice(0, longest)
    .normalize('NFKC')
    .slice(0, longest)
    .replace(/[\p{Cf}\p{Cs}]/gu, '')
    .replace(/\p{Cc}/gu, '\n')
    .trim();
}

/** "A colleague found you using ChatGPT": the colleague is who asked, not who told. */
function withoutTools({ folded, cues }: Reading, edges: Edges, kept: readonly Mention[]): Mention[] {
  return kept.filter((mention, index) => {
    const next = kept[index + 1];
    if (!mention.person || !next || !isAiMention(next) || between(edges.clauses, mention.end, next.start)) return true;
    const inside = cuesIn(cues, mention.end, next.start);
    if (inside.some(({ cue }) => cue === 'tell' || cue === 'later' || cue === 'after' || cue === 'before' || cue === 'who'))
      return true;
    const behind = cuesIn(cues, next.end, next.end + 30).filter(({ start }) => wordsBetween(folded, next.end, start) <= 2);
    if (behind.some(({ cue }) => cue === 'with') && behind.some(({ cue }) => cue === 'find' || cue === 'ask')) return false;
    const did = inside.some(({ cue }) => cue === 'find' || cue === 'ask' || cue === 'with');
    const self = /\b(?:and|und|et|y|e|og|och|en|и) (?:i|we|ich|wir|je|nous|jeg|jag|ik)\b|\bi (?:asked|used|checked)\b/.test(
      folded.slice(mention.end, next.start),
    );
    return !did || self || wordsBetween(folded, mention.end, next.start) > 6;
  });
}

/** "Online" says nothing beside another source, "Google" nothing beside Google's own AI answers, a recommendation by nobody little. */
function withoutVague(all: readonly Mention[]): Mention[] {
  const named = all.filter((one) => one.channel !== 'unknown');
  if (named.length === 0) return [...all];
  const inSearch = named.some((one) => one.channel === 'ai_search');
  const namesAi = named.some((one) => !one.generic && isAiMention(one));
  const telling = named.some((one) => !one.weak && (!one.generic || isAiMention(one)));
  return named.filter((one) => {
    if (one.weak) return !telling;
    if (!one.generic) return true;
    return one.channel === 'organic_search' ? !inSearch : !namesAi;
  });
}

/** What is still to come brought nobody. */
const ahead =
  /\b(?:will|going to|next (?:week|month|year|call|step|quarter)|upcoming|follow(?:ed|ing)?[- ]?up|schedul\w+|invit\w+)\b/;

/** In a rep's note a source counts where the sentence speaks of finding, telling or asking, or where there is little else. */
function speaksOfFinding({ folded, cues }: Reading, edges: Edges, mention: Mention): boolean {
  const from = (edges.sentences.findLast((at) => at < mention.start) ?? -1) + 1;
  const to = edges.sentences.find((at) => at >= mention.end) ?? folded.length;
  const spoken = cuesIn(cues, from, to).some(
    ({ cue }) => cue === 'tell' || cue === 'find' || (cue === 'ask' && isAiMention(mention)),
  );
  if (/^g[ou]+gl(?:ed|ing)$|^gegoogelt$|гугл/.test(folded.slice(mention.start, mention.end))) return true;
  if (!isAiMention(mention) && ahead.test(folded.slice(from, to))) return false;
  const words = wordsBetween(folded, from, mention.start) + wordsBetween(folded, mention.end, to);
  return spoken || words <= (isAiMention(mention) ? 5 : 1);
}
