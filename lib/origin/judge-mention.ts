import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';

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
  if (negated(reading, edges, index, before)) return 'denied';
  if (supposed(reading, index)) return 'denied';
  const after = tried(reading, edges, index);
  if (after) return after;
  return isAiMention(mention) && mention.channel !== 'paid_ai' && isTopic(reading, edges, index, before) ? 'topic' : 'source';
}

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
  if (last?.cue !== 'not' || isPortugueseNo(reading, last.start, last.end, mention.start)) return false;
  if (other && other.start > last.end && !isListed(folded.slice(other.end, mention.start))) return false;
  // A denial right behind another source is that one's own: "ChatGPT didn't, Google did".
  if (other && other.end <= last.start && belongsAhead(folded, other, last.start, last.end, mention.start)) return false;
  return wordsBetween(folded, last.end, mention.start) <= 5;
}

const isListed = (gap: string): boolean => wordsBetween(gap, 0, gap.length) <= 1;

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

/** Portuguese "no" is "in the": "vi no LinkedIn", between a word of finding and the source. */
function isPortugueseNo({ folded, cues }: Reading, start: number, end: number, next: number): boolean {
  if (folded.slice(start, end) !== 'no' || folded.slice(end, next).trim() !== '') return false;
  return (
    cues.some((one) => one.end <= start && start - one.end <= 1 && one.cue !== 'not' && one.cue !== 'contrast') ||
    /(?:^|\s)(?:vi|li|busca|pesquisa|pesquisei|procura|anuncio|anuncios|post|video|voces|voce|nome|achei|artigo)\s$/.test(
      folded.slice(0, start),
    )
  );
}

