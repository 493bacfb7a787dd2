import { numberWord, onDate } from '../policy/days.ts';
import type { ScoreModel, ScoreRule } from '../policy/score-model.ts';

/** One part of the story: a rule and how many facts of it counted. */
export type Part = { rule: ScoreRule; count: number };

type Story = {
  model: ScoreModel;
  total: number;
  now: string;
  /** When the threshold was crossed, the fact that did it, and the other facts needed. */
  crossing: { at: number; trigger: Part | null; rest: readonly Part[] } | null;
  /** Today's parts, largest first. */
  parts: readonly Part[];
};

/** Why the score is what it is, in one sentence a rep reads in a breath. */
export function sentenceOf({ model, total, now, crossing, parts }: Story): string {
  const { threshold } = model;
  const main = parts.filter((part) => part.rule.points > 0).slice(0, 2);
  if (total >= threshold && crossing) {
    const { touches, fields } = split(crossing.rest);
    const after = touches.length ? `, after ${listed(touches.slice(0, 2))}` : '';
    const fit = fields.length ? `, given ${listed(fields.slice(0, 2))}` : '';
    const trigger = crossing.trigger ? ` with ${phrase(crossing.trigger)}` : '';
    return `Crossed ${threshold} ${onDate(crossing.at, now)}${trigger}${after}${fit}.`;
  }
  if (total >= threshold) return `At ${total}, over ${threshold}${main.length ? `: mostly ${listed(main)}` : ''}.`;
  const short = `At ${total}, ${threshold - total} short of ${threshold}`;
  if (crossing)
    return `${short}: crossed it ${onDate(crossing.at, now)}${crossing.trigger ? ` with ${phrase(crossing.trigger)}` : ''}, and has faded since.`;
  const against = parts.filter((part) => part.rule.points < 0);
  if (main.length === 0 && against.length === 0) return `${short}: nothing known of this lead counts yet.`;
  if (main.length === 0) return `${short}: only ${listed(against.slice(0, 2))} counts, against it.`;
  return `${short}: so far ${listed(main)}.`;
}

function split(parts: readonly Part[]): { touches: Part[]; fields: Part[] } {
  const touches = parts.filter((part) => part.rule.on !== 'field');
  const fields = parts.filter((part) => part.rule.on === 'field');
  return { touches, fields };
}

function phrase({ rule, count }: Part): string {
  if (count > 1) return `${numberWord(count)} ${rule.phrases ?? `times ${lower(rule.label)}`}`;
  return rule.phrase ?? lower(rule.label);
}

/** Lower case at the start, unless the word is an abbreviation. */
const lower = (label: string) => (/^\p{Lu}\p{Ll}/u.test(label) ? label[0]?.toLowerCase() + label.slice(1) : label);

function listed(parts: readonly Part[]): string {
  const phrases = parts.map(phrase);
  const last = phrases.pop() ?? '';
  return phrases.length ? `${phrases.join(', ')} and ${last}` : last;
}
