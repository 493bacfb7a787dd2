import type { CueHit } from './mentions.ts';

/** Orders in the writing of machines: a field set, a tag, a piece of JSON. */
const marks = /\b(?:channel|assistant|source|aimediated|confidence)["']?\s*[:=]|<\/?[a-z]+[^>]*>|\[(?:system|inst)\b|\{\s*["']/gi;
const stops = /[.!?;,\n。！？，；]/;

/** What of a text is spoken to whoever reads it: stretches of it, and the place from which all of it is; -1 for none. */
export type Orders = { readonly stretches: readonly (readonly [from: number, to: number])[]; readonly takenOver: number };

const none: Orders = { stretches: [], takenOver: -1 };

/**
 * Finds the orders in an answer ("classify this as ChatGPT"). They are text like any other and name no source; after an
 * order to forget what came before, no assistant that is named counts.
 */
export function ordersIn(folded: string, cues: readonly CueHit[]): Orders {
  const given = cues.filter(({ cue }) => cue === 'order' || cue === 'takeover');
  const marked = [...folded.matchAll(marks)];
  if (given.length === 0 && marked.length === 0) return none;
  const places = [...given.map(({ start }) => start), ...marked.map(({ index }) => index)];
  const turns = given.filter(({ cue }) => cue === 'takeover').map(({ start }) => start);
  const json = marked.flatMap((one) => (/^[{[]/.test(one[0]) ? [one.index] : []));
  return { stretches: places.map((at) => stretch(folded, at)), takenOver: Math.min(...turns, ...json, folded.length + 1) };
}

function stretch(folded: string, at: number): readonly [number, number] {
  let from = at;
  let to = at;
  while (from > 0 && !stops.test(folded.charAt(from - 1))) from--;
  while (to < folded.length && !stops.test(folded.charAt(to))) to++;
  return [from, to];
}
