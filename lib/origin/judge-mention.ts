import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { isPerson } from './is-person.ts';
import { isTopic } from './is-topic.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';
import { isOwedTo } from './owed.ts';

/**
 * What a mention is in its sentence: a `source`; `denied` (not this one); `failed` (asked, and it did not bring them);
 * a `topic` (something was about it); or a `person` of that name.
 */
export type Part = 'source' | 'denied' | 'failed' | 'topic' | 'person';

export function judge(reading: Reading, edges: Edges, index: number, before: readonly Part[]): Part {
  const mention = reading.mentions[index];
  if (!mention) return 'topic';
  if (mention.assistant === 'copilot' && /\b(?:flight|plane|airline|cockpit|aircraft|airport)\b/.test(reading.folded))
    return 'person';
  if (mention.name && isPerson(reading, edges, mention)) return negated(reading, edges, index, before) ? 'denied' : 'person';
  if (mention.named && !mention.assistant && isSought(reading, mention)) return 'topic';
  if (isOwedTo(reading, edges, mention)) return 'source';
  if (negated(reading, edges, index, before)) return 'denied';
  if (supposed(reading, index)) return 'denied';
  if (putRight(reading, index)) return 'denied';
  if (triedFirst(reading, index) || ledElsewhere(reading, index) || outdone(reading, index)) return 'failed';
  const after = tried(reading, edges, index);
  if (after) return after;
  return isAiMention(mention) && mention.channel !== 'paid_ai' && isTopic(reading, edges, index, before) ? 'topic' : 'source';
}

/** A product of that name that they look for or run: "looking to replace Jasper". */
const isSought = ({ cues, folded }: Reading, mention: Mention): boolean =>
  cuesIn(cues, 0, mention.start).some(
    ({ cue, end }) => (cue === 'look' || cue === 'use') && wordsBetween(folded, end, mention.start) === 0,
  );

/** A word of denial ahead of it in the same clause, at most five words back, or ahead of the one it is listed with. */
function negated(reading: Reading, edges: Edges, index: number, before: readonly Part[]): boolean {
  const { cues, mentions, folded } = reading;
  const mention = mentions[index];
  if (!mention) return false;
  const [from] = clauseOf(edges, mention, folded.length);
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

/** "I thought it was ChatGPT but it was a podcast": put right further on. */
function supposed({ cues, mentions }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next) return false;
  const from = mentions[index - 1]?.end ?? 0;
  return (
    cues.some(({ cue, start, end }) => cue === 'supposed' && start >= from && end <= mention.start) &&
    cues.some(({ cue, start, end }) => cue === 'contrast' && start >= mention.end && end <= next.start)
  );
}

const copula =
  /\b(?:but|aber|mais|pero|mas|ma|maar|ale|men|mutta|но|але|ama|de)\b.{0,40}\b(?:it was|was|war es|es war|c'est|c'etait|fue|fueron|foi|e stato|e stata|was het|byl to|bylo to|var det|det var|se oli|это был\S*|це був\S*)\s+(?:(?:o|a|el|la|le|the|der|die)\s+)?$/;

/** "ChatGPT, no wait, actually a webinar": the next one is put in its place. */
function putRight({ cues, mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next) return false;
  if (
    /(?:^|[\s.…!?;:)\p{So}-])(?:no|nope|nah|nein|non|nee|nie|нет|ні|nao|nej|nei|ei|hayir|nem|oxi|不|不是)\s*,\s*(?:[^\s,]+\s+){0,3}$/u.test(
      folded.slice(mention.end, next.start),
    )
  )
    return true;
  // "Googled it? No. It was Claude."
  if (/^[^.!]*\?\s*(?:no|nope|nah|nein|non)\b/.test(folded.slice(mention.end))) return true;
  // "At first Google, but it was Perplexity that found you".
  if (mention.generic && copula.test(folded.slice(mention.end, next.start))) return true;
  return cuesIn(cues, mention.end, next.start).some(
    ({ cue, start, end }) =>
      cue === 'correct' &&
      wordsBetween(folded, end, next.start) <= 3 &&
      !/\b(?:and|und|et|y|e|en|og|och|i|и)\s*$/.test(folded.slice(mention.end, start)),
  );
}

const long =
  /\b(?:hours?|minutes|days?|weeks?|a while|ages|forever|stunden|tagelang|heures|horas|ore|uren|godzin\w*|timmar|timer|tuntei\w*|час\w*|saatler\w*)\b|時間|시간|小时/;

/** "Tried Google first. Asked Claude and it named you": what was tried, where another is said to have told or shown. */
function triedFirst({ cues, mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next || next.channel === mention.channel) return false;
  const around = folded.slice(Math.max(0, mention.start - 24), mention.end + 24);
  if (mention.channel === 'organic_search' && mention.generic && isAiMention(next) && long.test(around)) return true;
  const before = mentions[index - 1]?.end ?? 0;
  const tried = cuesIn(cues, before, mention.start).some(
    ({ cue, end }) => cue === 'tried' && wordsBetween(folded, end, mention.start) <= 2,
  );
  const own = cuesIn(cues, mention.end, next.start).some(
    ({ cue, start }) => cue === 'tell' && wordsBetween(folded, mention.end, start) <= 2,
  );
  return tried && !own && cuesIn(cues, mention.end, folded.length).some(({ cue }) => cue === 'tell' || cue === 'find');
}

