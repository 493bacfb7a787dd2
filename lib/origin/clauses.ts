import type { CueHit, Mention, Reading } from './mentions.ts';

const strong = /[.!?;\n。！？；।؟…|]/;
const weak = /[,、،(){}[\]–—:/"]/;

/** A dot inside a name ("claude.ai") or an abbreviation ends nothing. */
const endsSentence = (text: string, at: number): boolean =>
  strong.test(text.charAt(at)) &&
  !(text[at] === '.' && (/[\p{L}\p{N}]/u.test(text.charAt(at + 1)) || shortened.test(text.slice(Math.max(0, at - 8), at))));

/** Words that are written with a dot in the middle of a sentence. */
const shortened =
  /(?:^|[^\p{L}])(?:incl|inkl|excl|approx|vs|mr|mrs|ms|dr|prof|e\.g|i\.e|bzw|z\.b|u\.a|ggf|evtl|p\.ex|resp|esp)$/u;

/** Where clauses and sentences of a text end, by punctuation and by words of contrast. */
export type Edges = { readonly sentences: readonly number[]; readonly clauses: readonly number[] };

export function edgesOf({ folded, mentions, cues }: Reading): Edges {
  const sentences: number[] = [];
  const clauses: number[] = [];
  for (let at = 0; at < folded.length; at++) {
    if (mentions.some((one) => at >= one.start && at < one.end)) continue;
    if (endsSentence(folded, at)) sentences.push(at);
    else if (weak.test(folded.charAt(at)) || (folded[at] === '-' && folded[at - 1] === ' ')) clauses.push(at);
  }
  for (const { cue, start } of cues) if (cue === 'contrast') clauses.push(start);
  return { sentences, clauses: [...sentences, ...clauses].sort((a, b) => a - b) };
}

/** True when one of the places stands between two others. */
export const between = (places: readonly number[], from: number, to: number): boolean =>
  places.some((at) => at >= from && at < to);

/** The cues between two places, in order. */
export const cuesIn = (cues: readonly CueHit[], from: number, to: number): CueHit[] =>
  cues.filter((one) => one.start >= from && one.end <= to);

/** How many words stand between two places; a text without spaces is counted by letters. */
export function wordsBetween(text: string, from: number, to: number): number {
  const gap = text.slice(from, to).trim();
  if (gap === '') return 0;
  const wide = gap.match(/[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/g)?.length ?? 0;
  return gap.split(/\s+/).length + Math.floor(wide / 3);
}

/** The clause around a mention: from where to where. */
export function clauseOf(edges: Edges, { start, end }: Pick<Mention, 'start' | 'end'>, length: number): [number, number] {
  let from = 0;
  let to = length;
  for (const at of edges.clauses) {
    if (at < start) from = at + 1;
    else if (at >= end) {
      to = at;
      break;
    }
  }
  return [from, to];
}
