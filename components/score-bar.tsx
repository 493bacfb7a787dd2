import type { Score, ScoreGroup } from '../lib/contract/score.ts';
import { signed } from '../lib/score/value.ts';
import { groupWords } from './words.ts';

export const groupColour: Record<ScoreGroup, string> = {
  fit: 'bg-fit',
  engagement: 'bg-engagement',
  intent: 'bg-intent',
  negative: 'hatched',
};

const added = ['fit', 'engagement', 'intent'] as const;

/**
 * What adds up to the total, drawn to one scale with the threshold: the positive groups side by side, what counts
 * against hatched over their end, so that the solid part is as long as the total.
 */
export function ScoreBar({ score }: { score: Score }) {
  const parts = added.map((group) => ({ group, points: Math.max(score.subtotals[group], 0) }));
  const sum = parts.reduce((total, part) => total + part.points, 0);
  const top = Math.max(sum, score.total, score.threshold * 1.15, 1);
  const share = (points: number) => `${(points / top) * 100}%`;
  const against = Math.min(Math.max(sum - Math.max(score.total, 0), 0), sum);
  return (
    <div className="min-w-0 flex-1">
      <div aria-hidden="true" className="relative h-2 rounded-full bg-soft">
        <div className="flex h-full overflow-hidden rounded-full">
          {parts.map(({ group, points }) =>
            points > 0 ? (
              <div
                key={group}
                className={`h-full border-e border-bg last:border-e-0 forced-color-adjust-none ${groupColour[group]}`}
                style={{ width: share(points) }}
              />
            ) : null,
          )}
        </div>
        {against > 0 ? (
          <div className="hatched absolute inset-y-0" style={{ left: share(sum - against), width: share(against) }} />
        ) : null}
        <div
          className="absolute -inset-y-1 w-0.5 rounded-full bg-ink shadow-[0_0_0_1px_var(--bg)] forced-color-adjust-none"
          style={{ left: share(score.threshold) }}
        />
      </div>
    </div>
  );
}

/** The four subtotals in words, fit and engagement apart. */
export function Subtotals({ score }: { score: Score }) {
  return (
    <ul aria-label="Subtotals" className="flex flex-wrap gap-x-3 text-xs text-ink-2">
      {(['fit', 'engagement', 'intent', 'negative'] as const).map((group) =>
        group !== 'negative' || score.subtotals.negative !== 0 ? (
          <li key={group} className="flex items-center gap-1.5 whitespace-nowrap">
            <span aria-hidden="true" className={`dot-sq ${groupColour[group]}`} />
            {groupWords[group]} {group === 'negative' ? signed(score.subtotals.negative) : score.subtotals[group]}
          </li>
        ) : null,
      )}
    </ul>
  );
}
