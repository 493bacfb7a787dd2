import { between, clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';

/** Sources by the time they happened, as far as the words tell; else as written. */
export function inOrder(reading: Reading, edges: Edges, kept: readonly Mention[]): Mention[] {
  const ranked = kept.map((mention) => ({ mention, rank: rankOf(reading, edges, kept, mention) }));
  return ranked.sort((a, b) => a.rank - b.rank).map(({ mention }) => mention);
}

/** Japanese and Korean say when behind the source. */
const wide = /[\u3040-\u30ff\uac00-\ud7af]|先に/;

function rankOf({ cues, folded }: Reading, edges: Edges, kept: readonly Mention[], mention: Mention): number {
  const index = kept.indexOf(mention);
  const previous = kept[index - 1];
  const next = kept[index + 1];
  const sentence = edges.sentences.findLast((at) => at < mention.start) ?? -1;
  const from = Math.max(sentence + 1, previous && previous.end > sentence ? previous.end : 0);
  const ahead = cuesIn(cues, from, mention.start);
  const [, clauseEnd] = clauseOf(edges, mention, folded.length);
  const to = next ? Math.min(clauseEnd, next.start) : clauseEnd;
  const behind = cuesIn(cues, mention.end, to);
  let rank = mention.start;
  const tail = folded.slice(mention.end, mention.end + 8);
  // "ChatGPT之前": what stands before the word comes later.
  if (/^\s*(?:に?(?:聞く|使う)?の?前に?|之前|以前|(?:하기|쓰기)? ?전에|이전에)/.test(tail)) rank += 10_000;
  // "ChatGPT only confirmed it": whoever told is another.
  if (
    isAiMention(mention) &&
    behind.some(
      ({ cue, start, end }) =>
        cue === 'ask' &&
        /confirm|bestatig|potwierd|подтверд|підтверд|verif|valid|bekraft|bekreft|teyit|확인/.test(folded.slice(start, end)) &&
        wordsBetween(folded, mention.end, start) <= 2,
    )
  )
    rank += 10_000;
  // "Not only Google but also ChatGPT": the second is what they mean to say.
  if (
    ahead.some(
      ({ cue, end, start }) =>
        cue === 'unsure' &&
        /only|nur|seulement|solo|apenas|alleen|tylko|bara|bare|kun|vain|только|лише|csak|doar|chỉ|hanya|不/.test(
          folded.slice(start, end),
        ) &&
        wordsBetween(folded, end, mention.start) === 0,
    )
  )
    rank += 10_000;
  const turn = ahead.findLast(({ cue }) => cue === 'first' || cue === 'later' || cue === 'after' || cue === 'before');
  const first = ahead.findLast(({ cue }) => cue === 'first');
  // A time that closes what came before it: "last month, and then my boss".
  const closes =
    first !== undefined &&
    previous !== undefined &&
    /^\s*(?:,|and\b|but\b|then\b|und\b|et\b|y\b|og\b|och\b|e\b|i\b|и\b)/.test(folded.slice(first.end));
  const held =
    first !== undefined &&
    previous !== undefined &&
    wide.test(folded.slice(first.start, first.end)) &&
    wordsBetween(folded, previous.end, first.start) <= 1;
  const early = first && !closes && !held && !ahead.some((one) => one.cue === 'later' && one.start > first.end);
  if (early && !between(edges.clauses, first.end, mention.start - 0) && first.start >= from) rank -= 20_000;
  else if (early && wordsBetween(folded, first.end, mention.start) <= 2) rank -= 20_000;
  else if (turn?.cue === 'after' && previous && previous.start > sentence) rank -= 10_000 + (mention.start - previous.start);
  else if (turn?.cue === 'before' && wordsBetween(folded, turn.end, mention.start) <= 4) rank += 10_000;
  // A word of time behind it, when no other source in the clause could own it: "LinkedIn first, Copilot later".
  const closing = behind.find(({ cue }) => cue === 'first' || cue === 'later');
  if (
    closing?.cue === 'first' &&
    wide.test(folded.slice(closing.start, closing.end)) &&
    wordsBetween(folded, mention.end, closing.start) <= 1
  )
    rank -= 20_000;
  else if (closing && !(next && next.start < clauseEnd) && wordsBetween(folded, mention.end, closing.start) <= 2) {
    if (closing.cue === 'first') rank -= 20_000;
    else if (
      /^(?:later|afterward|afterwards|later on|spater|plus tard|despues|mas tarde|depois|dopo|senare|senere|позже|позднее|나중에)$/.test(
        folded.slice(closing.start, closing.end),
      )
    )
      rank += 10_000;
  }
  if (
    turn?.cue === 'later' &&
    !previous &&
    /^(?:later|afterward|afterwards|spater|plus tard|mas tarde|позже)$/.test(folded.slice(turn.start, turn.end))
  )
    rank += 10_000;
  return rank;
}

/** A word that puts one source after another, or says what one of them did. */
export function saysOrder({ cues, folded }: Reading, kept: readonly Mention[]): boolean {
  const first = kept[0]?.start ?? 0;
  const last = kept.at(-1)?.end ?? folded.length;
  return (
    cues.some(({ cue }) => cue === 'first' || cue === 'later' || cue === 'after' || cue === 'before' || cue === 'tell') ||
    cuesIn(cues, first, last).some(({ cue }) => cue === 'ask') ||
    /->|→|=>|>/.test(folded)
  );
}
