import { Temporal } from 'temporal-polyfill';
import { expect, it } from 'vitest';
import { zoneOf } from './zone.ts';

/** Zones whose clocks change often, by odd amounts, at odd moments or within a week. */
const zones = [
  'America/New_York',
  'Europe/London',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'America/Recife',
  'Asia/Gaza',
  'America/Nuuk',
  'Pacific/Apia',
  'America/Caracas',
  'Antarctica/Troll',
  'Africa/Cairo',
];

it.each(zones)('knows every change of %s from 1995 to 2042', (name) => {
  const zone = zoneOf(name);
  const end = Date.UTC(2042, 0, 1);
  const [said, expected]: [object[], object[]] = [[], []];
  let change = Temporal.Instant.from('1995-01-01T00:00Z').toZonedDateTimeISO(name).getTimeZoneTransition('next');
  while (change && change.epochMilliseconds < end) {
    const at = change.epochMilliseconds;
    expected.push({ at, after: change.offsetNanoseconds / 1e6, since: at, until: at });
    said.push({ at, after: zone.at(at).offset, since: zone.at(at).since, until: zone.at(at - 1).until });
    change = change.getTimeZoneTransition('next');
  }
  expect(said).toEqual(expected);
  expect(said.length).toBe(changesSeen(name, end));
});

/** Counts changes by asking for the offset of every single day. */
function changesSeen(name: string, end: number): number {
  const zone = zoneOf(name);
  let count = 0;
  for (let at = Date.UTC(1995, 0, 1); at < end; at += 86_400_000)
    if (zone.at(at).offset !== zone.at(at + 86_400_000).offset) count += 1;
  return count;
}

it('reads local times as Temporal does, those that are skipped or come twice included', () => {
  const [said, expected]: [number[], number[]] = [[], []];
  for (const [name, date] of [
    ['America/New_York', '2026-03-08'],
    ['America/New_York', '2026-11-01'],
    ['Australia/Lord_Howe', '2026-04-05'],
    ['Australia/Lord_Howe', '2026-10-04'],
    ['America/Santiago', '2026-09-06'],
    ['America/Nuuk', '2026-03-28'],
  ] as const) {
    for (let minutes = 0; minutes < 1440; minutes += 10) {
      const local = Temporal.PlainDateTime.from(date).add({ minutes });
      expected.push(local.toZonedDateTime(name, { disambiguation: 'compatible' }).epochMilliseconds);
      said.push(zoneOf(name).instantOf(Date.parse(`${local.toString({ smallestUnit: 'second' })}Z`)));
    }
  }
  expect(said).toEqual(expected);
});
