import { cuesIn, type Edges, wordsBetween } from './clauses.ts';
import type { Mention, Reading } from './mentions.ts';

const doers =
  /^\s*(?:(?:also|btw|ps|p\.s\.|fyi)\s+)?(?:i|we|they|he|she|our|my|wir|ich|unser\w*|sie|nous|je|on|notre|usamos|nosotros|nos|yo|noi|wij|ik|we|vi|jag|jeg|me|my|мы|я|они|ми|biz|ben|uses?|using|currently|wants?|needs?|looking|hoping|planning|interested|nutz\w+|utilis\w+|utiliz\w+|gebruik\w+|korzysta\w+|използва\w+|использу\w+)\b/;

/**
 * Leaves out what is said by the way. Where one sentence tells how they found us, another that only says what they do or
 * use ("I write my mails with ChatGPT") names no source.
 */
export function withoutAsides(reading: Reading, edges: Edges, kept: readonly Mention[]): Mention[] {
  if (kept.length < 2) return [...kept];
  const told = kept.map((mention) => tells(reading, edges, kept, mention));
  if (!told.includes(true)) return [...kept];
  return kept.filter((mention, index) => told[index] || !isAside(reading, edges, kept, mention));
}

function bounds(places: readonly number[], { start, end }: Mention, length: number): [number, number] {
  return [(places.findLast((at) => at < start) ?? -1) + 1, places.find((at) => at >= end) ?? length];
}

function tells(reading: Reading, edges: Edges, kept: readonly Mention[], mention: Mention): boolean {
  const [from, to] = bounds(edges.sentences, mention, reading.folded.length);
  return (
    mention.weak === true ||
    mention.channel === 'outbound' ||
    (cuesIn(reading.cues, from, to).some(({ cue }) => cue === 'tell' || cue === 'find') &&
      !isAside(reading, edges, kept, mention))
  );
}

function isAside(reading: Reading, edges: Edges, kept: readonly Mention[], mention: Mention): boolean {
  const { cues, folded } = reading;
  const spoken = (from: number, to: number) =>
    kept.some((one) => one !== mention && one.weak && one.start >= from && one.end <= to) ||
    cuesIn(cues, from, to).some(
      ({ cue }) =>
        cue === 'tell' ||
        cue === 'find' ||
        cue === 'ask' ||
        cue === 'later' ||
        cue === 'first' ||
        cue === 'after' ||
        cue === 'before',
    );
  const [from, to] = bounds(edges.sentences, mention, folded.length);
  const words = wordsBetween(folded, from, mention.start) + wordsBetween(folded, mention.end, to);
  if (words >= 3 && !spoken(from, to)) return true;
  const [start, end] = bounds(edges.clauses, mention, folded.length);
  const inClause = wordsBetween(folded, start, mention.start) + wordsBetween(folded, mention.end, end);
  return inClause >= 2 && doers.test(folded.slice(start, mention.start)) && !spoken(start, end);
}
