import { cuesIn, wordsBetween } from './clauses.ts';
import { isAiMention, type Reading } from './mentions.ts';

/** "I thought it was ChatGPT but it was a podcast": put right further on. */
export function supposed({ cues, mentions }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next) return false;
  const from = mentions[index - 1]?.end ?? 0;
  return (
    cues.some(({ cue, start, end }) => cue === 'supposed' && start >= from && end <= mention.start) &&
    cues.some(({ cue, start, end }) => cue === 'contrast' && start >= mention.end && end <= next.start)
  );
}

/** "Form says ChatGPT. Confirmed on the call: a podcast": what a record holds, beside what was said since. */
const recorded =
  /\b(?:form|crm|field|record|dropdown|drop-down|survey|hubspot|salesforce|formular|lead form|formulaire|formulario|modulo|formulier|formularz)(?:\s+(?:says|said|shows|showed|had|has|reads|lists|listed|states|sagt|dit|dice|diz|zegt|mowi))?[:=\s]{1,3}["']?$/;
const saidSince =
  /\b(?:confirmed|clarified|corrected|said|says|told|on (?:the |our )?(?:call|phone|demo)|in reality|real|really|truth|but|however|actual\w*|am telefon|im gesprach|au telephone|en la llamada)\b/;

/** They found us, and by what comes next. */
const finding =
  /\b(?:found (?:you|your|it)|gefunden (?:habe|hab|haben)|gefunden|je vous ai trouve\w*|os encontre|los encontre|encontrei voces|vi ho trovat\w|gevonden heb|znalazl\w+ (?:was|panstwa)|hittade er|fant dere|fandt jer|нашел вас|нашла вас|вас нашел|sizi buldu\w*)\b(?!.*\b(?:asked|then|gefragt|puis|luego|poi|daarna|potem)\b)/;

export const copula =
  /\b(?:but|aber|mais|pero|mas|ma|maar|ale|men|mutta|но|але|ama|de)\b.{0,40}\b(?:it was|was|war es|es war|c'est|c'etait|fue|fueron|foi|e stato|e stata|was het|byl to|bylo to|var det|det var|se oli|это был\S*|це був\S*)\s+(?:(?:o|a|el|la|le|the|der|die)\s+)?$/;

/** "ChatGPT, no wait, actually a webinar": the next one is put in its place. */
export function putRight({ cues, mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next) return false;
  if (
    /(?:^|[\s.…!?;:)\p{So}-])(?:no|nope|nah|nein|non|nee|nie|нет|ні|nao|nej|nei|ei|hayir|nem|oxi|不|不是)\s*,\s*(?:[^\s,]+\s+){0,3}$/u.test(
      folded.slice(mention.end, next.start),
    )
  )
    return true;
  if (recorded.test(folded.slice(0, mention.start)) && saidSince.test(folded.slice(mention.end, next.start))) return true;
  // "Googled it? No. It was Claude."
  if (/^[^.!]*\?\s*(?:no|nope|nah|nein|non)\b/.test(folded.slice(mention.end))) return true;
  // "At first Google, but it was Perplexity that found you".
  if (mention.generic && copula.test(folded.slice(mention.end, next.start))) return true;
  // "Googled first, found you with ChatGPT in the end".
  const gap = folded.slice(mention.end, next.start);
  if (mention.generic && mention.channel === 'organic_search' && isAiMention(next) && /[,.;]/.test(gap) && finding.test(gap))
    return true;
  return cuesIn(cues, mention.end, next.start).some(
    ({ cue, start, end }) =>
      cue === 'correct' &&
      wordsBetween(folded, end, next.start) <= 3 &&
      !/\b(?:and|und|et|y|e|en|og|och|i|и)\s*$/.test(folded.slice(mention.end, start)),
  );
}
