import type { LeadFacts } from '../contract/facts.ts';
import type { Score, ScoreGroup, ScoreLine } from '../contract/score.ts';
import { dayMs, dayOf, iso } from '../policy/days.ts';
import type { ScoreModel } from '../policy/score-model.ts';
import { decisive, hasTrigger, smallestSet } from './crossed-by.ts';
import { type Tally, tallies as talliesOf } from './hits.ts';
import { otherScores } from './others.ts';
import { lineOf } from './receipt.ts';
import { asOf, crossings } from './replay.ts';
import { type Part, sentenceOf } from './sentence.ts';
import { counted, countUpTo, valueOn } from './value.ts';

const raises = 3;

/**
 * The score receipt of a lead at `now` (ISO instant). Whole points; lines add up to the total exactly. Depends on the set
 * of facts alone: neither on the order in which they arrived nor on duplicates (by touch id), so a late event gives what it
 * would have given in time. Facts dated after `now` do not count.
 */
export function score(facts: LeadFacts, model: ScoreModel, now: string): Score {
  const time = Date.parse(now);
  const { tallies, touchTimes } = talliesOf(facts, model);
  const today = asOf(tallies, touchTimes, time);
  const crossing = decisive(crossings(tallies, touchTimes, model.threshold, time), facts.handoffs);
  const set = crossing ? smallestSet(crossing, tallies, model) : [];
  const lastTouch = touchTimes.filter((touch) => touch <= time).at(-1) ?? null;
  const lines = tallies
    .flatMap((tally, index) => lineOf(tally, today.values[index] ?? 0, now, lastTouch, set.includes(index)) ?? [])
    .sort(byWeight);
  const part = (index: number, at: number): Part[] => {
    const tally = tallies[index];
    return tally ? [{ rule: tally.rule, count: counted(tally, countUpTo(tally.hits, at), dayOf(at)).length || 1 }] : [];
  };
  const triggered = crossing !== null && hasTrigger(crossing, set);
  return {
    total: today.total,
    threshold: model.threshold,
    qualified: today.total >= model.threshold,
    at: now,
    model: { name: model.name, version: model.version },
    sentence: sentenceOf({
      model,
      total: today.total,
      now,
      crossing: crossing && {
        at: crossing.time,
        trigger: triggered ? (set.slice(0, 1).flatMap((index) => part(index, crossing.time))[0] ?? null) : null,
        rest: set.slice(triggered ? 1 : 0).flatMap((index) => part(index, crossing.time)),
      },
      parts: lines.flatMap((line) =>
        part(
          tallies.findIndex((tally) => tally.rule.id === line.id),
          time,
        ),
      ),
    }),
    crossedAt: crossing && iso(crossing.time),
    crossedBy: set.flatMap((index) => tallies[index]?.rule.id ?? []),
    subtotals: subtotals(lines),
    lines,
    trend7d: today.total - asOf(tallies, touchTimes, time - 7 * dayMs).total,
    others: otherScores(facts.otherScores),
    raise: raise(tallies, today.values, time),
  };
}

/** Largest first by weight, whichever sign; then by id, so that the order never depends on chance. */
function byWeight(a: ScoreLine, b: ScoreLine): number {
  return Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1);
}

function subtotals(lines: readonly ScoreLine[]): Score['subtotals'] {
  const of = (group: ScoreGroup) => lines.reduce((sum, line) => sum + (line.group === group ? line.points : 0), 0);
  return { fit: of('fit'), engagement: of('engagement'), intent: of('intent'), negative: of('negative') };
}

/** What one more fact would add: something they could do, or something nobody has asked yet. Largest first. */
function raise(tallies: readonly Tally[], values: readonly number[], time: number): Score['raise'] {
  const day = dayOf(time);
  return tallies
    .flatMap((tally, index) => {
      const { rule } = tally;
      if (rule.points <= 0) return [];
      if (rule.on === 'field') return tally.unknown ? [{ label: `${rule.label}, once it is known`, points: rule.points }] : [];
      if (rule.on !== 'touch') return [];
      const count = countUpTo(tally.hits, time);
      const one = { time, day, ref: '', source: '', stale: null, topic: null };
      const more: Tally = { ...tally, hits: [...tally.hits.slice(0, count), one] };
      return [{ label: rule.label, points: valueOn(more, count + 1, day, null) - (values[index] ?? 0) }];
    })
    .filter((one) => one.points > 0)
    .sort((a, b) => b.points - a.points || (a.label < b.label ? -1 : 1))
    .slice(0, raises);
}
