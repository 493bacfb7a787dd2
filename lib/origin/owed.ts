import { cuesIn, type Edges } from './clauses.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';

const without =
  /(?:^|[\s(])(?:without|ohne|sans|sin|sem|senza|zonder|bez|без|uten|uden|utan|ilman|fara|χωρις|بدون|בלי|tanpa|không có|nhờ không)\s+(?:\S+\s+)?$/;
const unlessFor =
  /(?:if (?:it )?(?:weren't|wasn't|hadn't been|were not|was not|had not been|not)|had it not been|were it not|but) for\s+(?:\S+\s+)?$|(?:si no (?:fuera|fuese|hubiera sido|es|llega a ser) por|se nao fosse(?: pel[oa]| [oa])?|se non fosse(?: stat[oa])? per|si ce n'etait pas|gdyby nie|kdyby nebylo|если бы не|якби не|daca nu era|αν δεν ηταν|wenn nicht)\s+(?:\S+\s+)?$|(?:要不是|如果(?:不是|没有|沒有)|若非|多亏|多虧|幸亏)\s*$/;
const behind =
  /^\s*(?:が(?:なければ|なかったら)|のおかげ|(?:이|가)? ?(?:아니었|없었)(?:으면|다면|더라면)|덕분|덕에|olmasa|sayesinde|nelkul (?:soha|nem)|नहीं होता तो|की वजह से|কারণে)/;

const thatsHow =
  /\b(?:that|this|it)(?:'s| is| was)? (?:still |also |indeed |really |actually )?(?:where|how|what) (?:(?:i|we|they|he|she) (?:found|heard|learn\w+|discovered|came across|got|came)|(?:led|brought|got|pointed) (?:me|us))\b|\bso (?:habe ich|haben wir|bin ich|kam ich)\b|c'est (?:comme ca|ainsi|la) que\b|(?:\basi|fue asi como) (?:os|les|los|te) \p{L}+|\bfoi (?:assim|la) que\b|\be (?:cosi|li) che\b|\bzo (?:vond|kwam) (?:ik|we|wij)\b|\b(?:tak|tam) (?:was|panstwa) znal|так я (?:вас|о вас|про вас)/u;

/** "Without ChatGPT I would never have found you": it is owed to that source, and two denials are none. */
export function isOwedTo({ folded, cues, mentions }: Reading, edges: Edges, mention: Mention): boolean {
  const lead = folded.slice(Math.max(0, mention.start - 60), mention.start);
  if (behind.test(folded.slice(mention.end, mention.end + 24)) || unlessFor.test(lead)) return true;
  const next = mentions.find((one) => one.start >= mention.end);
  if (isAiMention(mention) && thatsHow.test(folded.slice(mention.end, next?.start ?? folded.length))) return true;
  const found = without.exec(lead);
  if (!found) return false;
  const word = mention.start - found[0].length;
  const used = found[0].trim().split(/\s/)[0] ?? '';
  // "Sem A, sem B": the same word again is a list.
  const other = (one: { cue: string; start: number; end: number }) =>
    one.cue === 'not' && folded.slice(one.start, one.end) !== used;
  const from = (edges.sentences.findLast((at) => at < mention.start) ?? -1) + 1;
  const to = edges.sentences.find((at) => at >= mention.end) ?? folded.length;
  return cuesIn(cues, mention.end, to).some(other) || cuesIn(cues, from, word).some(other);
}
