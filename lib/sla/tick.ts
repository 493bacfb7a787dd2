import type { Clock, urgencies } from '../contract/clock.ts';
import { nextChange } from './format.ts';

const hour = 3_600_000;

export type Urgency = (typeof urgencies)[number];
export type Tick = {
  /** Working time left; negative after breach. */
  remainingMs: number;
  breached: boolean;
  urgency: Urgency;
  /** Time is being counted at this moment; false outside working hours. */
  withinHours: boolean;
  /** Epoch milliseconds at which any of this, as people read it, is next different; Infinity when it never is. */
  nextChangeAt: number;
  /** Share of the goal used, 0 to 1. */
  progress: number;
};

/**
 * What a clock says at `now` (epoch milliseconds by the server's clock), from the clock's own data: right offline, at
 * night and after the breach. A paused or stopped clock stands still and keeps its urgency. Once the last interval the
 * clock brought along is over, the remaining time stands still too.
 */
export function tick(clock: Clock, now: number): Tick {
  if (clock.state !== 'running') return tell(clock, clock.remainingMs, clock.breached, false, Number.POSITIVE_INFINITY);
  let remainingMs = clock.remainingMs;
  let boundary = Number.POSITIVE_INFINITY;
  let withinHours = false;
  for (const [from, until] of clock.intervals) {
    const [opens, closes] = [Date.parse(from), Date.parse(until)];
    if (now < opens) {
      boundary = opens;
      break;
    }
    remainingMs -= Math.min(closes, now) - opens;
    if (now < closes) {
      withinHours = true;
      boundary = closes;
      break;
    }
  }
  const dueAt = clock.dueAt === null ? Number.POSITIVE_INFINITY : Date.parse(clock.dueAt);
  const breached = clock.breached || now > dueAt;
  const changes = [boundary, withinHours ? now + nextChange(remainingMs) : Number.POSITIVE_INFINITY];
  if (!breached) changes.push(dueAt + 1);
  // Past the intervals brought along, what is left of the goal is unknown but no longer positive.
  return tell(clock, now > dueAt ? Math.min(remainingMs, 0) : remainingMs, breached, withinHours, Math.min(...changes));
}

/**
 * More than an hour left is calm, less is soon, less than half an hour is urgent (Jira Service Management's steps). A
 * goal shorter than an hour is soon from its second half on and urgent in its last quarter.
 */
export function urgencyOf(remainingMs: number, goalMs: number, breached: boolean): Urgency {
  if (breached) return 'breached';
  const [soon, urgent] = goalMs < hour ? [goalMs / 2, goalMs / 4] : [hour, hour / 2];
  if (remainingMs < urgent) return 'urgent';
  return remainingMs < soon ? 'soon' : 'calm';
}

function tell(clock: Clock, remainingMs: number, breached: boolean, withinHours: boolean, nextChangeAt: number): Tick {
  const { ms } = clock.goal;
  const used = ms > 0 ? (ms - remainingMs) / ms : 1;
  const urgency = urgencyOf(remainingMs, ms, breached);
  return { remainingMs, breached, urgency, withinHours, nextChangeAt, progress: Math.min(1, Math.max(0, used)) };
}
