import type { Clock } from '../contract/clock.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { compile, type WorkingCalendar } from './calendar.ts';
import { type Cycle, cyclesOf, type Reading, read } from './cycle.ts';
import type { Calendars, ClockDefinition } from './definition.ts';
import { type History, historyOf } from './history.ts';
import { calendarNamed } from './named-calendar.ts';
import { policyDuration, readInstant, writeInstant } from './read-time.ts';
import { intervalsFrom } from './working-time.ts';
import { day, zoneOf } from './zone.ts';

export type ClockInput = {
  facts: LeadFacts;
  /** When the score crossed the threshold; null when it has not. */
  crossedAt: string | null;
  /** The policy the definitions and calendars come from; each cycle is marked with the one that judged it. */
  policyVersion: number;
  /**
   * The clocks as last kept. A cycle that had stopped under another policy keeps that policy's verdict. One that the same
   * policy judged is read anew, so that a fact that comes late gives the answer it would have given in time.
   */
  previous?: readonly Clock[];
};

/** Coming working intervals a clock brings along, and how far past its due moment they reach. */
const intervalsAtMost = 14;
const pastDue = 7 * day;

/**
 * The clocks of one lead at `now` (ISO 8601), those that have started; the most urgent running clock of the rep first.
 *
 * The goal is the first one whose conditions were all so when the cycle started. A changed policy or calendar is read
 * anew for a cycle that runs; one that had stopped before keeps its verdict when `previous` holds it, as long as it starts
 * and stops at the same moments. A goal that its calendar does not reach within a hundred years is due then. Throws a
 * CalendarError when a goal's calendar is missing.
 */
export function clocksFor(
  input: ClockInput,
  definitions: readonly ClockDefinition[],
  calendars: Calendars,
  now: string,
): Clock[] {
  const at = readInstant(now, 'now');
  const history = historyOf(input.facts, input.crossedAt, dateZone(calendars), at);
  const clocks = definitions.flatMap((definition) => {
    const previous = input.previous?.find((clock) => clock.id === definition.id);
    const clock = clockOf(definition, history, calendars, { previous, policyVersion: input.policyVersion }, at);
    return clock ? [clock] : [];
  });
  return clocks.sort((a, b) => rank(a) - rank(b) || urgency(a).localeCompare(urgency(b)));
}

/**
 * When the clocks next change without a new fact, as an ISO 8601 instant: a recycled lead comes back on its date. Null
 * when nothing is set to happen.
 */
export function clocksStaleAt(input: Pick<ClockInput, 'facts' | 'crossedAt'>, calendars: Calendars, now: string): string | null {
  const at = readInstant(now, 'now');
  const spans = historyOf(input.facts, input.crossedAt, dateZone(calendars), at).spans({ while: 'recycled' });
  const ends = spans.map((span) => span.until).filter((until) => until > at && Number.isFinite(until));
  return ends.length === 0 ? null : writeInstant(Math.min(...ends));
}

function dateZone(calendars: Calendars) {
  return zoneOf(calendarNamed('always', calendars).timeZone);
}

