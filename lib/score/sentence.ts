import { numberWord, onDate } from '../policy/days.ts';
import type { ScoreModel, ScoreRule } from '../policy/score-model.ts';

/** One part of the story: a rule, how many facts of it are meant, and what it adds today where that is told. */
export type Part = { rule: ScoreRule; count: number; points: number };

export type Story = {
  model: ScoreModel;
  total: number;
  now: string;
  /** When the threshold was crossed, the fact that did it, and the other facts of the smallest set. */
  crossing: {
    at: number;
    trigger: Part | null;
    rest: readonly Part[];
    /** Without a trigger: what stopped counting against the lead. */
    eased: Part | null;
    /** Whether what counts for the lead has lost points since, and what counts against it more than then. */
    faded: boolean;
    against: readonly Part[];
  } | null;
  /** Today's parts that add or take points, largest first. */
  parts: readonly Part[];
};

/** Parts of one kind named in the sentence; the others are counted. */
const named = 2;

/** Why the score is what it is, in one sentence a rep reads in a breath. */
export function sentenceOf({ model, total, now, crossing, parts }: Story): string {
  const { threshold } = model;
  if (crossing && total >= threshold) {
    const touches = crossing.rest.filter((part) => part.rule.on !== 'field');
    const fields = crossing.rest.filter((part) => part.rule.on === 'field');
    const after = touches.length ? `, after ${listed(touches)}` : '';
    const given = fields.length ? `, given ${listed(fields)}` : '';
    return `Crossed ${threshold} ${onDate(crossing.at, now)}${how(crossing)}${after}${given}.`;
  }
  const short = `At ${total < 0 ? `\u2212${-total}` : total}, ${threshold - total} short of ${threshold}`;
  if (crossing) {
    const since = [crossing.faded ? 'faded since' : '', less(crossing.against)].filter((part) => part !== '').join(', ');
    return `${short}: crossed it ${onDate(crossing.at, now)}${how(crossing)}${since ? `; ${since}` : ''}.`;
  }
  const main = parts.filter((part) => part.points > 0);
  const against = parts.filter((part) => part.points < 0);
  if (main.length === 0 && against.length === 0) return `${short}: nothing known of this lead counts yet.`;
  if (main.length === 0) return `${short}: nothing counts for it yet, ${less(against)}.`;
  return `${short}: so far ${listed(main.slice(0, named))}${against.length ? `, ${less(against)}` : ''}.`;
}

function how({ trigger, eased }: NonNullable<Story['crossing']>): string {
  if (trigger) return ` with ${phrase(trigger)}`;
  return eased ? ` when ${phrase(eased)} no longer counted against it` : '';
}

/** "less 18 for 30 days of silence and a private email address". */
function less(against: readonly Part[]): string {
  const points = against.reduce((sum, part) => sum - part.points, 0);
  return against.length ? `less ${points} for ${listed(against)}` : '';
}

function phrase({ rule, count }: Part): string {
  if (count > 1) return `${numberWord(count)} ${rule.phrases ?? `times ${lower(rule.label)}`}`;
  return rule.phrase ?? lower(rule.label);
}

/** Lower case at the start, unless the word is an abbreviation. */
const lower = (label: string) => (/^\p{Lu}\p{Ll}/u.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label);

/** "a, b and three more": the first few by name, and a last one rather than "one more". */
function listed(parts: readonly Part[]): string {
  const first = parts.length === named + 1 ? parts : parts.slice(0, named);
  const more = parts.slice(first.length).reduce((sum, part) => sum + part.count, 0);
  const phrases = [...first.map(phrase), ...(more > 0 ? [`${numberWord(more)} more`] : [])];
  const last = phrases.pop() ?? '';
  return phrases.length ? `${phrases.join(', ')} and ${last}` : last;
}
