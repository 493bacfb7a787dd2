import { clauseOf, cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { isPortugueseNo } from './denial.ts';
import type { Part } from './judge-mention.ts';
import { isAiMention, type Reading } from './mentions.ts';
import { copula } from './put-right.ts';

/** Asked, and what came of it was not us: tried before another, outdone by it, or left for it. */
export const isInVain = (reading: Reading, index: number): boolean =>
  triedFirst(reading, index) ||
  ledElsewhere(reading, index) ||
  outdone(reading, index) ||
  notWhoTold(reading, index) ||
  onlyWhy(reading, index);

const because =
  /(?:\b(?:because|since|as|cause|weil|da|denn|parce qu\S*|car|puisqu\S*|porque|ya que|pois|perche|siccome|omdat|want|bo|poniewaz|protoze|eftersom|fordi|koska|cunku|mert|pentru ca)|потому что|так как|ведь|бо|тому що|因为|因為|γιατι|επειδη)\s+(?:\S+\s+){0,5}$/u;

/** "ChatGPT, because Google shows nothing but adverts": why they asked, and no source. */
function onlyWhy({ cues, mentions, folded }: Reading, index: number): boolean {
  const [previous, mention] = [mentions[index - 1], mentions[index]];
  if (!previous || !mention || !isAiMention(previous) || !/^(?:organic|paid)_search$/.test(mention.channel)) return false;
  const to = mentions[index + 1]?.start ?? folded.length;
  return (
    because.test(folded.slice(previous.end, mention.start)) &&
    !us.test(folded.slice(mention.start, to)) &&
    !cuesIn(cues, mention.end, to).some(({ cue }) => cue === 'tell')
  );
}

/** "I asked ChatGPT, but it was a colleague who gave me your name". */
function notWhoTold({ mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  return (
    mention !== undefined &&
    next !== undefined &&
    copula.test(folded.slice(mention.end, next.start).replace(determiner, ' ')) &&
    whoTold.test(folded.slice(next.end))
  );
}

const determiner =
  /(?:\s|^)(?:an?|my|our|une?|mon|ma|notre|eine?|mein|meine|uma?|meu|minha|una|mi|un mio|una mia|een|mijn|en|min|мой|моя)\s+$/;
const whoTold =
  /^[^.;!?]{0,24}?,?\s*(?:who|that|qui|quien|que|che|der|die|das|wat|ktory|ktora|som|кто|который|которая|хто|який|яка)\s/;

/** "Searched Google, nothing." */
const empty =
  /^\s*[,.:;–-]+\s*(?:nothing|nada|nichts|nix|rien|niente|nulla|niets|niks|nic|ничего|нічого|nimic|semmi|zero|zilch|crickets|inget|ingenting|intet|ei mitaan|何も|没有|아무것도)/;

const long =
  /\b(?:hours?|minutes|days?|weeks?|a while|ages|forever|stunden|tagelang|heures|horas|ore|uren|godzin\w*|timmar|timer|tuntei\w*|час\w*|saatler\w*)\b|時間|시간|小时/;

/** "Tried Google first. Asked Claude and it named you": what was tried, where another is said to have told or shown. */
function triedFirst({ cues, mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next || next.channel === mention.channel) return false;
  const around = folded.slice(Math.max(0, mention.start - 24), mention.end + 24);
  if (mention.channel === 'organic_search' && mention.generic && isAiMention(next) && long.test(around)) return true;
  const before = mentions[index - 1]?.end ?? 0;
  const tried = cuesIn(cues, before, mention.start).some(
    ({ cue, end }) => cue === 'tried' && wordsBetween(folded, end, mention.start) <= 2,
  );
  const own = cuesIn(cues, mention.end, next.start).some(
    ({ cue, start }) => cue === 'tell' && wordsBetween(folded, mention.end, start) <= 2,
  );
  return tried && !own && cuesIn(cues, mention.end, folded.length).some(({ cue }) => cue === 'tell' || cue === 'find');
}

/** "It kept on about others, so I went to Reddit and found you there": what it said was not us. */
function ledElsewhere({ mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next || !isAiMention(mention) || isAiMention(next)) return false;
  const gap = folded.slice(mention.end, next.start);
  const turn = /\b(?:so (?:i|we)|then (?:i|we)) (?:went|checked|asked|turned|looked|tried|searched|posted)\b/.exec(gap);
  if (!turn || /\b(?:you|your|us|our|it)\b/.test(gap.slice(0, turn.index)) || wordsBetween(gap, 0, turn.index) < 2) return false;
  return /\b(?:found|saw|discovered|got|heard of|recommended|mentioned|told me about) (?:you|your|us)\b/.test(
    folded.slice(next.end),
  );
}

const us =
  /\b(?:you|your|yours|us|our|it up|euch|ihr|sie|ihnen|vous|votre|ustedes|os|su|les|los|voces|voce|vi|voi|vostr\w*|jullie|was|wasz\w*|vas|vam|вас|вам|er|ert|dere|jer|teidat|teita|titeket|onoket|sizi|siz|esas|σας|kalian|anda|bạn)\b|你们|貴社|御社|당신|귀사/;

/** "ChatGPT only had old prices, but a post on LinkedIn helped": it did something, and not to bring them here. */
function outdone({ cues, mentions, folded }: Reading, index: number): boolean {
  const mention = mentions[index];
  const next = mentions[index + 1];
  if (!mention || !next || !isAiMention(mention) || isAiMention(next) || next.generic) return false;
  const turn = cuesIn(cues, mention.end, next.start).find(({ cue }) => cue === 'contrast');
  if (!turn) return false;
  const said = folded.slice(mention.end, turn.start);
  return (
    wordsBetween(said, 0, said.length) >= 2 &&
    !us.test(said) &&
    !cuesIn(cues, mention.end, turn.start).some(({ cue }) => cue === 'who' || cue === 'first')
  );
}

/** "It suggested others". */
const toldOthers =
  /^\s+(?:(?!(?:among|unter|parmi|entre|tra|onder|wsrod|bland|среди)\b)\S+\s+){0,3}(?:others|other (?:tools|vendors|names|ones|companies|products|brands)|(?:some|any|every)(?:one|body) else|(?:everyone|everybody|all) but|andere|anderen|d'autres|otr[oa]s|outr[oa]s|altri|inne|innych|andra|andre|muita|других|інших|baskalarini)(?![\p{L}])/u;

/** A denial or a failure behind it, with no other source between. */
export function tried(reading: Reading, edges: Edges, index: number): Part | null {
  const { cues, mentions, folded } = reading;
  const mention = mentions[index];
  if (!mention) return null;
  // It told of somebody else.
  if (
    isAiMention(mention) &&
    /^\s+(?:(?!you\b|us\b|over\b|instead\b|not\b)\S+\s+){1,3}(?:your|a|the|our|other|only|just)\s+competitors?\b(?!\s+and)/.test(
      folded.slice(mention.end),
    )
  )
    return 'failed';
  const others = toldOthers.exec(folded.slice(mention.end));
  if (isAiMention(mention) && others && mentions.length > index + 1 && !us.test(others[0])) return 'failed';
  const [from, to] = clauseOf(edges, mention, folded.length);
  const next = mentions[index + 1];
  // "ChatGPT and Claude had nothing": what is said of the second is said of both.
  if (
    next &&
    isAiMention(mention) &&
    isAiMention(next) &&
    /^\s*(?:,|\/|&|\+|and|or|und|oder|et|ou|y|o|e|og|och|en|of|i|ja|ve|и|или|та|або|και|şi|si|dan|và|hoặc|และ|和|跟|や|と|와|과|및|और|و|ו)\s*(?:(?:also|even|auch|aussi)\s+)?$/.test(
      folded.slice(mention.end, next.start),
    ) &&
    tried(reading, edges, index + 1) === 'failed'
  )
    return 'failed';
  const limit = next && next.start < to ? next.start : to;
  // "Neporadil mi ChatGPT", "no luck with Google": the failure stands ahead.
  const previous = mentions[index - 1];
  if (
    (previous?.end ?? 0) <= from &&
    cuesIn(cues, from, mention.start).some(({ cue, end }) => cue === 'failed' && wordsBetween(folded, end, mention.start) <= 1)
  )
    return 'failed';
  if (folded.startsWith('でも', mention.end) && /でもな[いく]/.test(folded)) return 'denied';
  if (mention.channel === 'organic_search' && next && isAiMention(next) && empty.test(folded.slice(mention.end, next.start)))
    return 'failed';
  for (const { cue, start, end } of cuesIn(cues, mention.end, limit)) {
    // "ni" is "you" in Swedish.
    if (cue === 'not' && folded.slice(start, end) === 'ni') continue;
    if (cue === 'who' || cue === 'unsure') return null;
    const gap = wordsBetween(folded, mention.end, start);
    if (cue === 'denied' && gap <= 2) return 'denied';
    if (cue === 'failed' && gap <= 5) return 'failed';
    if (cue === 'not' && gap <= (isAiMention(mention) ? 3 : 1) && !isPortugueseNo(reading, start, end, limit)) {
      if (limit === next?.start && wordsBetween(folded, end, limit) <= 2) return null;
      return gap === 0 && folded.slice(end, limit).trim() === '' ? 'denied' : 'failed';
    }
  }
  if (!isAiMention(mention) && mention.channel !== 'organic_search') return null;
  return triedThen(cues, folded, to, next?.start ?? folded.length);
}

/** "Asked Gemini, it didn't know you": what came of it stands in the next clause. */
function triedThen(cues: Reading['cues'], folded: string, from: number, limit: number): Part | null {
  for (const { cue, start } of cuesIn(cues, from, limit)) {
    const gap = wordsBetween(folded, from + 1, start);
    if (cue === 'failed' && gap <= 3) return 'failed';
    if (
      cue === 'not' &&
      gap <= 2 &&
      /^[,\s]*(?:but |and |aber |mais |pero |mas |ma |but then )?(?:it|which|that|they|he|she|er|sie|es|das|il|elle|ca|ele|ela|esso|ten|ono|он|она|оно|він|det|den|se)\b/.test(
        folded.slice(from, start),
      )
    )
      return 'failed';
  }
  return null;
}
