import type { WorkingCalendar } from './calendar.ts';
import type { ClockDefinition, Happened } from './definition.ts';
import type { History, Span } from './history.ts';
import { merge } from './pieces.ts';
import { advanceAtMost, elapsed } from './working-time.ts';

/** One run of a clock, in epoch milliseconds; `stop` is null while it goes on. */
export type Cycle = { start: number; stop: number | null };

/** Working time used and left when a cycle is read, its due moment if nothing pauses it from then on, and the pause it is in. */
export type Reading = { used: number; left: number; due: number; paused: Span | null };

/** A start while the clock runs changes nothing; the first start after a stop begins a new cycle. */
export function cyclesOf(definition: ClockDefinition, history: History): Cycle[] {
  const cycles: Cycle[] = [];
  let after = Number.NEGATIVE_INFINITY;
  for (;;) {
    const start = firstOf(definition.start, history, (at) => at > after);
    if (start === null) return cycles;
    const stop = firstOf(definition.stop, history, (at) => at >= start);
    cycles.push({ start, stop });
    if (stop === null) return cycles;
    after = stop;
  }
}

function firstOf(conditions: readonly Happened[], history: History, counts: (at: number) => boolean): number | null {
  const found = conditions.flatMap((condition) => history.when(condition).filter(counts)[(condition.count ?? 1) - 1] ?? []);
  return found.length === 0 ? null : Math.min(...found);
}

/** Reads a cycle at `end`: its stop, or now. Pauses count from its start on; each moves the due moment by the working time in it. */
export function read(start: number, end: number, goal: number, pauses: readonly Span[], calendar: WorkingCalendar): Reading {
  const off = merge(pauses.map((span) => [Math.max(span.from, start), Math.min(span.until, end)] as const));
  let used = 0;
  let due: number | null = null;
  let from = start;
  for (const [pausedAt, goesOnAt] of [...off, [end, end] as const]) {
    const worked = elapsed(from, pausedAt, calendar);
    if (due === null && pausedAt > from && used + worked >= goal) due = advanceAtMost(from, goal - used, calendar, start);
    used += worked;
    from = goesOnAt;
  }
  const paused = pauses.filter((span) => span.from <= end && end < span.until).sort((a, b) => a.from - b.from)[0] ?? null;
  return { used, left: goal - used, due: due ?? advanceAtMost(end, goal - used, calendar, start), paused };
}
