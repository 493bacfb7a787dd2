import type { LeadContext } from '../contract/context.ts';
import { dayMs, dayOf, iso } from '../policy/days.ts';
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
  const fading = new Set(
    policy.score.rules
      .filter((rule) => rule.on === 'touch' || rule.on === 'intent' || rule.on === 'quiet')
      .map((rule) => rule.id),
  );
  const moving =
    context.score.trend7d !== 0 ||
    context.score.lines.some((line) => (fading.has(line.id) && line.points > 0) || time - Date.parse(line.at) < trend) ||
    context.read.touches.some((touch) => time - Date.parse(touch.at) < longest);
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