/** "It kept on about others, so I went to Reddit and found you there": what it said was not us. */
function ledElsewhere({ mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next || !isAiMention(mention) || isAiMention(next)) return false;
  const gap = folded.slice(mention.end, next.start);
  const turn = /\b(?:so (?:i|we)|then (?:i|we)) (?:went|checked|asked|turned|looked|tried|searched|posted)\b/.exec(gap);
  if (!turn || /\b(?:you|your|us|our|it)\b/.test(gap.slice(0, turn.index)) || wordsBetween(gap, 0, turn.index) < 2) return false;
  return /\b(?:found|saw|discovered|got|heard of|recommended|mentioned|told me about) (?:you|your|us)\b/.test(
    folded.slice(next.end),
  );
}

const us =
  /\b(?:you|your|yours|us|our|it up|euch|ihr|sie|ihnen|vous|votre|ustedes|os|su|les|los|voces|voce|vi|voi|vostr\w*|jullie|was|wasz\w*|vas|vam|вас|вам|er|ert|dere|jer|teidat|teita|titeket|onoket|sizi|siz|esas|σας|kalian|anda|bạn)\b|你们|貴社|御社|당신|귀사/;

/** "ChatGPT only had old prices, but a post on LinkedIn helped": it did something, and not to bring them here. */
function outdone({ cues, mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next || !isAiMention(mention) || isAiMention(next) || next.generic) return false;
  const turn = cuesIn(cues, mention.end, next.start).find(({ cue }) => cue === 'contrast');
  if (!turn) return false;
  const said = folded.slice(mention.end, turn.start);
  return (
    wordsBetween(said, 0, said.length) >= 2 &&
    !us.test(said) &&
    !cuesIn(cues, mention.end, turn.start).some(({ cue }) => cue === 'who' || cue === 'first')
  );
}

/** Portuguese "no" is "in the": "vi no LinkedIn", "perguntei ao Gemini no celular". */
function isPortugueseNo({ folded, cues }: Reading, start: number, end: number, next: number): boolean {
  if (folded.slice(start, end) !== 'no' || !/^\s+\p{L}/u.test(folded.slice(end))) return false;
  if (
    /\b(?:perguntei|pesquisei|procurei|voces?|achei|indicou|indicaram|pelo|pela|nao|atraves|meu|minha|uma|um|foi|fiz|li um|vi um)\b/.test(
      folded,
    )
  )
    return true;
  if (folded.slice(end, next).trim() !== '') return false;
  return (
    cues.some((one) => one.end <= start && start - one.end <= 1 && one.cue !== 'not' && one.cue !== 'contrast') ||
    /(?:^|\s)(?:vi|li|busca|pesquisa|pesquisei|procura|anuncio|anuncios|post|video|voces|voce|nome|achei|artigo)\s$/.test(
      folded.slice(0, start),
    )
  );
}

/** A denial or a failure behind it, with no other source between. */
function tried(reading: Reading, edges: Edges, index: number): Part | null {
  const { cues, mentions, folded } = reading;
  const mention = mentions[index];
  if (!mention) return null;
  // It told of somebody else.
  if (
    isAiMention(mention) &&
    /^\s+(?:\S+\s+){1,3}(?:your|a|the|our|other|only|just)\s+competitors?\b(?!\s+and)/.test(folded.slice(mention.end))
  )
    return 'failed';
  const [, to] = clauseOf(edges, mention, folded.length);
  const next = mentions[index + 1];
  const limit = next && next.start < to ? next.start : to;
  for (const { cue, start, end } of cuesIn(cues, mention.end, limit)) {
    if (cue === 'who' || cue === 'unsure') return null;
    const gap = wordsBetween(folded, mention.end, start);
    if (cue === 'denied' && gap <= 2) return 'denied';
    if (cue === 'failed' && gap <= 5) return 'failed';
    if (cue === 'not' && gap <= (isAiMention(mention) ? 3 : 1) && !isPortugueseNo(reading, start, end, limit)) {
      if (limit === next?.start && wordsBetween(folded, end, limit) <= 2) return null;
      return gap === 0 && folded.slice(end, limit).trim() === '' ? 'denied' : 'failed';
    }
  }
  if (!isAiMention(mention) && mention.channel !== 'organic_search') return null;
  return triedThen(cues, folded, to, next?.start ?? folded.length);
}

/** "Asked Gemini, it didn't know you": what came of it stands in the next clause. */
function triedThen(cues: Reading['cues'], folded: string, from: number, limit: number): Part | null {
  for (const { cue, start } of cuesIn(cues, from, limit)) {
    const gap = wordsBetween(folded, from + 1, start);
    if (cue === 'failed' && gap <= 3) return 'failed';
    if (
      cue === 'not' &&
      gap <= 2 &&
      /^[,\s]*(?:but |and |aber |mais |pero |mas |ma |but then )?(?:it|which|that|they|he|she|er|sie|es|das|il|elle|ca|ele|ela|esso|ten|ono|он|она|оно|він|det|den|se)\b/.test(
        folded.slice(from, start),
      )
    )
      return 'failed';
  }
  return null;
}
