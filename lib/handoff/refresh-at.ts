import type { LeadContext } from '../contract/context.ts';
import { dayMs, dayOf, daysIn, iso } from '../policy/days.ts';
import type { Policy } from '../policy/schema.ts';

/** Looked at again at least this often, whatever the facts say. */
const longest = 30 * dayMs;
/** The trend compares with seven days ago, so a score may move for as long after its last fact. */
const trend = 8 * dayMs;

/**
 * The next instant after `now` at which a verdict changes with no new fact: a midnight (UTC) while points fade or the trend
 * moves, a clock's breach, the edge of a step's window, the end of a shelf life. `clocksAt` is when a paused clock goes on,
 * as `clocksStaleAt` of the clocks gives it; null when none does.
 */
export function refreshAt(context: LeadContext, policy: Policy, clocksAt: string | null, now: string): string {
  const time = Date.parse(now);
  const { rules } = policy.score;
  const ending = new Set(rules.filter((rule) => rule.on === 'touch' || rule.on === 'intent').map((rule) => rule.id));
  const quiet = Math.max(...rules.map((rule) => (rule.on === 'quiet' ? (daysIn(rule.after) + 1) * dayMs : 0)));
  const { trend7d, lines, crossedBy } = context.score;
  // A line of which nothing is left stays while the trend needs it, or for good when it crossed the threshold.
  const moving =
    trend7d !== 0 ||
    lines.some((line) => ending.has(line.id) && (line.points !== 0 || !crossedBy.includes(line.id))) ||
    lines.some((line) => time - Date.parse(line.at) < trend) ||
    context.read.touches.some((touch) => time - Date.parse(touch.at) < Math.max(longest, quiet));
  const shelf = [...Object.values(context.who), ...Object.values(context.account ?? {}), ...context.handoff.fields].flatMap(
    (part) => (part !== null && typeof part === 'object' && 'staleAt' in part ? [part.staleAt] : []),
  );
  const instants = [
    moving ? iso((dayOf(time) + 1) * dayMs) : null,
    iso(time + longest),
    clocksAt,
    ...context.clocks.map((clock) => (clock.state === 'running' ? clock.dueAt : null)),
    ...context.nextStep.steps.flatMap((step) => [step.from, step.until]),
    ...shelf,
  ];
  const coming = instants.flatMap((instant) => (instant && Date.parse(instant) > time ? [Date.parse(instant)] : []));
  return iso(Math.min(...coming));
}
