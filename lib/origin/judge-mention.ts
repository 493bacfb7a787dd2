import { cuesIn, type Edges, wordsBetween } from './clauses.ts';
import { negated } from './denial.ts';
import { isInVain, tried } from './in-vain.ts';
import { isPerson } from './is-person.ts';
import { isTopic } from './is-topic.ts';
import { isAiMention, type Mention, type Reading } from './mentions.ts';
import { isOwedTo } from './owed.ts';
import { putRight, supposed } from './put-right.ts';

/**
 * What a mention is in its sentence: a `source`; `denied` (not this one); `failed` (asked, and it did not bring them);
 * a `topic` (something was about it); or a `person` of that name.
 */
export type Part = 'source' | 'denied' | 'failed' | 'topic' | 'person';

export function judge(reading: Reading, edges: Edges, index: number, before: readonly Part[]): Part {
  const mention = reading.mentions[index];
  if (!mention) return 'topic';
  if (mention.assistant === 'copilot' && /\b(?:flight|plane|airline|cockpit|aircraft|airport)\b/.test(reading.folded))
    return 'person';
  if (mention.name && isPerson(reading, edges, mention)) return negated(reading, edges, index, before) ? 'denied' : 'person';
  if (mention.named && !mention.assistant && isSought(reading, mention)) return 'topic';
  if (isOwedTo(reading, edges, mention)) return 'source';
  if (negated(reading, edges, index, before)) return 'denied';
  if (supposed(reading, index) || putRight(reading, index)) return 'denied';
  if (isInVain(reading, index)) return 'failed';
  const after = tried(reading, edges, index);
  if (after) return after;
  return isAiMention(mention) && mention.channel !== 'paid_ai' && isTopic(reading, edges, index, before) ? 'topic' : 'source';
}

/** A product of that name that they look for or run: "looking to replace Jasper". */
const isSought = ({ cues, folded }: Reading, mention: Mention): boolean =>
  cuesIn(cues, 0, mention.start).some(
    ({ cue, end }) => (cue === 'look' || cue === 'use') && wordsBetween(folded, end, mention.start) === 0,
  );
