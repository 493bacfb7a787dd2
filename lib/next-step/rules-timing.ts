import { dayMs, daysIn, shortDate } from '../policy/days.ts';
import { signed } from '../score/value.ts';
import { leftAlone } from './rules-account.ts';
import { called, later, type Rule, touchReason } from './situation.ts';

/** Nothing heard for long: a date is kinder than a pile of attempts. */
export const quiet: Rule = {
  id: 'quiet',
  suggest: (situation) => {
    const { context, latest, attempts, now, open, policy } = situation;
    if (!open || !latest || attempts.length > 0 || context.handoff.at === null) return [];
    // A handoff after a silence is somebody's decision to try: count from whichever is later.
    const since = [latest.at, context.handoff.at].sort()[1] ?? latest.at;
    const from = later(since, daysIn(policy.nextStep.quietAfter) * dayMs);
    return [
      {
        id: 'quiet',
        action: 'recycle',
        title: `Recycle ${called(situation)} to a date: nothing heard since ${shortDate(latest.at, now)}`,
        reasons: [
          touchReason(`Last heard of ${shortDate(latest.at, now)}: ${latest.title}`, latest),
          ...context.score.lines
            .filter((line) => line.id === 'quiet')
            .map((line) => ({ text: line.label, ref: `score:${line.id}` })),
        ],
        opener: null,
        avoid: null,
        send: null,
        ifNot: 'An attempt now starts cold; the disposition clock runs either way.',
        from,
        until: null,
      },
    ];
  },
};

/** Not handed over and not over the threshold: marketing's turn. */
export const belowThreshold: Rule = {
  id: 'below_threshold',
  suggest: (situation) => {
    const { context, latest } = situation;
    const { score } = context;
    if (!leftAlone(situation)) return [];
    // One visit of somebody unknown is no ground for advice: say what is missing instead.
    const known = [context.who.title, context.who.company, context.account?.employees, context.account?.industry].some(Boolean);
    if (score.lines.length === 0 || !latest || (!known && context.read.total < 3)) return [];
    const raise = score.raise[0];
    return [
      {
        id: 'below_threshold',
        action: 'wait',
        title: `Leave it with marketing: ${score.total < 0 ? signed(score.total) : score.total} of ${score.threshold}`,
        reasons: score.lines
          .slice(0, 3)
          .map((line) => ({ text: `${line.label}: ${signed(line.points)}`, ref: `score:${line.id}` })),
        opener: null,
        avoid: null,
        send: null,
        ifNot: raise
          ? `A call now has little to stand on; ${raise.label.toLowerCase()} (+${raise.points}) would raise the score most.`
          : 'A call now has little to stand on.',
        from: latest.at,
        until: null,
      },
    ];
  },
};
