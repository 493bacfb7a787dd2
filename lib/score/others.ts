import type { LeadFacts } from '../contract/facts.ts';
import type { Score } from '../contract/score.ts';

/**
 * Scores of other systems, as those systems gave them, with what their reasons leave unexplained. `remainder` is null when
 * the reasons add up, or when none of them says its points.
 */
export function otherScores(scores: LeadFacts['otherScores']): Score['others'] {
  const newest = new Map<string, LeadFacts['otherScores'][number]>();
  for (const one of scores) {
    const known = newest.get(one.system);
    if (!known || Date.parse(one.at) > Date.parse(known.at)) newest.set(one.system, one);
  }
  return [...newest.values()]
    .sort((a, b) => (a.system < b.system ? -1 : 1))
    .map((one) => ({ ...one, reasons: one.reasons.map((reason) => ({ ...reason })), remainder: remainderOf(one) }));
}

function remainderOf({ value, reasons }: LeadFacts['otherScores'][number]): number | null {
  const known = reasons.flatMap((reason) => (reason.points === null ? [] : [reason.points]));
  if (reasons.length > 0 && known.length === 0) return null;
  const rest = Math.round((value - known.reduce((sum, points) => sum + points, 0)) * 100) / 100;
  return rest === 0 ? null : rest;
}
