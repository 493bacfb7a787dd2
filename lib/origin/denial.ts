import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import type { Part } from './judge-mention.ts';
import type { Mention, Reading } from './mentions.ts';

/** A word of denial ahead of it in the same clause, at most five words back, or ahead of the one it is listed with. */
export function negated(reading: Reading, edges: Edges, index: number, before: readonly Part[]): boolean {
  const { cues, mentions, folded } = reading;
  const mention = mentions[index];
  if (!mention) return false;
  const [from] = clauseOf(edges, mention, folded.length);
  // Dutch "noch A noch B", with the first at the head of its clause.
  if (
    /(?:^|[,.;]\s*)noch\s+(?:\S+\s+noch\s+)?(?:[^\s,]+\s+)?$/.test(folded.slice(0, mention.start)) &&
    /\bnoch\b.*\bnoch\b/.test(folded)
  )
    return true;
  const last = cuesIn(cues, from, mention.start).findLast(
    ({ cue }) => cue === 'not' || cue === 'unsure' || cue === 'tell' || cue === 'find',
  );
  const other = mentions.findLast((one) => one.end <= mention.start && one.start >= from);
  if (
    other &&
    before[mentions.indexOf(other)] === 'denied' &&
    (other.channel === mention.channel || folded.slice(other.end, mention.start).trim() !== '') &&
    /^\s*(?:,|\/|&|or|nor|and|oder|noch|und|ou|ni|et|o|y|e|né|né|czy|ani|eller|of|и|или|ни|або|чи|ya da|veya|ve|या|और|或|和|や|と)?\s*$/i.test(
      folded.slice(other.end, mention.start),
    )
  )
    return true;
  if (last?.cue === 'tell' || last?.cue === 'find') {
    // "I was not told by ChatGPT" is denied all the same; "did not find you, told by X" is another clause.
    const earlier = cuesIn(cues, from, last.start).findLast(({ cue }) => cue === 'not');
    return (
      earlier !== undefined && !(other && other.start > earlier.end) && wordsBetween(folded, earlier.end, mention.start) <= 4
    );
  }
  // A single "ni" denies nothing in Spanish or French, and is "by" in Tagalog.
  if (last && folded.slice(last.start, last.end) === 'ni' && cues.filter(({ cue }) => cue === 'not').length === 1) return false;
  if (last?.cue !== 'not' || isPortugueseNo(reading, last.start, last.end, mention.start)) return false;
  if (other && other.start > last.end && !isListed(folded.slice(other.end, mention.start))) return false;
  // "not ChatGPT linkedin": nothing joins them, so the second is put in its place.
  if (
    other &&
    other.start > last.end &&
    other.channel !== mention.channel &&
    /^\s*ف?$/.test(folded.slice(other.end, mention.start))
  )
    return false;
  // "No Google, just Grok".
  if (
    /(?:^|\s)(?:just|only|simply|purely|nur|bloss|blos|seulement|juste|solo|solamente|so|apenas|soltanto|alleen|tylko|bara|bare|kun|vain|только|просто|лише|csak|doar|sadece|yalnizca|hanya|cuma)\s+(?:\S+\s+)?$/.test(
      folded.slice(last.end, mention.start),
    )
  )
    return false;
  // A denial right behind another source is that one's own: "ChatGPT didn't, Google did".
  if (other && other.end <= last.start && belongsAhead(folded, other, last.start, last.end, mention.start)) return false;
  return wordsBetween(folded, last.end, mention.start) <= 5;
}

const isListed = (gap: string): boolean =>
  wordsBetween(gap, 0, gap.length) <= 1 && !/\b(?:i|we|ich|wir|je|nous|yo|eu|io|ik|jag|jeg|я|мы|ми|ja)\b/.test(gap);

/** "ChatGPT didn't know you so Google" against "ChatGPT not Google". */
const belongsAhead = (folded: string, other: Mention, start: number, end: number, next: number): boolean =>
  wordsBetween(folded, other.end, start) <= 1 && wordsBetween(folded, end, next) > 1;

/** Portuguese "no" is "in the": "vi no LinkedIn", "perguntei ao Gemini no celular". */
export function isPortugueseNo({ folded, cues }: Reading, start: number, end: number, next: number): boolean {
  if (folded.slice(start, end) !== 'no' || !/^\s+\p{L}/u.test(folded.slice(end))) return false;
  if (
    /\b(?:perguntei|pesquisei|procurei|voces?|achei|indicou|indicaram|pelo|pela|nao|atraves|meu|minha|uma|um|foi|fiz|li um|vi um)\b/.test(
      folded,
    )
  )
    return true;
  if (folded.slice(end, next).trim() !== '') return false;
  // The whole answer: "no Instagram". Nobody answers with a lone denial.
  if (
    start === 0 &&
    /^no (?:instagram|facebook|youtube|linkedin|tiktok|twitter|google|reddit|whatsapp|telegram)[.!]?$/.test(folded.trim())
  )
    return true;
  return (
    cues.some((one) => one.end <= start && start - one.end <= 1 && one.cue !== 'not' && one.cue !== 'contrast') ||
    /(?:^|\s)(?:vi|li|busca|pesquisa|pesquisei|procura|anuncio|anuncios|post|video|voces|voce|nome|achei|artigo)\s$/.test(
      folded.slice(0, start),
    )
  );
}
