import type { ScoreLine } from '../contract/score.ts';
import { dayMs, dayOf, iso, shortDate } from '../policy/days.ts';
import type { Hit, Tally } from './hits.ts';
import { counted, countUpTo } from './value.ts';

/** Refs a line carries at most: the newest facts. */
const maxRefs = 20;

/** One line of the receipt; null for a rule of which no fact is known. */
export function lineOf(tally: Tally, points: number, now: string, lastTouch: number | null): ScoreLine | null {
  const { rule } = tally;
  const common = { id: rule.id, group: rule.group, points };
  if (rule.on === 'quiet') {
    const from = lastTouch ?? Date.parse(now);
    const at = points === 0 ? from : (dayOf(from) + tally.after) * dayMs;
    const note = `${points === 0 ? 'heard of again' : 'last heard of'} ${shortDate(from, now)}`;
    return { ...common, label: rule.label, base: rule.points, at: iso(at), source: 'Leadside', refs: [], note };
  }
  const time = Date.parse(now);
  const count = countUpTo(tally.hits, time);
  const hits = counted(tally, count, dayOf(time));
  const newest = hits[hits.length - 1] ?? tally.hits[count - 1];
  if (!newest) return null;
  return {
    ...common,
    label: labelOf(tally, hits),
    base: rule.points * Math.max(1, hits.length),
    at: iso(newest.time),
    source: newest.source,
    refs: [...new Set(hits.map((hit) => hit.ref).reverse())].slice(0, maxRefs),
    note: noteOf(tally, hits, newest, count, now),
  };
}

function labelOf({ rule }: Tally, hits: readonly Hit[]): string {
  const topics = [...new Set(hits.flatMap((hit) => (hit.topic ? [`"${hit.topic}"`] : [])))];
  const label = topics.length ? `${rule.label}: ${topics.join(', ')}` : rule.label;
  return (hits.length > 1 && rule.on === 'touch' ? `${label}, ${hits.length} times` : label).slice(0, 2048);
}

function noteOf(tally: Tally, hits: readonly Hit[], newest: Hit, count: number, now: string): string | null {
  const notes: string[] = [];
  if (tally.halfLife) notes.push(tally.halfLife === 1 ? 'halves every day' : `halves every ${tally.halfLife} days`);
  // Hits older than this have expired.
  const since = tally.expires === null ? Number.NEGATIVE_INFINITY : (dayOf(Date.parse(now)) - tally.expires + 1) * dayMs;
  const alive = count - countUpTo(tally.hits, since - 1);
  if (alive > hits.length) notes.push(`only ${tally.cap} of ${alive} counted`);
  if (tally.expires !== null) {
    const end = (newest.day + tally.expires) * dayMs;
    notes.push(`${end <= Date.parse(now) ? 'expired' : 'expires'} ${shortDate(end, now)}`);
  }
  if (newest.stale !== null && Date.parse(newest.stale) <= Date.parse(now)) notes.push('past its shelf life');
  return notes.length ? notes.join(', ') : null;
}
