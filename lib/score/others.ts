import type { LeadFacts } from '../contract/facts.ts';
import type { Score } from '../contract/score.ts';

type Given = LeadFacts['otherScores'][number];

/**
 * Scores of other systems, as those systems gave them, the newest of each, with what their reasons leave unexplained.
 * `remainder` is null when the reasons add up, or when none of them says its points.
 */
export function otherScores(scores: LeadFacts['otherScores']): Score['others'] {
  const newest = new Map<string, Given>();
  for (const one of scores) {
    const key = one.system.trim().toLowerCase();
    const known = newest.get(key);
    if (!known || isNewer(one, known)) newest.set(key, one);
  }
  return [...newest.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => ({ ...one, reasons: one.reasons.map((reason) => ({ ...reason })), remainder: remainderOf(one) }));
}

/** Of two given at the same moment any fixed choice will do, so that the order of arrival plays no part. */
function isNewer(a: Given, b: Given): boolean {
  const [left, right] = [Date.parse(a.at), Date.parse(b.at)];
  return left === right ? JSON.stringify(a) > JSON.stringify(b) : left > right;
}

function remainderOf({ value, reasons }: Given): number | null {
  const known = reasons.flatMap((reason) => (reason.points === null ? [] : [reason.points]));
  if (reasons.length > 0 && known.length === 0) return null;
  const rest = Math.round((value - known.reduce((sum, points) => sum + points, 0)) * 100) / 100;
  return rest === 0 ? null : rest;
}
