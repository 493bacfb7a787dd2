import { afterAll, describe, expect, it } from 'vitest';
import type { CalendarInput } from '../contract/clock.ts';
import { addWorking, workingBetween } from './index.ts';
import { weeks } from './testing/calendars.cases.ts';
import { countBetween, countOn, readMinutes, workedMinutes } from './testing/oracle.ts';
import { numbers, tallied } from './testing/tally.ts';
import { zoneOf } from './zone.ts';

const second = 1_000;
const day = 86_400 * second;
const [from, until] = [Date.UTC(1970, 0, 1), Date.UTC(2045, 0, 1)];
const names = Intl.supportedValuesOf('timeZone');
const tally = tallied();

/** The offset at an instant, read off the whole wall clock. */
function offsetReader(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  return (at) => {
    const [year = 0, month = 1, date = 1, hour = 0, minute = 0, seconds = 0] = format.format(at).split(/\D+/).map(Number);
    return Date.UTC(year, month - 1, date, hour, minute, seconds) - at;
  };
}

type Change = { at: number; before: number; after: number };

/** Changes between instants some days apart, each narrowed down to its second; and every offset that was read on the way. */
function readZone(timeZone: string, next: (limit: number) => number): { changes: Change[]; read: [number, number][] } {
  const offsetAt = offsetReader(timeZone);
  const changes: Change[] = [];
  const read: [number, number][] = [[from, offsetAt(from)]];
  for (let at = from; at < until; ) {
    const before = read.at(-1)?.[1] ?? 0;
    const step = Math.min(until, at + (5 + next(5)) * day + next(86_400) * second);
    const after = offsetAt(step);
    read.push([step, after]);
    if (after !== before) {
      let [a, b] = [at, step];
      while (b - a > second) {
        const middle = Math.floor((a + b) / 2 / second) * second;
        if (offsetAt(middle) === before) a = middle;
        else b = middle;
      }
      changes.push({ at: b, before, after: offsetAt(b) });
    }
    at = step;
  }
  return { changes, read };
}

/** A stretch of ten days with the change in its middle, worked minute by minute. */
function compare(timeZone: string, change: Change, next: (limit: number) => number): [unknown[], unknown[]] {
  const start = Math.floor(change.at / day) * day - 5 * day;
  const minutes = readMinutes(timeZone, new Date(start).toISOString(), 10);
  const instant = (index: number) => new Date(start + index * 60_000).toISOString();
  const [said, expected]: [unknown[], unknown[]] = [[], []];
  for (let i = 0; i < 12; i += 1) {
    const calendar: CalendarInput = { timeZone, weekly: weeks[i % weeks.length]?.weekly ?? {} };
    const worked = workedMinutes(minutes, calendar);
    const [a, b, goal] = [3 * 1440 + next(2880), 5 * 1440 + next(4 * 1440), 15 * next(40)];
    const due = countOn(worked, a, goal);
    expected.push([calendar, instant(a), countBetween(worked, a, Math.max(a, b)), due === null ? 'later' : instant(due)]);
    said.push([
      calendar,
      instant(a),
      workingBetween(instant(a), instant(Math.max(a, b)), calendar) / 60_000,
      due === null ? 'later' : addWorking(instant(a), `PT${goal}M`, calendar),
    ]);
    tally.add('working time around a change of clocks');
  }
  return [said, expected];
}

const parts = 6;
describe('every zone of this runtime from 1970 to 2045', () => {
  it.each(Array.from({ length: parts }, (_, part) => part))(
    `has the offsets and changes Intl shows, part %i of ${parts}`,
    (part) => {
      const wrong: unknown[] = [];
      for (const [i, name] of names.entries()) {
        if (i % parts !== part) continue;
        const next = numbers(i * 7919 + 1);
        const { changes, read } = readZone(name, next);
        const zone = zoneOf(name);
        for (const [at, offset] of read)
          if (zone.at(at).offset !== offset) wrong.push([name, new Date(at).toISOString(), zone.at(at).offset, offset]);
        for (const { at, before, after } of changes) {
          const [earlier, later] = [zone.at(at - 1), zone.at(at)];
          if (earlier.offset !== before || later.offset !== after || earlier.until !== at || later.since !== at)
            wrong.push([name, new Date(at).toISOString(), earlier, later, before, after]);
        }
        tally.add('zones');
        for (const _ of changes) tally.add('changes');
        for (const _ of read) tally.add('offsets');
        // Minute by minute costs a second for forty zones: one zone in five, and of those with odd changes each one.
        const whole = changes.filter(({ at, before }) => (before / second) % 60 === 0 && at % 60_000 === 0);
        const odd = whole.filter(({ before, after }) => (after - before) % 3_600_000 !== 0);
        const picked = odd[next(Math.max(1, odd.length))] ?? (i % 5 === 0 ? whole[next(Math.max(1, whole.length))] : undefined);
        // A date that is skipped whole has no minutes the walk could look for.
        if (!picked || Math.abs(picked.after - picked.before) >= day / 2) continue;
        const [said, expected] = compare(name, picked, next);
        expect(said).toEqual(expected);
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});

afterAll(() => {
  console.log(tally.lines('The time zones of this runtime, against Intl'));
  expect(tally.count('zones')).toBe(names.length);
  expect(tally.count('changes')).toBeGreaterThan(10_000);
  expect(tally.count('working time around a change of clocks')).toBeGreaterThan(500);
});
