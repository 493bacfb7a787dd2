import { afterAll, describe, expect, it } from 'vitest';
import type { CalendarInput, Clock } from '../contract/clock.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { clocksFor } from './clocks.ts';
import type { ClockDefinition } from './definition.ts';
import { weeks, windows } from './testing/calendars.cases.ts';
import { type Happening, type Walked, walk } from './testing/clock-oracle.ts';
import { entry, handoff, lead } from './testing/lead.ts';
import { readMinutes, workedMinutes } from './testing/oracle.ts';
import { numbers, tallied } from './testing/tally.ts';

const minute = 60_000;
const perDay = 1440;
const days = 18;
const tally = tallied();

const definition: ClockDefinition = {
  id: 'touch',
  name: 'Touch',
  owner: 'rep',
  start: [{ event: 'handoff' }, { event: 'reopen' }],
  pause: [{ while: 'recycled' }],
  stop: [{ event: 'attempt' }, { event: 'reject' }],
  goals: [],
  provenBy: '',
  stopsOn: '',
};

/** Up to eight decisions within nine days of a handoff, each at a minute of its own. */
function story(next: (limit: number) => number, local: Float64Array): Happening[] {
  const happenings: Happening[] = [{ at: 3 * perDay + next(2 * perDay), what: 'handoff' }];
  for (let at = (happenings[0]?.at ?? 0) + 1 + next(900); at < 12 * perDay && happenings.length < 9; at += 1 + next(1500)) {
    const what = (['recycle', 'recycle', 'attempt', 'reject', 'reopen', 'reopen'] as const)[next(6)] ?? 'reopen';
    if (what !== 'recycle') happenings.push({ at, what });
    else {
      const date = Math.floor((local[at] ?? 0) / perDay) + 1 + next(4);
      happenings.push({ at, what, until: local.findIndex((reading) => reading >= date * perDay) });
    }
  }
  return happenings;
}

describe.each(windows)('$timeZone from $from', ({ timeZone, from, holiday }) => {
  const minutes = readMinutes(timeZone, from, days);
  const instant = (index: number) => new Date(minutes.start + index * minute).toISOString();
  const dateAt = (index: number) => new Date((minutes.local[index] ?? 0) * minute).toISOString().slice(0, 10);

  function facts(happenings: readonly Happening[]): LeadFacts {
    const dispositions = happenings.flatMap((one, i) =>
      one.what === 'handoff'
        ? []
        : [entry(i, one.what, instant(one.at), one.what === 'recycle' ? { until: dateAt(one.until) } : {})],
    );
    return lead({
      handoffs: happenings.filter(({ what }) => what === 'handoff').map(({ at }) => handoff(instant(at))),
      dispositions,
    });
  }

  /** What a clock should say by what was walked; past the last minute that was read nothing is known of its due moment. */
  function expected({ paused, cycles }: Walked, judgedBy: number[]) {
    const dated = cycles.map(({ start, stop, due, left }, i) => ({
      startedAt: instant(start),
      stoppedAt: stop === null ? null : instant(stop),
      dueAt: due === null ? 'later' : instant(due),
      remainingMs: left * minute,
      policyVersion: judgedBy[i],
    }));
    const last = dated.at(-1);
    const open = last?.stoppedAt === null;
    // Past closing time nothing more is counted, and still it was due by then.
    const { stop = null, due = null } = cycles.at(-1) ?? {};
    return {
      state: paused ? 'paused' : open ? 'running' : stop !== null && due !== null && stop > due ? 'missed' : 'met',
      cycles: dated.map((cycle, i) => (paused && i === dated.length - 1 ? { ...cycle, dueAt: null } : cycle)),
    };
  }

  function said({ state, startedAt, stoppedAt, dueAt, remainingMs, policyVersion, cycles }: Clock) {
    const all = [...cycles, { startedAt, stoppedAt, dueAt, remainingMs, policyVersion }].map(({ dueAt: due, ...cycle }) => ({
      startedAt: cycle.startedAt,
      stoppedAt: cycle.stoppedAt,
      dueAt: due !== null && Date.parse(due) >= minutes.start + days * perDay * minute ? 'later' : due,
      remainingMs: cycle.remainingMs,
      policyVersion: cycle.policyVersion,
    }));
    return { state, cycles: all };
  }

  it.each(weeks)('walks as the wall clock does: $name', ({ name, weekly }) => {
    const next = numbers(name.length * 31 + Date.parse(from) / minute);
    const calendar: CalendarInput = { timeZone, weekly, holidays: [{ date: holiday }] };
    const edited: CalendarInput = { timeZone, weekly: weeks[next(weeks.length)]?.weekly ?? weekly };
    const worked = [workedMinutes(minutes, calendar), workedMinutes(minutes, edited)] as const;
    for (let i = 0; i < 6; i += 1) {
      const goal = 15 * (1 + next(60));
      const goals = [{ name: 'Any', when: [], duration: `PT${goal}M`, calendar: 'ours' }];
      const happenings = story(next, minutes.local);
      const read = (at: number, policyVersion: number, ours: CalendarInput, previous: readonly Clock[]) =>
        clocksFor(
          { facts: facts(happenings.filter((one) => one.at <= at)), crossedAt: null, policyVersion, previous },
          [{ ...definition, goals }],
          { ours },
          instant(at),
        );
      const now = (happenings.at(-1)?.at ?? 0) + next(perDay);
      const walked = walk(worked[0], happenings, goal, now);
      const before = read(now, 1, calendar, []);
      expect(before.map(said)).toEqual([
        expected(
          walked,
          walked.cycles.map(() => 1),
        ),
      ]);

      // The calendar is changed there: what had stopped keeps its verdict, what runs is read anew from its start.
      const later = now + next(perDay);
      const anew = walk(worked[1], happenings, goal, later);
      const cycles = anew.cycles.map((cycle, n) => (cycle.stop === null ? cycle : (walked.cycles[n] ?? cycle)));
      const judged = cycles.map(({ stop }) => (stop === null ? 2 : 1));
      expect(read(later, 2, edited, before).map(said)).toEqual([expected({ ...anew, cycles }, judged)]);

      const open = walked.cycles.at(-1)?.stop === null;
      tally.add(
        'all',
        walked.pausedOverBoundary && 'pause over a boundary',
        walked.paused && 'paused now',
        walked.cycles.length > 1 && 'restart cycles',
        walked.cycles.some(({ left }) => left < 0) && 'breached',
        open && 'calendar edited mid-cycle, running recalculated',
        walked.cycles.some(({ stop }) => stop !== null) && 'calendar edited, finished frozen',
        worked[0][walked.cycles[0]?.start ?? 0] === 0 && 'starts outside hours',
      );
    }
  });
});

afterAll(() => {
  console.log(tally.lines('Clocks walked minute by minute, vectors by what they show'));
  const named = ['pause over a boundary', 'restart cycles', 'calendar edited mid-cycle, running recalculated', 'breached'];
  expect(named.filter((name) => tally.count(name) < 100)).toEqual([]);
  expect(tally.count('all')).toBe(windows.length * weeks.length * 6);
});