function clockOf(
  definition: ClockDefinition,
  history: History,
  calendars: Calendars,
  { previous, policyVersion }: { previous: Clock | undefined; policyVersion: number },
  now: number,
): Clock | null {
  const cycles = cyclesOf(definition, history);
  const current = cycles.at(-1);
  if (!current) return null;
  const frozen = frozenIn(previous, policyVersion);
  const pastCycles = cycles.slice(0, -1).flatMap((cycle) => {
    if (cycle.stop === null) return [];
    const kept = frozen.get(cycleKey(cycle));
    if (kept) return [kept];
    const { reading } = measure(cycle, cycle.stop);
    const [startedAt, stoppedAt, dueAt] = [cycle.start, cycle.stop, reading.due].map(writeInstant) as [string, string, string];
    return [{ startedAt, stoppedAt, dueAt, met: cycle.stop <= reading.due, remainingMs: reading.left, policyVersion }];
  });
  const { id, name, owner, provenBy, stopsOn } = definition;
  const shown = { id, name, owner, provenBy, stopsOn, cycles: pastCycles, ref: `clock:${id}` };
  if (
    previous?.stoppedAt &&
    cycleKey(current) === `${previous.startedAt} ${previous.stoppedAt}` &&
    frozen.has(cycleKey(current))
  ) {
    return { ...previous, ...shown };
  }
  const { reading, goal, calendar } = measure(current, current.stop ?? now);
  const late = (current.stop ?? now) > reading.due;
  const paused = current.stop === null ? reading.paused : null;
  const running = current.stop === null && paused === null;
  const coming = running ? intervalsFrom(now, Math.max(reading.due, now) + pastDue, intervalsAtMost, calendar.ready) : [];
  return {
    ...shown,
    state: running ? 'running' : paused ? 'paused' : late ? 'missed' : 'met',
    goal: {
      name: goal.name,
      ms: reading.used + reading.left,
      working: goal.calendar !== 'always',
      timeZone: calendar.ready.timeZone,
    },
    startedAt: writeInstant(current.start),
    dueAt: paused ? null : writeInstant(reading.due),
    stoppedAt: current.stop === null ? null : writeInstant(current.stop),
    pausedSince: paused ? writeInstant(Math.max(paused.from, current.start)) : null,
    pausedBecause: paused?.because ?? null,
    elapsedMs: reading.used,
    remainingMs: reading.left,
    breached: late,
    ...holidaysIn(current.start, reading.due, calendar.ready),
    intervals: coming.map(([from, until]): [string, string] => [writeInstant(from), writeInstant(until)]),
    policyVersion,
  };

  function measure(cycle: Cycle, end: number) {
    const goal = definition.goals.find((option) => option.when.every((condition) => history.isSo(condition, cycle.start)));
    if (!goal) throw new Error(`The clock ${definition.id} has no goal without a condition; add one at the end.`);
    const ready = compile(calendarNamed(goal.calendar, calendars));
    const pauses = definition.pause.flatMap((condition) => history.spans(condition));
    const reading: Reading = read(cycle.start, end, policyDuration(goal.duration), pauses, ready);
    return { goal, reading, calendar: { ready } };
  }
}

/** The holidays between start and due moment, without which it would be due earlier. */
function holidaysIn(start: number, due: number, calendar: WorkingCalendar): Pick<Clock, 'holidays'> {
  const holidays = calendar.holidays(start, due);
  return holidays.length === 0 ? {} : { holidays };
}

function cycleKey(cycle: Cycle): string {
  return `${writeInstant(cycle.start)} ${cycle.stop === null ? '' : writeInstant(cycle.stop)}`;
}

/** The finished cycles that another policy judged, by their start and stop. */
function frozenIn(previous: Clock | undefined, policyVersion: number): Map<string, Clock['cycles'][number]> {
  const cycles = [...(previous?.cycles ?? [])];
  if (previous?.stoppedAt && previous.dueAt) {
    const { startedAt, stoppedAt, dueAt, remainingMs } = previous;
    const judgedBy = previous.policyVersion === undefined ? {} : { policyVersion: previous.policyVersion };
    cycles.push({ startedAt, stoppedAt, dueAt, met: previous.state === 'met', remainingMs, ...judgedBy });
  }
  const others = cycles.filter((cycle) => cycle.policyVersion !== undefined && cycle.policyVersion !== policyVersion);
  return new Map(others.map((cycle) => [`${cycle.startedAt} ${cycle.stoppedAt}`, cycle]));
}

function rank(clock: Clock): number {
  const state = { running: 0, paused: 1, missed: 4, met: 4 }[clock.state];
  return state + (clock.owner === 'marketing' && state < 4 ? 2 : 0);
}

/** Running clocks by due moment; paused ones by start; stopped ones by when they stopped. ISO instants sort as text. */
function urgency(clock: Clock): string {
  return clock.stoppedAt ?? clock.dueAt ?? clock.startedAt;
}
