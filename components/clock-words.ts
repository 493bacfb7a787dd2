/** What a clock says, in words. Pure: the tick is worked out by `lib/sla`, the present is passed in. */
import type { Clock } from '../lib/contract/clock.ts';
import { formatDuration, thresholds } from '../lib/sla/format.ts';
import { type Tick, tick } from '../lib/sla/tick.ts';
import { moment, zoneName } from './time.ts';

/** A length of a clock's time; in hours where a day could be taken for a working day. */
export function amountWords(clock: Clock, ms: number): string {
  // The last second of a countdown that has been going by seconds.
  if (clock.state === 'running' && Math.abs(ms) < 1_000) return '0 s';
  return formatDuration(Math.abs(ms), { days: !clock.goal.working });
}

/** Where a zone is, as people call it: "New York" of `America/New_York`; UTC stays UTC. */
export function placeWords(timeZone: string): string {
  return (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');
}

/** "42 min" left, "1 h 5 m late", "met, 12 min to spare", "missed by 2 h". */
export function remainingWords(clock: Clock, state: Tick): string {
  const amount = amountWords(clock, state.remainingMs);
  if (clock.state === 'met') return `met, ${amount} to spare`;
  // Done after closing time: late by the clock on the wall, by no working time.
  if (clock.state === 'missed') return state.remainingMs > -1_000 ? 'missed, after working hours' : `missed by ${amount}`;
  // A clock due at closing time has 0 left until the morning, and is late all night.
  if (state.breached) return state.remainingMs > -1_000 ? 'late' : `${amount} late`;
  return amount;
}

/** "due 15:10 CET", or what stands in its place while there is no due moment. The zone is left out where one is in sight. */
export function dueWords(clock: Clock, now: number, zone = true): string {
  if (clock.stoppedAt) return `stopped ${moment(clock.stoppedAt, now)}`;
  if (clock.state === 'paused') return clock.pausedSince ? `paused ${moment(clock.pausedSince, now)}` : 'paused';
  if (!clock.dueAt) return 'no due moment';
  const past = Date.parse(clock.dueAt) < now;
  const due = `${past ? 'was due' : 'due'} ${moment(clock.dueAt, now)}`;
  return zone ? `${due} ${zoneName(Date.parse(clock.dueAt))}` : due;
}

/** The line that explains the number: why it stands still, or what kind of time it counts. */
export function noteWords(clock: Clock, state: Tick, now: number): string | null {
  if (clock.state === 'paused') return clock.pausedBecause ?? 'Paused; no reason was given';
  if (clock.stoppedAt) return null;
  if (clock.goal.working && !state.withinHours) {
    const next = clock.intervals.find(([start]) => Date.parse(start) > now);
    return next ? `Outside working hours, goes on ${moment(next[0], now)}` : 'Outside working hours';
  }
  return null;
}

/** What to say aloud when time has passed on screen; null when no threshold was crossed. Times left in ms. */
export function thresholdWords(clock: Clock, beforeMs: number, afterMs: number): string | null {
  if (clock.state !== 'running') return null;
  const passed = thresholds(beforeMs, afterMs);
  if (passed === null) return null;
  return passed === 0 ? `${clock.name}: the time is up` : `${clock.name}: ${formatDuration(passed)} left`;
}

/** The open clock of the rep that presses most; null when none is open. */
export function pressing(clocks: readonly Clock[], now: number): { clock: Clock; state: Tick } | null {
  const open = clocks.filter((clock) => clock.owner === 'rep' && clock.stoppedAt === null);
  return open.map((clock) => ({ clock, state: tick(clock, now) })).sort(byPress)[0] ?? null;
}

/** How much of the wait was whose: time used by marketing's clock, and by the clock of the rep; null where one is missing. */
export function delayWords(theirs: Timed | undefined, ours: Timed | undefined): string | null {
  if (!theirs || !ours) return null;
  const [before, since] = [theirs, ours].map(({ clock, state }) => {
    return `${amountWords(clock, clock.goal.ms - state.remainingMs)}${clock.goal.working ? ' of working time' : ''}`;
  });
  return `Of the wait, ${before} ${theirs.clock.stoppedAt ? 'was' : 'is'} marketing's and ${since} the rep's.`;
}
type Timed = { clock: Clock; state: Tick };

/** Below this a device's clock counts as right, in ms. */
const drift = 120_000;

/** Tells of a device whose clock is wrong, since the time in its corner and the times here then differ; else null. */
export function deviceWords(offsetMs: number): string | null {
  if (Math.abs(offsetMs) < drift) return null;
  const size = formatDuration(Math.abs(offsetMs));
  return `This device's clock is ${size} ${offsetMs < 0 ? 'ahead' : 'behind'}. Times here go by the server.`;
}

const rank: Record<Tick['urgency'], number> = { breached: 0, urgent: 1, soon: 2, calm: 3 };

/** Open clocks first, the most pressing of them first; finished ones in the order they stopped. */
export function byPress(a: { clock: Clock; state: Tick }, b: { clock: Clock; state: Tick }): number {
  const closed = Number(a.clock.stoppedAt !== null) - Number(b.clock.stoppedAt !== null);
  if (closed !== 0) return closed;
  if (a.clock.stoppedAt && b.clock.stoppedAt) return a.clock.stoppedAt < b.clock.stoppedAt ? -1 : 1;
  return rank[a.state.urgency] - rank[b.state.urgency] || a.state.remainingMs - b.state.remainingMs;
}
