import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import type { Part } from './judge-mention.ts';
import { isAiMention, type Reading } from './mentions.ts';

const smallWords =
  /^(?:[\s'’"-]|\b(?:on|of|the|a|an|in|for|and|or|de|d|du|des|la|le|les|l|del|di|dell|della|da|do|dos|von|der|den|dem|fur|zu|zum|zur|van|het|met|en|um|no|na|o|i|w|z|u|om|af|av|til|для|по|об|о|про|ии|ke|mit|with|plus|best|using|how|to|use|tools?|your|our|su|sull|sulle|sugli)\b)*$/;

const onIt =
  /^\s*(?:called|titled|named|entitled|namens|mit dem titel|intitulee?|titulad[oa]|chamad[oa]|intitolat[oa]|getiteld|pt\.)\s+(?:[^\s,.;!?]+\s+){0,4}$|^\s*(?:called|titled|named)?\s*(?:about|on|over|regarding|covering|comparing|uber|zu|zum|zum thema|sur|sobre|su|sul|sull'|acerca de|a proposito di|om|o|na temat|про|о|об|despre|για|tentang|mengenai|ve|hakkinda|prompting|how to use|using|of|de|di|von|van)\s+(?:(?:the|using|how|to|use|prompting|das|die|le|la|el|il|l'|o|a|uso de|uso|utilisation de|future|rise|of|age)\s*)*$/;

const asksUs =
  /(?:^|[.!?;]\s*)(?:(?:just )?(?:wondering|curious|want to know|asking) (?:if|whether) |(?:hi|hello|hey)[,!]? )?(?:do|does|can|could|will|would|is|are|unterstutzt|integriert|konnt|est-ce que|peut-on|prenez|soporta\w*|integra\w*|suporta\w*|ondersteun\w*|wspieracie|czy)\b[^.?!]{0,30}\b(?:support\w*|integrat\w*|connect\w*|work with|sync\w*|plug|hook|compatible|kompatib\w*|compatib\w*|mit|avec|con|com|met|z)\s+(?:with\s+|to\s+|into\s+|the\s+)?$/;

/** A question to us, whatever it asks: "how do you compare with Copilot?" */
const question =
  /^\s*(?:(?:and|but|also|so|hi|hello|hey)[,\s]+)*(?:how|what|why|when|which|do|does|did|can|could|will|would|is|are|have|wie|warum|kann|konnt|habt|comment|pourquoi|est-ce|quelle?s?|como|por que|cual|qual|come|perche|hoe|waarom|kunnen|jak|czy|как|чем|почему)\b.*\b(?:you|your|yours|this|it|ihr|euch|euer|eure|sie|vous|votre|vos|ustedes|vosotros|vuestr\w*|voces|voi|vostr\w*|jullie|uw|wy|wasz\w*|вы|вас|ваш\w*)\b/u;

/** "Ran a Perplexity search". */
export const queried =
  /\b(?:ran|run|running|did|does|doing|made|typed|tried|used|after|from|via|through|by|per|in)\s+(?:(?:an?|the|some|his|her|their|my|our|one)\s+)?(?:(?:quick|long|simple|few)\s+)?$/;

/** Something is about it: a newsletter on AI, an AI conference, alternatives to ChatGPT, a tool that was looked for. */
export function isTopic({ cues, mentions, folded }: Reading, edges: Edges, index: number, before: readonly Part[]): boolean {
  const mention = mentions[index];
  if (!mention) return false;
  const [from, to] = clauseOf(edges, mention, folded.length);
  const [previous, next] = [mentions[index - 1], mentions[index + 1]];
  const ahead = cuesIn(cues, from, mention.start);
  const behind = cuesIn(cues, mention.end, to);
  const nearest = ahead.at(-1);
  if (/^[\s,]*(?:the )?crypto|^\s+(?:is|was) (?:just )?(?:a|the) (?:word|verb|name|nickname)\b/.test(folded.slice(mention.end)))
    return true;
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
  if (
    /^\s+(?:only |just )?to (?:write|draft|translate|fill|polish|rewrite|spell|proofread|(?:prepare|create|make|generate)\b(?! (?:an?|the|our|my|some) (?:\w+ )?(?:short ?)?(?:list|comparison|selection)))\b/.test(
      folded.slice(mention.end),
    )
  )
    return true;
  if (
    /\b(?:sent|forwarded|showed|shared|gave|passed)\b[^.;!?]{0,20}\b(?:an?|the|his|her|their|this)\s+$/.test(
      folded.slice(from, mention.start),
    ) &&
    /^(?:['’]s)?\s+(?:answer|response|reply|output|chat|conversation|result|screenshot|link|report|list|search|summary)\b/.test(
      folded.slice(mention.end),
    )
  )
    return false;
  // What it was given to read had come from elsewhere.
  if (
    mentions.some((one) => !isAiMention(one) && one.start >= mention.end) &&
    /^\s+(?:to\s+)?(?:summari[sz]\w*|translat\w*|transcrib\w*|explain\w*|read|proofread|fact-?check\w*|zusammenfass\w*|ubersetz\w*|resum\w*|tradu\w*|riassu\w*|samenvat\w*|vertal\w*)\b/.test(
      folded.slice(mention.end),
    )
  )
    return true;
  if (
    /\b(?:an?|the|your|this|heard|saw|from|^)\s*(?:talks?|lecture|speech|keynote|presentation)\s+(?:about|on)\s+(?:the |using )?$|^(?:talks?|lecture|speech|presentation)\s+(?:about|on)\s+(?:the |using )?$/.test(
      folded.slice(from, mention.start),
    )
  )
    return true;
  // 「AI活用セミナー」, "AI 활용 세미나": one name, without a particle in it.
  if (
    next?.medium &&
    /^[\p{Script=Han}\p{Script=Katakana}ー\s]{1,8}$|^\s*\p{Script=Hangul}{1,4}\s+$/u.test(
      folded.slice(mention.end, next.start),
    ) &&
    !cuesIn(cues, mention.end, next.start).some(({ cue }) => cue === 'tell' || cue === 'find' || cue === 'later')
  )
    return true;
  // "A video about ChatGPT", wherever it stood.
  const content = ahead.findLast(({ cue, end }) => cue === 'content' && end <= mention.start && end < mention.start);
  if (content && onIt.test(folded.slice(content.end, mention.start))) return true;
  if (
    previous?.medium &&
    /^[^.;!?]{0,20}\bhow to\b[^.;!?]{0,30}$|^\s+(?:called|titled|named)\s+["']?(?:the\s+)?$/.test(
      folded.slice(previous.end, mention.start),
    )
  )
    return true;
  if (
    /\b(?:group|community|channel|forum|server|club|circle)\s+(?:for|of)\s+(?:the\s+)?$/.test(folded.slice(from, mention.start))
  )
    return true;
  // "Do you support Claude?" is a question to us.
  if (asksUs.test(folded.slice(0, mention.start)) && /^[^.!]*\?|^[^.!?]*$/.test(folded.slice(mention.end))) return true;
  const opens = (edges.sentences.findLast((at) => at < mention.start) ?? -1) + 1;
  const closes = edges.sentences.find((at) => at >= mention.end) ?? folded.length;
  if (
    /[?？]/.test(folded.charAt(closes)) &&
    question.test(folded.slice(opens, mention.start)) &&
    !cuesIn(cues, opens, closes).some(
      ({ cue, start }) => cue === 'tell' || (cue === 'find' && !folded.startsWith('compar', start)),
    )
  )
    return true;
  // "He ran a Perplexity search": what he did with it.
  if (
    queried.test(folded.slice(0, mention.start)) &&
    /^\s+(?:deep\s+)?(?:quer(?:y|ies)|search(?:es)?|prompts?|sessions?|research|chats?)\b/.test(folded.slice(mention.end))
  )
    return false;
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
      /(?:^|\s)(?:at|from|for|of|bei|von|chez|de|en|in|da|di|bij|van|z|ze|w|hos|från|fran|из|в)\s+$/.test(
        folded.slice(previous.start, mention.start),
      ) &&
      /^\s*(?:who (?:works|worked) )?(?:\S{1,4}\s+)?$/.test(gap) &&
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
    wordsBetween(folded, nearest.end, mention.start) <= 3 &&
    !/^\s*(?:us|you|it|me|them|your|our)\b/.test(folded.slice(nearest.end, mention.start))
  )
    return true;
  if (nearest?.cue === 'find' && /^(?:googled|comparing)$/.test(folded.slice(nearest.start, nearest.end))) return true;
  if (
    /\b(?:googl(?:ed|ing)|searched(?: for)?|search(?:ing)? for|google(?:d)? search for)\s+["'“”([]*\s*(?:best |top |the |some |a )*$/.test(
      folded.slice(0, mention.start),
    )
  )
    return true;
  // Use is a topic unless the sentence goes on to say what it found.
  const sentence = edges.sentences.find((at) => at >= mention.end) ?? folded.length;
  const rest = next && !isAiMention(next) && next.start > sentence ? sentence : folded.length;
  const found = cuesIn(cues, mention.end, rest).some(({ cue }) => cue === 'find' || cue === 'tell' || cue === 'ask');
  return nearest?.cue === 'use' && wordsBetween(folded, nearest.end, mention.start) <= 2 && !found;
}

/** Words that carry a way in as well: "on LinkedIn via ChatGPT". */
const smallVia = (gap: string): boolean => /\b(?:via|through|with|mit|avec|con|com)\b/.test(gap);
