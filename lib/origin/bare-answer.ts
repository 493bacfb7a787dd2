import type { Channel } from '../contract/origin.ts';
import { cuesIn, wordsBetween } from './clauses.ts';
import type { Mention, Reading } from './mentions.ts';

/** Whole answers that are too short a word to be looked for inside a sentence. */
const whole: Readonly<Record<string, readonly [Channel, string | null]>> = {
  search: ['organic_search', null],
  suche: ['organic_search', null],
  recherche: ['organic_search', null],
  busqueda: ['organic_search', null],
  busca: ['organic_search', null],
  ricerca: ['organic_search', null],
  poe: ['ai_assistant', 'poe'],
  pi: ['ai_assistant', 'pi'],
  bard: ['ai_assistant', 'gemini'],
  paid: ['paid_other', null],
  call: ['outbound', null],
  fair: ['event', null],
};
const mine =
  /^\s*(?:my|our|mein|meine|meinem|meiner|unser|unsere|unserem|mon|ma|notre|mi|nuestro|nuestra|meu|minha|nosso|nossa|mio|mia|il mio|la mia|mijn|onze|min|mitt|var|vores|moj|moja|nasz|nasza|muj|moje|мой|моя|наш|наша|мій|моя|benim)\s+[\p{L}'’-]+(?:\s+[\p{L}'’-]+)?\s*[.!]?\s*$/u;
/** "My research" is nobody. */
const things =
  /\b(?:own|research|website|site|company|phone|computer|search|browser|team's|idea|memory|head|feed|inbox|recherche|busqueda|pesquisa|ricerca|handy|telefon|job|work|business|problem|budget|need|needs|curiosity)\b/;
const telling =
  /recommend|swear|vouch|rave|suggest|refer|told|mention|introduc|empf|erzaehl|erzahl|recomm|recom|suger|sugger|consigl|aangerad|verteld|polec|doporuc|rekommend|anbefal|suosit|ajanl|посовет|рекоменд|порад|tavsiye|oner/;

/** An answer in which no word of ours stands, when its form tells: "my dentist", "was recommended to me". */
export function bareAnswer({ folded, cues, mentions }: Reading): Mention | null {
  if (mentions.length > 0) return null;
  const span = { start: 0, end: folded.length };
  const known = whole[folded.trim().replace(/[.!]$/, '')];
  if (known) return { ...span, channel: known[0], assistant: known[1] };
  const denied = cues.some(({ cue }) => cue === 'not' || cue === 'order' || cue === 'takeover');
  if (denied) return null;
  const told = cuesIn(cues, 0, folded.length).some(
    ({ cue, start, end }) => cue === 'tell' && telling.test(folded.slice(start, end)),
  );
  const somebody = mine.test(folded) && !things.test(folded);
  if (!somebody && !(told && wordsBetween(folded, 0, folded.length) <= 8)) return null;
  return { ...span, channel: 'word_of_mouth', assistant: null };
}
