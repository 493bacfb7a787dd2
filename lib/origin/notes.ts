import { cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';

/** What is still to come brought nobody. */
const ahead =
  /\b(?:will|going to|next (?:week|month|year|call|step|quarter)|upcoming|follow(?:ed|ing)?[- ]?up|schedul\w+|invit\w+)\b/;

/** What a note says of other things: what they run, whom we are compared with, what is to do. */
const otherwise =
  /\b(?:competitors?|competing|compet|incumbent|stack|currently (?:on|using|with)|current (?:tool|vendor|crm)|us(?:es|ing)|evaluat\w+|eval|loves?|likes|fan of|power user|obsessed|trial(?:l?ed|l?ing)|pilot(?:ed|ing)|rolled out|bought|purchased|replac\w+|consider(?:ed|ing)|vs|next steps?|ns|f\/u|follow[- ]?up|action|todo|pain|wants?|needs?|asked (?:for|about|if|re)|interested in|questions? (?:re|about|on)|nutzt|verwendet|utilise|usa|utiliza|gebruikt|korzysta z|использует)\b|使用|사용/g;
/** Whom the rep spoke to, and the name comes next. */
const partner =
  /(?:\b(?:for|with|to|contact|vm|lvm|vmail|voicemail|call(?:ed)?|spoke|met|mtg|meeting|email(?:ed)?|em|emailed|ask(?:ed)?|cc|attn|hi|dear|poc|dm|ansprechpartner|gespräch mit|rdv|interlocuteur|contacto|contatto)|w\/)\s*:?\s*$/;

/** Whose word the note gives, and what they were given: "Per buyer: Perplexity gave him 4 vendors". */
const quotes =
  /^\s*(?:per|acc\.? to|according to)\s+(?:the\s+)?(?:buyer|prospect|lead|customer|client|contact|him|her|them)\b|\b(?:gave|gives|showed|listed|named)\s+(?:me|us|him|her|them)\s+(?:\S+\s+){0,3}(?:vendors?|options?|names?|tools?|suggestions?|suppliers?|companies|providers?|choices?)\b/;

/** "And we were number 2": the answer named us. */
const listsUs =
  /\b(?:we|us|our name|wir|nous|nosotros)\b\s+(?:\S+\s+)?(?:came up|popped up|showed up|turned up|ranked|appeared|made (?:the|his|her|their) list|got (?:named|listed|mentioned|recommended|suggested)|(?:were|was|are) (?:#|no\b|number|top|first|second|third|on\b|among|one of|named|listed|mentioned|recommended|suggested|in (?:the|his|her|their) )|kamen|standen|etions|saliamos)/;

/** In a rep's note a source counts where the sentence speaks of finding, telling or asking, or where there is little else. */
export function speaksOfFinding({ folded, cues }: Reading, edges: Edges, mention: Mention): boolean {
  const from = (edges.sentences.findLast((at) => at < mention.start) ?? -1) + 1;
  const to = edges.sentences.find((at) => at >= mention.end) ?? folded.length;
  if (mention.weak && mention.channel === 'word_of_mouth') return true;
  if (isLead(folded, cues, mention, to)) return false;
  if (isAiMention(mention) && listsUs.test(folded.slice(mention.end, to))) return true;
  const clause = folded.slice(from, mention.start);
  const aside = [...clause.matchAll(otherwise)].at(-1);
  if (
    aside &&
    !cuesIn(cues, from + aside.index + aside[0].length, mention.start).some(({ cue }) => cue === 'tell' || cue === 'find')
  )
    return false;
  if (mention.channel === 'outbound') return true;
  if (mention.name && /\b(?:prospect|contact|lead|buyer|champion|dm|poc|decision maker|owner)\s*(?:is|=|:)\s*$/.test(clause))
    return false;
  if (
    mention.person &&
    !/empf|recom|refer|intro/.test(folded.slice(mention.start, mention.end)) &&
    !mention.weak &&
    folded.split(/\s+/).length > 4 &&
    !cuesIn(cues, from, to).some(
      ({ cue }) => cue === 'tell' || cue === 'find' || cue === 'with' || cue === 'ask' || cue === 'correct',
    )
  )
    return false;
  const behind = folded.slice(mention.end, mention.end + 20);
  if (
    mention.name &&
    ((partner.test(clause) && !/\b(?:origin|source|src|hdyhau|hdyh|discovery)\b/.test(clause)) ||
      /^\s+(?:is|was|has|had|will|ooo|out|wants?|needs?|asked|no[- ]show|cancel|resched|confirmed|replied|says?|joined|left|mentioned|prefers?|to)\b/.test(
        behind,
      ))
  )
    return false;
  if (
    mention.channel === 'email' &&
    !/news|list|substack|рассылк|campaign/.test(folded.slice(mention.start, mention.end + 10)) &&
    !/\b(?:from|via|through|by|over|per|par|por)\s+(?:\S+\s+)?$/.test(folded.slice(from, mention.start))
  )
    return false;
  if (
    mention.channel === 'event' &&
    /\b(?:met|booth|badge|attended|visited|scan\w*|stand)\b/.test(folded.slice(from, to)) &&
    !ahead.test(folded.slice(from, to))
  )
    return true;
  if (isAiMention(mention) && quotes.test(folded.slice(from, to))) return true;
  const spoken = cuesIn(cues, from, to).some(
    ({ cue }) =>
      cue === 'tell' ||
      cue === 'find' ||
      cue === 'correct' ||
      (cue === 'ask' && (isAiMention(mention) || /confirm|bestatigt/.test(folded.slice(from, to)))),
  );
  if (/^g[ou]+gl(?:ed|ing)$|^gegoogelt$|гугл/.test(folded.slice(mention.start, mention.end))) return true;
  if (!isAiMention(mention) && ahead.test(folded.slice(from, to))) return false;
  if (mention.named) return cuesIn(cues, from, to).some(({ cue }) => cue === 'tell' || cue === 'find');
  const words = wordsBetween(folded, from, mention.start) + wordsBetween(folded, mention.end, to);
  return spoken || words <= (isAiMention(mention) ? 5 : 2);
}

/** The buyer of whom the note speaks: "customer says ChatGPT". */
function isLead(folded: string, cues: Reading['cues'], mention: Mention, to: number): boolean {
  return (
    mention.person === true &&
    /^(?:prospect|lead|customer|client|kund|klant|cliente|klient|клиент|клієнт|客户|客戶|고객|お客|顧客|asiaka|musteri|zakaznik|عميل|לקוח|khach hang|pelanggan|klien)/.test(
      folded.slice(mention.start, mention.end),
    ) &&
    cuesIn(cues, mention.end, to).some(
      ({ cue, start }) => (cue === 'tell' || cue === 'find') && wordsBetween(folded, mention.end, start) <= 2,
    )
  );
}
