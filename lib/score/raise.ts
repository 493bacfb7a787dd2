import type { Score } from '../contract/score.ts';
import { dayOf } from '../policy/days.ts';
import type { Tally } from './hits.ts';
import { countUpTo, valueOn } from './value.ts';

const most = 3;

/** What one more fact would add: something they could do, or something nobody has asked yet. Largest first. */
export function raise(tallies: readonly Tally[], values: readonly number[], time: number): Score['raise'] {
  const day = dayOf(time);
  return tallies
    .flatMap((tally, index) => {
      const { rule } = tally;
      if (rule.points <= 0) return [];
      if (rule.on === 'field') return tally.unknown ? [{ label: `${rule.label}, once it is known`, points: rule.points }] : [];
      if (rule.on !== 'touch') return [];
      const count = countUpTo(tally.hits, time);
      const one = { id: '', time, day, ref: '', source: '', stale: null, topic: null };
      const more: Tally = { ...tally, hits: [...tally.hits.slice(Math.max(0, count - tally.cap), count), one] };
      return [{ label: rule.label, points: valueOn(more, more.hits.length, day, null) - (values[index] ?? 0) }];
    })
    .filter((one) => one.points > 0)
    .sort((a, b) => b.points - a.points || (a.label < b.label ? -1 : 1))
    .slice(0, most);
}
