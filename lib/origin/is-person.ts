import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import type { Mention, Reading } from './mentions.ts';
import { isOurs } from './our-people.ts';

/** Signs that a name is a person's: a relation or a title beside it, a surname, a company, a place to meet. */
export function isPerson(reading: Reading, edges: Edges, mention: Mention): boolean {
  const { cues, mentions, folded, text } = reading;
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
  if (
    /^\s*[,(–-]\s*(?:the|your|a|an|from|at|der|die|eure?|ihr|le|la|el|il|o|a|de|l')\s*(?:\S+ ){0,2}(?:manager|director|exec\w*|account|rep|head|lead|owner|founder|engineer|officer|consultant|neighbou?r|developer|designer|boss|partner|ceo|cto|cfo|vp|husband|wife|girl|guy|leiter\w*|chef\w*|direct\w+|responsab\w+|gerente|jef[ea]|capo|titolare)\b/.test(
      folded.slice(mention.end, mention.end + 50),
    )
  )
    return true;
  // "Claude @ Stripe", "Claude = her colleague", "Claude m'a recommandé, c'est mon collègue".
  if (
    /^\s+(?:forwarded|introduced|put (?:me|us)|connected|texted|emailed|invited|insisted|handed|hat (?:mir|uns) .{0,40}(?:weitergeleitet|vorgestellt|geschickt)|m'a (?:transfere|presente|envoye)|me (?:reenvio|presento|envio)|mi ha (?:inoltrato|presentato))\b/.test(
      folded.slice(mention.end, mention.end + 80),
    )
  )
    return true;
  if (/^\s*@\s*\p{Lu}|^\s+\p{Lu}\.(?:\s|$)/u.test(after)) return true;
  const equal = mentions.find((one) => one.person && one.start >= mention.end);
  if (equal && /^\s*(?:=|is|was|ist|war|est|es|e|is|to)\s+(?:\S+\s+){0,2}$/.test(folded.slice(mention.end, equal.start)))
    return true;
  if (
    /^[^.!?]{0,40},\s*(?:c'est|he is|he's|she is|she's|das ist|er ist|sie ist|es|e|dat is|to|он|это)\s+(?:my|our|mon|ma|notre|mein\w*|mi|meu|minha|mio|il mio|la mia|mijn|moj|moja|мой|моя)\s/.test(
      folded.slice(mention.end),
    )
  )
    return true;
  // "A colleague called Claude".
  if (
    mentions.some((one) => one.person && one.end <= mention.start && wordsBetween(folded, one.end, mention.start) <= 5) &&
    /(?:\b(?:named|called|whose name is|s'appelle|appelee?|nommee?|namens|heisst|se llama|llamad[oa]|chamad[oa]|se chama|si chiama|di nome|chiamat[oa]|genaamd|die heet|imieniem|o imieniu|som heter|ved navn|jmenem|adinda|isminde)|по имени|на имя|зовут|名叫|叫|という名の|라는)\s*$/u.test(
      folded.slice(0, mention.start),
    )
  )
    return true;
  if (isOurs(reading, edges, mention)) return true;
  // "Not the AI", said of the name itself.
  if (
    /\b(?:not the (?:ai|bot|chat ?bot|assistant|llm|model|machine|software)|nicht die ki|pas l'ia|no la ia|nao a ia|non l'ia|niet de ai|nie ta ai)\b/.test(
      folded.slice(mention.end),
    )
  )
    return true;
  if (/\p{Lu}\p{Ll}+-$/u.test(text.slice(0, mention.start))) return true;
  const pair = /^\s*(?:&|and|und|et|y|e|og|och|en|i)\s+(?=\p{Lu}\p{Ll}+)/u.exec(after);
  if (pair && !mentions.some((one) => one.start === mention.end + pair[0].length)) return true;
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
          (one.start - mention.end <= 1 ||
            /^(?:at|over|on|in|when|while|as|had|we|beim|au|en|de)/.test(folded.slice(one.start, one.end)))),
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
    /^\s+(?:in|of|at) the \S+ (?:office|team|department|branch|group)\b/.test(after) ||
    /^\s+(?:in|of|on)\s+(?:my|our|accounting|sales|marketing|finance|procurement|hr|legal)\b/.test(after) ||
    /^,?\s+(?:who|whom|and (?:his|her) (?:team|wife|husband))\b/.test(after) ||
    /^['’]s\s+(?:team|talk|post|e-?mail|presentation|recommendation|introduction|company|wife|husband|boss)/.test(after) ||
    (/\b(?:mr|mrs|ms|dr|met|with|by my \p{L}+)\.?\s+$/iu.test(text.slice(0, mention.start)) &&
      /\b(?:met|lunch with|coffee with|mr|mrs|ms|dr|introduced by|intro from)\.?\s+$/i.test(text.slice(0, mention.start)))
  );
}