/** A denial or a failure behind it, with no other source between. */
function tried({ cues, mentions, folded }: Reading, edges: Edges, index: number): Part | null {
  const mention = mentions[index];
  if (!mention) return null;
  const [, to] = clauseOf(edges, mention, folded.length);
  const next = mentions[index + 1];
  const limit = next && next.start < to ? next.start : to;
  for (const { cue, start, end } of cuesIn(cues, mention.end, limit)) {
    if (cue === 'who' || cue === 'unsure') return null;
    const gap = wordsBetween(folded, mention.end, start);
    if (cue === 'denied' && gap <= 2) return 'denied';
    if (cue === 'failed' && gap <= 5) return 'failed';
    if (cue === 'not' && gap <= (isAiMention(mention) ? 3 : 1)) {
      if (limit === next?.start && wordsBetween(folded, end, limit) <= 2) return null;
      return gap === 0 && folded.slice(end, limit).trim() === '' ? 'denied' : 'failed';
    }
  }
  return isAiMention(mention) ? triedThen(cues, folded, to, next?.start ?? folded.length) : null;
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

const smallWords =
  /^(?:[\s'’"-]|\b(?:on|of|the|a|an|in|for|and|or|de|d|du|des|la|le|les|l|del|di|dell|della|da|do|dos|von|der|den|dem|fur|zu|zum|zur|van|het|met|en|um|no|na|o|i|w|z|u|om|af|av|til|для|по|об|о|про|ии|ke|mit|with|plus|best|using|how|to|use|tools?|your|our)\b)*$/;

/** Something is about it: a newsletter on AI, an AI conference, alternatives to ChatGPT, a tool that was looked for. */
function isTopic({ cues, mentions, folded }: Reading, edges: Edges, index: number, before: readonly Part[]): boolean {
  const mention = mentions[index];
  if (!mention) return false;
  const [from, to] = clauseOf(edges, mention, folded.length);
  const [previous, next] = [mentions[index - 1], mentions[index + 1]];
  const ahead = cuesIn(cues, from, mention.start);
  const behind = cuesIn(cues, mention.end, to);
  const nearest = ahead.at(-1);
  if (/^[\s,]*(?:the )?crypto/.test(folded.slice(mention.end))) return true;
  // "Claude and Gemini": one topic, two names.
  if (
    previous &&
    before[index - 1] === 'topic' &&
    isAiMention(previous) &&
    /^\s*(?:,|\/|&|and|or|vs\.?|und|et|y|e|и|och|og|en|ve|と|和|및|와|과|with|to|against|mit|con|avec|com|с|med)?\s*(?:,?\s*(?:and|or)\s*)?$/.test(
      folded.slice(previous.end, mention.start),
    )
  )
    return true;
  const noun = behind[0];
  if (
    noun?.cue === 'topicNoun' &&
    /^[\s-]*(?:의|的|の)?[\s-]*$/.test(folded.slice(mention.end, noun.start)) &&
    !(mention.generic && /^(?:tool|tools)$/.test(folded.slice(noun.start, noun.end)))
  )
    return true;
  if (noun?.cue === 'aboutPast' && next?.start !== undefined && next.start < to && next.medium) return true;
  // A thing right behind it is about it; right ahead of it too, but for small words.
  if (next?.medium && next.start < to && next.channel !== 'email' && /^[\s-]*$/.test(folded.slice(mention.end, next.start)))
    return true;
  if (next?.channel === 'email' && /^[\s-]*$/.test(folded.slice(mention.end, next.start))) return true;
  if (mention.generic && next?.medium && next.start < to && behind[0]?.start !== mention.end + 1) {
    const gap = folded.slice(mention.end, next.start).trim();
    if (/^\p{L}+$/u.test(gap) && !/^(?:and|or|und|oder|et|ou|y|o|e|og|och|ja|ve|и|или|then|via|at|in|on)$/.test(gap)) return true;
  }
  if (previous && previous.start >= from) {
    const gap = folded.slice(previous.end, mention.start);
    const inside = cuesIn(cues, previous.end, mention.start);
    const acted = inside.some(({ cue }) => cue === 'tell' || cue === 'ask' || cue === 'later' || cue === 'find');
    if (previous.medium && !acted && (smallWords.test(gap) || inside.some(({ cue }) => cue === 'about'))) return true;
    if (
      !previous.medium &&
      !isAiMention(previous) &&
      !acted &&
      inside.some(({ cue }) => cue === 'about') &&
      wordsBetween(gap, 0, gap.length) <= 4 &&
      previous.channel !== 'word_of_mouth' &&
      previous.channel !== 'unknown'
    )
      return !smallVia(gap);
    if (
      previous.channel === 'organic_search' &&
      !inside.some(({ cue }) => cue === 'tell' || cue === 'later') &&
      /\bfor\b|\bnach\b|\bpour\b|\bnaar\b/.test(gap)
    )
      return true;
    if (
      previous.person &&
      /^\s*(?:who (?:works|worked) )?(?:at|from|for|of|bei|von|chez|de|en|in|da|di|bij|van|z|ze|w|hos|från|fran|из|в)\s+$/.test(
        gap,
      ) &&
      /^(?:open_? ?ai|anthropic|perplexity|mistral|deepseek)/.test(folded.slice(mention.start, mention.end))
    )
      return true;
  }
  if (nearest?.cue === 'look' && wordsBetween(folded, nearest.end, mention.start) <= 3) return true;
  if (
    nearest?.cue === 'about' &&
    /^(?:about|regarding|discussing|covering|concerning|comparing|compared|evaluating|关于|關於)$/.test(
      folded.slice(nearest.start, nearest.end),
    ) &&
    wordsBetween(folded, nearest.end, mention.start) <= 3
  )
    return true;
  if (nearest?.cue === 'find' && /^(?:googled|comparing)$/.test(folded.slice(nearest.start, nearest.end))) return true;
  if (/\bgoogl(?:ed|ing)\s+$/.test(folded.slice(from, mention.start))) return true;
  // Use is a topic unless the sentence goes on to say what it found.
  const found = cuesIn(cues, mention.end, folded.length).some(({ cue }) => cue === 'find' || cue === 'tell' || cue === 'ask');
  return nearest?.cue === 'use' && wordsBetween(folded, nearest.end, mention.start) <= 2 && !found;
}

/** Words that carry a way in as well: "on LinkedIn via ChatGPT". */
const smallVia = (gap: string): boolean => /\b(?:via|through|with|mit|avec|con|com)\b/.test(gap);

/** Signs that a name is a person's: a relation or a title beside it, a surname, a company, a place to meet. */
function isPerson({ cues, mentions, folded, text }: Reading, edges: Edges, mention: Mention): boolean {
  const after = text.slice(mention.end, mention.end + 60);
  if (
    /^[\s,('’"-]*(?:the |an |une |eine |la |una )?(?:ai\b|assistant|chat ?bot|bot\b|llm|(?:from|by|de|da|di|do|von|van|od|от) anthropic|anthropic|opus|sonnet|haiku|ki\b|ia\b|ии)/.test(
      folded.slice(mention.end, mention.end + 30),
    )
  )
    return false;
  if (
    /^\s*[,(]\s*(?:my|our|mein|meine|unser|unsere|mon|ma|notre|mi|nuestro|nuestra|meu|minha|nosso|il mio|la mia|mijn|onze|min|mitt|var|vores|moj|moja|nasz|мой|моя|наш|benim)\s+(?!(?:\S+\s+){0,2}(?:ai|ki|ia|assistant|bot|llm)\b)/.test(
      folded.slice(mention.end, mention.end + 40),
    )
  )
    return true;
  const [from, to] = clauseOf(edges, mention, folded.length);
  for (const other of mentions) {
    if (!other.person) continue;
    if (
      other.end <= mention.start &&
      other.start >= from &&
      wordsBetween(folded, other.end, mention.start) <= 1 &&
      !/\b(?:and|or|und|et|y|asked|used|then)\b/.test(folded.slice(other.end, mention.start))
    )
      return true;
    // "Claude, mon collègue": the relation follows, with a comma or without, and is no new doer.
    const gap = folded.slice(mention.end, other.start);
    if (
      other.start >= mention.end &&
      /^\s*[,(–-]?\s*(?:(?:my|our|an?|the|who is|who's|is|mein|meine|ein|eine|unser|unsere|mon|ma|un|une|notre|mi|il mio|la mia|nuestro|nuestra|meu|minha|um|uma|mijn|een|onze|min|en|vores|var|benim|bir|moj|moja|мой|моя|наш|наша)\s+)*(?:old |good |former |ex-?|de |der )*$/.test(
        gap,
      ) &&
      (gap.includes(',') || gap.includes('(') || /\b(?:my|our|mein|mon|mi|min)\b/.test(gap))
    )
      return true;
  }
  const beside = cuesIn(cues, Math.max(0, mention.start - 20), Math.min(folded.length, to + 40)).filter(
    ({ cue }) => cue === 'person',
  );
  if (
    beside.some(
      (one) =>
        (one.end <= mention.start && wordsBetween(folded, one.end, mention.start) === 0 && one.end >= mention.start - 2) ||
        (one.start >= mention.end &&
          (one.start - mention.end <= 1 || /^(?:at|over|on|in|beim|au|en|de)/.test(folded.slice(one.start, one.end)))),
    )
  )
    return true;
  return (
    /^\s+(?!(?:AI|Code|Opus|Sonnet|Haiku|Pro|Max|Search|Bot|Chat|Desktop|And|Or|Then|Recommended|Suggested|Told|KI|IA|Projects?|Web|App)\b)\p{Lu}\p{Ll}+/u.test(
      after,
    ) ||
    /^\s+(?:from|at|von|vom|bei|de chez|chez|from the|aus|van|bij|из|з|z|da|do|del|della|du)\s+(?!the (?:app|web|search))(?:\p{Lu}|the\s|our\s|my\s|your\s|accounting|sales|marketing|finance|it\b|hr\b|legal|procurement|der\s|dem\s|\p{L}+)/u.test(
      after,
    ) ||
    /^\s+(?:in|of)\s+(?:my|our|accounting|sales|marketing|finance|procurement|hr|legal)\b/.test(after) ||
    /^,?\s+(?:who|whom|and (?:his|her) (?:team|wife|husband))\b/.test(after) ||
    /^['’]s\s+(?:team|talk|post|e-?mail|presentation|recommendation|introduction|company|wife|husband|boss)/.test(after) ||
    (/\b(?:mr|mrs|ms|dr|met|with|by my \p{L}+)\.?\s+$/iu.test(text.slice(0, mention.start)) &&
      /\b(?:met|lunch with|coffee with|mr|mrs|ms|dr|introduced by|intro from)\.?\s+$/i.test(text.slice(0, mention.start)))
  );
}
