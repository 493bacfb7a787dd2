import type { Channel } from '../contract/origin.ts';
import { type Cue, cues as cueWords } from './cues.data.ts';
import { fold } from './fold.ts';
import { Lexicon } from './lexicon.ts';
import { misspelt } from './misspelt.ts';
import { ambiguousNames, answers, assistantNames, givenNames, type SourceWord, sourceWords } from './sources.data.ts';

export type Mention = SourceWord & { start: number; end: number };
export type CueHit = { start: number; end: number; cue: Cue };
/** A text with everything in it that the rules know, each stretch taken once. */
export type Reading = { text: string; folded: string; mentions: Mention[]; cues: CueHit[] };

const lexicon = new Lexicon<SourceWord>();
const cueLexicon = new Lexicon<Cue>();
for (const [channel, kind, ...lists] of sourceWords)
  for (const phrases of lists) if (kind.ignored) lexicon.add(phrases, { channel, assistant: null, ...kind });
for (const [assistant, phrases] of Object.entries(assistantNames))
  lexicon.add(phrases, { channel: assistant === 'google_ai_mode' ? 'ai_search' : 'ai_assistant', assistant });
for (const [assistant, phrases] of Object.entries(ambiguousNames))
  lexicon.add(phrases, { channel: 'ai_assistant', assistant, name: true });
lexicon.add(givenNames, { channel: 'word_of_mouth', assistant: null, person: true, named: true });
lexicon.add(answers, { channel: 'ai_search', assistant: 'google_ai_overviews', answer: true });
for (const [channel, kind, ...lists] of sourceWords)
  for (const phrases of lists) lexicon.add(phrases, { channel, assistant: null, ...kind });
for (const [cue, phrases] of Object.entries(cueWords) as [Cue, string][]) cueLexicon.add(phrases, cue);

const aiChannels: ReadonlySet<Channel> = new Set(['ai_assistant', 'ai_search', 'paid_ai']);
export const isAiMention = ({ channel }: Mention): boolean => aiChannels.has(channel);

/** Finds all sources and cues of a text. */
export function read(text: string): Reading {
  const folded = fold(text);
  const mentions: Mention[] = [];
  for (const { start, end, values } of lexicon.scan(folded, text)) {
    const word = values[0];
    if (word && !isSmallAi(word, text, start, end)) mentions.push({ ...word, start, end });
  }
  for (const { start, end, assistant } of misspelt(folded, mentions))
    mentions.push({ channel: 'ai_assistant', assistant, start, end });
  mentions.sort((a, b) => a.start - b.start);
  const cues = cueLexicon
    .scan(folded, text)
    .flatMap(({ start, end, values }) => values.map((cue) => ({ start, end, cue })))
    .filter(
      ({ start, end, cue }) =>
        cue === 'look' || cue === 'order' || cue === 'takeover' || !mentions.some((one) => start < one.end && one.start < end),
    );
  return { text, folded, mentions, cues };
}

/** "ai" in lower case is a word of French, Italian and Portuguese: "j'ai", "aí". */
function isSmallAi(source: SourceWord, text: string, start: number, end: number): boolean {
  if (!source.generic || source.channel !== 'ai_assistant' || end - start !== 2) return false;
  const word = text.slice(start, end);
  if (/^(AI|KI|IA|SI|YZ|MI|Ai)$/.test(word)) return word !== 'AI' && word !== 'Ai' && shouted(text);
  if (word === 'ai' && /^\s+(?:miei|nostri|vostri|suoi|loro|colleghi|clienti|partner)\b/.test(text.slice(end, end + 20)))
    return true;
  return (
    (/^ai$/i.test(word) && /['’]/.test(text.charAt(start - 1))) ||
    (/^\p{Script=Latin}{2}$/u.test(word) && !/^[\x20-\x7e]{2}$/.test(word))
  );
}

/** All in capitals, so that capitals say nothing. */
const shouted = (text: string): boolean => text.length > 6 && text === text.toUpperCase() && /\p{Lu}{3}/u.test(text);
