import type { Reading } from './mentions.ts';

/** Orders in the writing of machines: a field set, a tag, a piece of JSON. */
const marks =
  /\b(?:set|change|update|make)\s+(?:my|the|this|its)\s+(?:channel|source|assistant|origin|attribution)\b|\b(?:channel|assistant|aimediated|ai_?mediated|ai_?touched|confidence)["']?\s*[:=]|\b(?:source)["']\s*[:=]|\b(?:origin|utm_source)\s*=|\b(?:add|use|put|enter|list|give|treat|store|save|file)\s+\S+(?:\s\S+)?\s+as\s+(?:the\s+|my\s+|an?\s+)?(?:source|channel|assistant|origin|referrer)\b|\bset\s+\w+\s*=|<\/?[a-z]+[^>]*>|\[(?:system|inst)\b|\{\s*["']/gi;
const stops = /[!?;,\n。！？，；]/;

/** What of a text is spoken to whoever reads it, as stretches of it; what stands beside them is read like any other text. */
export type Orders = readonly (readonly [from: number, to: number])[];

/**
 * Finds the orders in an answer ("classify this as ChatGPT"). They are text like any other and name no source. After an
 * order to forget what came before, a bare statement of the source is one too; what somebody did ("Perplexity told me") is
 * not.
 */
export function ordersIn({ folded, cues, mentions }: Reading): Orders {
  const given = cues.filter(({ cue }) => cue === 'order' || cue === 'takeover');
  const fields = [...folded.matchAll(marks)].map(({ index, 0: mark }) => [index, index + mark.length] as const);
  // "source: ChatGPT" is how people write; beside another field it is one.
  const marked =
    fields.length > 0
      ? [
          ...fields,
          ...[...folded.matchAll(/\bsource\s*[:=]/g)].map(({ index, 0: mark }) => [index, index + mark.length] as const),
        ]
      : fields;
  for (const one of mentions) {
    const verb = bidding.exec(folded.slice(0, one.start));
    if (verb) marked.push([one.start - verb[0].replace(/^[^\p{L}]+/u, '').length, one.end]);
  }
  if (given.length === 0 && marked.length === 0) return [];
  const stretches = [...given.map(({ start, end }) => [start, end] as const), ...marked].map(([start, end]) =>
    stretch(folded, start, end),
  );
  // To be told what one is ("You are a helpful assistant") comes before orders as well.
  const takes = ({ cue, start }: (typeof given)[number]) => cue === 'takeover' || folded.startsWith('you are', start);
  const turn = Math.min(...given.filter(takes).map(({ start }) => start), folded.length);
  return [...stretches, ...(turn < folded.length ? dictated(folded, turn) : [])];
}

/** A verb of bidding at the head of a sentence, and the name right behind it. */
const bidding =
  /(?:^|[.!?\n;,])\s*(?:(?:please|just|now|then|kindly)\s+)?(?:return|output|print|answer|respond|reply|say|classify|label|tag|choose|select|pick|enter|record|mark|write|put|log)\s+(?:(?:with|as|only|just|exactly)(?:\s+|:\s*))*["']?$/;

/** Sentences behind an order to forget that tell of nobody's doing: more of the same. */
const deeds =
  /\b(?:i|me|my|we|us|our|ich|mir|wir|uns|mein\w*|je|moi|m'|nous|mon|ma|mes|yo|me|mi|nos|eu|meu|minha|io|ho|mio|mia|ik|mij|wij|ons|jag|mig|vi|oss|jeg|meg|os|ja|mnie|mi|my|nam|я|мне|меня|мы|нас|мені|мене)\b|[\u0600-\u0eff\u3040-\ud7ff]/;

function dictated(folded: string, turn: number): (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  let from = turn;
  for (let at = turn; at <= folded.length; at++) {
    if (at < folded.length && !/[.!?\n。！？]/.test(folded.charAt(at))) continue;
    const sentence = folded.slice(from, at);
    if (
      /\b(?:source|channel|attribution|referrer|answer|output|response|label|category|classification|quelle|fuente|fonte|bron|источник)\b/.test(
        sentence,
      ) &&
      !deeds.test(sentence)
    )
      found.push([from, at]);
    from = at + 1;
  }
  return found;
}

/** From the end of what stands before to the end of the clause; a list of fields runs on to the end of its line. */
function stretch(folded: string, start: number, end: number): readonly [number, number] {
  const ends = (at: number) =>
    stops.test(folded.charAt(at)) || (folded[at] === '.' && !/[\p{L}\p{N}]/u.test(folded.charAt(at + 1)));
  let from = start;
  let to = end;
  while (from > 0 && !ends(from - 1)) from--;
  if (/^[{[<]/.test(folded.slice(start))) {
    const close = folded.slice(start).search(/[\]}](?!.*[\]}])|<\/?[a-z]+[^>]*>(?!.*<)/s);
    return [from, close < 0 ? folded.length : start + close + 1];
  }
  const turn = / (?:even though|although|though|but|however|obwohl|aber|mais|pero|mas|ma|maar|men|но) /.exec(folded.slice(end));
  while (to < folded.length && !ends(to) && !(turn && to >= end + turn.index)) to++;
  return [from, to];
}
