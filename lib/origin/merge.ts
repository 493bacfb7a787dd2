import { wordsBetween } from './clauses.ts';
import type { Mention, Reading } from './mentions.ts';

/** Where Google puts its own answers. */
const onTop =
  /\b(?:above|on top of|at the top|top of|atop|oberhalb|ganz oben|uber den|en haut|au-dessus|arriba|encima|no topo|acima|in cima|sopra|bovenaan|boven|na gorze|nad wynikami|overst|ovanfor|ovenfor|nahore|tetejen|ustte|ustunde)(?![\p{L}])|сверху|наверху|зверху|вгорі|угорі|の上に|上に出|上に表示|一番上|上部|맨 위|상단|最上面|顶部|頂部/u;

/** An ad inside an assistant is one source, and so is an AI answer with the search engine that gave it. */
export function merged(reading: Reading): Reading {
  const { mentions, folded } = reading;
  const bing = mentions.some((one) => one.channel === 'organic_search' && folded.slice(one.start, one.end).startsWith('bing'));
  const google = mentions.some(
    (one) =>
      one.channel === 'organic_search' &&
      /^(?:g[ou]+gl|googel|гугл|グーグル|谷歌|구글|जूगल|गूगल|جوجل|גוגל)/.test(folded.slice(one.start, one.end)),
  );
  const taken = new Set<Mention>();
  const joined = mentions.map((mention, index): Mention => {
    // Our own people are where they were met, not who told.
    if (mention.person && /\b(?:your|ihr|euer|votre|su|vuestro|seu|vostro|jullie)\s$/.test(folded.slice(0, mention.start))) {
      const ours = !/^(?:customer|client|user|kund|klant|cliente)/.test(folded.slice(mention.start, mention.end));
      return ours ? { ...mention, weak: true } : mention;
    }
    if (mention.answer && bing && !google) return { ...mention, assistant: 'copilot' };
    if (
      mention.channel === 'ai_search' &&
      mention.assistant === null &&
      (google || /go+gle|гугл|谷歌|グーグル|구글/.test(folded.slice(mention.start, mention.end))) &&
      /answer|summar|overview|result|snippet|resum|zusammenfass|ubersicht|apercu|riepilog|samenvatt|sammanfatt|oversikt|podsumow|обзор|сводк|概要|要約|요약|摘要|概览|ozet/.test(
        folded,
      )
    )
      return { ...mention, assistant: 'google_ai_overviews' };
    if (mention.generic && mention.channel === 'ai_assistant' && google && onTop.test(folded))
      return { ...mention, channel: 'ai_search', assistant: 'google_ai_overviews' };
    if (mention.channel !== 'ai_assistant' && mention.assistant !== 'google_ai_mode') return mention;
    if (mention.generic) return mention;
    const ad = [mentions[index - 1], mentions[index + 1]].find(
      (one) => one?.channel.startsWith('paid_') && nextTo(folded, one, mention),
    );
    if (!ad) return mention;
    taken.add(ad);
    return { ...mention, channel: 'paid_ai', start: Math.min(ad.start, mention.start), end: Math.max(ad.end, mention.end) };
  });
  const paired: Mention[] = [];
  for (const mention of joined) {
    if (taken.has(mention)) continue;
    const last = paired.at(-1);
    const pair = last && adOn(folded, last, mention);
    if (pair) paired[paired.length - 1] = pair;
    else paired.push(mention);
  }
  reading.mentions = paired;
  return reading;
}

/** An ad or an article and where it stood: on a social network, beside search results, in a newsletter, in a paper. */
function adOn(folded: string, first: Mention, second: Mention): Mention | null {
  const gap = folded.slice(first.end, second.start);
  if (/[.,;!?\n、。，]/.test(gap)) return null;
  if (first.channel === 'organic_social' && second.channel === 'paid_social' && /^\s*[/&+]\s*$/.test(gap))
    return { ...second, start: first.start };
  const span = { start: first.start, end: second.end };
  const where = /\b(?:in|on|at|im|auf|en|dans|sur|no|na|nel|su|w|i|v|в|у)\b|^\s*(?:ב|في)\s*$/.test(gap);
  const inside = first.channel === 'paid_other' || (first.channel === 'referral' && first.medium === true);
  if (inside && second.medium && second.channel !== 'referral' && where && wordsBetween(folded, first.end, second.start) <= 4)
    return { ...second, ...span };
  const host = first.channel === 'paid_other' ? second : first;
  const hosted =
    [first, second].some(({ channel }) => channel === 'paid_other') &&
    (host.channel === 'offline_media' || host.channel === 'email');
  if (hosted && wordsBetween(folded, first.end, second.start) <= 4) return { ...host, ...span };
  const [ad, place] = first.channel === 'paid_other' ? [first, second] : [second, first];
  if (ad.channel !== 'paid_other' || wordsBetween(folded, first.end, second.start) > 2) return null;
  const channel = place.channel === 'organic_social' ? 'paid_social' : place.channel === 'organic_search' ? 'paid_search' : null;
  return channel && { channel, assistant: null, ...span };
}

function nextTo(folded: string, ad: Mention, mention: Mention): boolean {
  const gap = ad.end <= mention.start ? folded.slice(ad.end, mention.start) : folded.slice(mention.end, ad.start);
  return ad.end <= mention.start
    ? (ad.channel === 'paid_other' &&
        !/[.;!?]|\b(?:about|for (?:the )?\S+$|told|then|asked)\b/.test(gap) &&
        wordsBetween(gap, 0, gap.length) <= 8 &&
        /\b(?:under|below|beneath|beside|above|inside|within|next to|in|during|unter|neben|in|im|sous|dans|debajo de|dentro de|abaixo|sotto|onder)\s+(?:(?:my|the|a|an|our|this|meiner|der|einer|ma|une|la|una|de|mijn|een)\s+)?$/.test(
          gap,
        )) ||
        /^\s*(?:(?:that|which|i saw|qui|que|die|das|der)\s+(?:\S+\s+){0,3}(?:in|on|inside|within|en|dans|bei|em)\s+|(?:in|on|inside|within|from|by|en|em|no|dans|sur|bei|auf|nel|su|w|i|v|в|у|the|a)\s+)*$/.test(
          gap,
        )
    : /^[\s-]*(?:の|的|上的|里的|内の|'s|'daki|'deki|’s)?\s*$/.test(gap);
}
