import { cuesIn } from './clauses.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';

/** Assistants whose name firms and families bear as well. */
const borne = new Set([
  'gemini',
  'copilot',
  'perplexity',
  'kimi',
  'jasper',
  'grok',
  'mistral_le_chat',
  'monica',
  'venice',
  'manus',
]);
/** What vendors write behind the name of their own product. */
const products =
  /^(?:AI|App|Pro|Plus|Advanced|Ultra|Flash|Live|Deep|Nano|Code|Assist|Assistant|Chat|Chatbot|Search|Business|Enterprise|Workspace|Gems?|Google|Studio|Team|Teams|Max|Opus|Sonnet|Haiku|Vision|Mobile|Web|Bot|Agent|Mode|Free|Premium|Research|Edge|Bing|Office|Word|Microsoft|LLM|Comet|Sonar|Labs?|Answer|Recommendation|And|Or|Then|The|It|He|She|They|I|We|You|Via|In|On|From|For|To|Told|Said|Lol|Haha|Thanks?|Please)$/;
const places =
  /^(?:hall|street|avenue|building|tower|hotel|room|road|cafe|bar|theater|theatre|observatory|telescope|season|sign|horoscope|zodiac|constellation|crypto)\b/i;
const firms =
  /^(?:consulting|foods?|capital|partners|group|inc|ltd|gmbh|llc|corp|solutions|holdings|industries|systems|media|ventures|logistics|trust|bank|energy|pharma|travel|airlines|insurance|software|technologies|designs?|marketing|agency|advisors|associates|consultants|accountants|lawyers|rising|brothers|sons)\b/i;

const isHerName =
  /^[\s,(–-]*[^.!?]{0,24}\b(?:that(?:'s| is)|it(?:'s| is)|so heisst|c'est|es|e|dat is|to) (?:really |actually |indeed |wirklich |vraiment )?(?:her|his|their|the|sie|er|son|su|il suo|haar|zijn|jej|jego)\s?(?:real |actual |first |vrai )?(?:name|wirklich|prenom|nom|nombre|nome|naam|imie)\b/;

/**
 * Takes assistants' names out of other names: a subreddit, a mail address, a firm ("Gemini Foods"), a family name
 * ("Gemini Patel"). A firm or a person of that name who told is one who told; else it is no source at all.
 */
export function otherNames(reading: Reading): Reading {
  const { text, folded, cues } = reading;
  reading.mentions = reading.mentions.map((mention, index): Mention => {
    const follower = reading.mentions[index + 1];
    if (mention.named && follower?.medium && /^[\s-]*$/.test(folded.slice(mention.end, follower.start)))
      return { ...mention, channel: 'unknown', assistant: null, ignored: true };
    if (!isAiMention(mention)) return mention;
    const ignored: Mention = { ...mention, channel: 'unknown', assistant: null, ignored: true };
    if (/(?:^|[\s(])\/?r\/\w*$/.test(folded.slice(0, mention.start)))
      return { ...mention, channel: 'organic_social', assistant: null, medium: true };
    if (text[mention.end] === '@') return ignored;
    if (mention.assistant && /^[- ](?:branded|themed|style|styled|based|inspired|like|sized)\b/.test(folded.slice(mention.end)))
      return ignored;
    if (!mention.assistant || !(borne.has(mention.assistant) || mention.name)) return mention;
    if (!/^[\p{L}]+$/u.test(text.slice(mention.start, mention.end))) return mention;
    const next = /^\s+([\p{L}’'-]+)/u.exec(text.slice(mention.end));
    const word = next?.[1] ?? '';
    const end = mention.end + (next?.[0].length ?? 0);
    // "My friend Gemini, that is her name".
    if (isHerName.test(folded.slice(mention.end)))
      return { ...mention, channel: 'word_of_mouth', assistant: null, person: true, named: true };
    if (places.test(word)) return ignored;
    const family =
      !mention.name && /^\p{Lu}\p{Ll}/u.test(word) && !products.test(word) && isMixed(text) && !isKnown(reading, end, word);
    if (!family && !firms.test(word)) return mention;
    const told = cuesIn(cues, end, end + 40).some(({ cue }) => cue === 'tell' || cue === 'contact');
    const by = /\b(?:from|by|via|through|with|von|par|por|de|da|di|van|od|от|fra|från)\s$/.test(folded.slice(0, mention.start));
    return told || by
      ? { start: mention.start, end, channel: 'word_of_mouth', assistant: null, person: true, named: true }
      : { ...ignored, end };
  });
  return reading;
}

/** Some words of it are in small letters, so that a capital says something. */
const isMixed = (text: string): boolean => /(?:^|\s)\p{Ll}/u.test(text);

/** The word is one of ours: a source or what a source did. */
const isKnown = ({ cues, mentions }: Reading, end: number, word: string): boolean =>
  [...cues, ...mentions].some((one) => one.start <= end - word.length && one.end >= end - word.length + 1);
