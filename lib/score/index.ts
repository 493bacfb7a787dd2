import type { LeadFacts } from '../contract/facts.ts';
import type { Score, ScoreGroup, ScoreLine } from '../contract/score.ts';
import { dayMs, iso } from '../policy/days.ts';
import type { ScoreModel } from '../policy/score-model.ts';
import { decisive } from './crossed-by.ts';
import { type Tally, tallies as talliesOf } from './hits.ts';
import { otherScores } from './others.ts';
import { raise } from './raise.ts';
import { lineOf } from './receipt.ts';
import { asOf, crossings } from './replay.ts';
import { sentenceOf } from './sentence.ts';
import { smallestSet } from './smallest-set.ts';
import { crossingStory, todaysParts } from './story.ts';
import { lastUpTo } from './value.ts';

const trendDays = 7;

/**
 * The score receipt of a lead at `now` (ISO instant). Whole points; lines add up to the total exactly. Depends on the set
 * of facts alone: neither on the order in which they arrived nor on duplicates (by touch id), so a late event gives what it
 * would have given in time. Facts dated after `now` do not count. `competitorDomains` is what a competitor rule goes by.
 */
export function score(facts: LeadFacts, model: ScoreModel, now: string, competitorDomains: readonly string[] = []): Score {
  const time = Date.parse(now);
  const { tallies, touchTimes } = talliesOf(facts, model, competitorDomains);
  const today = asOf(tallies, touchTimes, time);
  const before = asOf(tallies, touchTimes, time - trendDays * dayMs);
  const crossing = decisive(crossings(tallies, touchTimes, model.threshold, time), facts.handoffs);
  const set = crossing ? smallestSet(crossing, tallies, model.threshold) : [];
  const crossedBy = new Set(set.flatMap((fact) => fact.rules));
  const lastTouch = lastUpTo(touchTimes, time);
  const lines = tallies
    .flatMap((tally, index) => {
      const points = today.values[index] ?? 0;
      // What crossed the threshold, or counted within the trend, is told even when nothing is left of it.
      const told = points !== 0 || crossedBy.has(index) || (before.values[index] ?? 0) !== 0;
      return told ? (lineOf(tally, points, now, lastTouch) ?? []) : [];
    })
    .sort(byWeight);
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
      crossing: crossing && crossingStory(crossing, set, tallies, today.values),
      parts: todaysParts(tallies, today.values, time),
    }),
    crossedAt: crossing && iso(crossing.time),
    crossedBy: [...crossedBy].flatMap((index) => tallies[index]?.rule.id ?? []),
    crossedWith: set.map((fact) => ({
      label: labelOf(tallies, fact.rules[0]),
      points: fact.points,
      at: iso(fact.time),
      source: fact.source,
      ref: fact.ref,
    })),
    subtotals: subtotals(lines),
    lines,
    trend7d: today.total - before.total,
    others: otherScores(facts.otherScores),
    raise: raise(tallies, today.values, time),
  };
}

const labelOf = (tallies: readonly Tally[], index: number | undefined) => tallies[index ?? -1]?.rule.label ?? '';

/** Largest first by weight, whichever sign; then by id, so that the order never depends on chance. */
function byWeight(a: ScoreLine, b: ScoreLine): number {
  return Math.abs(b.points) - Math.abs(a.points) || (a.id < b.id ? -1 : 1);
}

function subtotals(lines: readonly ScoreLine[]): Score['subtotals'] {
  const of = (group: ScoreGroup) => lines.reduce((sum, line) => sum + (line.group === group ? line.points : 0), 0);
  return { fit: of('fit'), engagement: of('engagement'), intent: of('intent'), negative: of('negative') };
}
