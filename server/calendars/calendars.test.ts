import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import { compile } from '../../lib/sla/calendar.ts';
import { countryRegions } from '../../lib/sla/countries.data.ts';
import { advance } from '../../lib/sla/working-time.ts';
import { holidaysOf, withCountryHolidays } from './country-holidays.ts';
import { inlineIcs } from './inline-ics.ts';
import { withoutProblems } from './without.ts';

const office = defaultPolicyInput.calendars.business;
const text = (calendar: object) => stringify({ ...defaultPolicyInput, calendars: { business: { ...office, ...calendar } } });
function policy(calendar: object): Policy {
  const parsed = parsePolicy(text(calendar));
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.policy;
}
/** When eight working hours are over that begin at this instant, in the policy's business calendar. */
async function dueOf(calendar: object, start: string): Promise<string> {
  const ready = (await withCountryHolidays(policy(calendar))).calendars.business;
  if (!ready) throw new Error('No calendar');
  return new Date(advance(Date.parse(start), 8 * 3_600_000, compile(ready))).toISOString();
}

describe('holidays of a country', () => {
  test.each([
    ['a day off in Bavaria', { country: 'DE', region: 'BY' }, '2027-01-06T09:00:00Z', '2027-01-07T17:00:00.000Z'],
    ['a day of work in Berlin', { country: 'DE', region: 'BE' }, '2027-01-06T09:00:00Z', '2027-01-06T17:00:00.000Z'],
    ['a part of a region', { country: 'DE', region: 'BY-A' }, '2028-08-08T09:00:00Z', '2028-08-09T17:00:00.000Z'],
    ['a substitute for a Saturday', { country: 'US' }, '2026-07-03T09:00:00Z', '2026-07-06T17:00:00.000Z'],
    ['of a year long ago', { country: 'FR' }, '1994-07-14T09:00:00Z', '1994-07-15T17:00:00.000Z'],
    ['Columbus Day', { country: 'US' }, '2026-10-12T09:00:00Z', '2026-10-13T17:00:00.000Z'],
    ['but for one by name', { country: 'US', without: ['columbus day'] }, '2026-10-12T09:00:00Z', '2026-10-12T17:00:00.000Z'],
    ['but for one by date', { country: 'DE', without: ['05-01'] }, '2026-05-01T09:00:00Z', '2026-05-01T17:00:00.000Z'],
    [
      'but for one that is listed again',
      { country: 'DE', without: ['05-01'], holidays: [{ date: '2026-05-01' }] },
      '2026-05-01T09:00:00Z',
      '2026-05-04T17:00:00.000Z',
    ],
    ['half a day off is worked', { country: 'CN' }, '2027-03-08T09:00:00Z', '2027-03-08T17:00:00.000Z'],
    ['a holiday from dusk to dusk is the day after', { country: 'IL' }, '2026-04-02T09:00:00Z', '2026-04-03T17:00:00.000Z'],
    ['one of several days is off to its end', { country: 'EG' }, '2026-05-28T09:00:00Z', '2026-06-01T17:00:00.000Z'],
  ])('%s', async (_, calendar, start, due) => {
    expect(await dueOf(calendar, start)).toBe(due);
  });

  test('keep their names', async () => {
    const found = (await holidaysOf('DE', 'BY'))(2026);
    expect(found).toContainEqual({ date: '2026-01-06', name: 'Epiphany' });
    expect(found.every(({ date, name }) => date.startsWith('2026-') && name)).toBe(true);
  });

  test('are only left out by a name or date they have', async () => {
    const problems = (without: string[]) => withoutProblems(policy({ country: 'US', without }), 2026);
    expect(await problems(['Columbus Day', '12-25', '2026-11-26'])).toEqual([]);
    expect(await problems(['Columbus Day', 'Colombus Day', '12-26'])).toEqual([
      {
        path: ['calendars', 'business', 'without', 1],
        message: expect.stringMatching(/^No holiday is "Colombus Day": write a name or a date of New Year's Day, /),
      },
      { path: ['calendars', 'business', 'without', 2], message: expect.stringMatching(/^No holiday is "12-26"/) },
    ]);
  });

  test('are not forgotten without a word', () => {
    const { business } = policy({ country: 'DE' }).calendars;
    expect(() => business && compile(business)).toThrow(/^The holidays of DE were not looked up/);
  });

  test('leave a policy that names no country as it is', async () => {
    const given = policy({});
    expect(await withCountryHolidays(given)).toBe(given);
  });

  test('are known for the countries and regions a policy may name, and for no others', async () => {
    const { default: Holidays } = await import('date-holidays');
    const all = new Holidays();
    const regions = (country: string) =>
      Object.keys(all.getStates(country) ?? {}).flatMap((state) => [
        state,
        ...Object.keys(all.getRegions(country, state) ?? {}).map((part) => `${state}-${part}`),
      ]);
    const known = Object.keys(all.getCountries()).map((country) => [country, regions(country).join(' ')]);
    expect(countryRegions).toEqual(Object.fromEntries(known));
  });
});

describe('a calendar that names what is not there', () => {
  test.each([
    [
      { country: 'XX' },
      'calendars.business.country',
      'No holidays are known for the country "XX"; write an ISO 3166 code such as DE, GB or US.',
    ],
    [{ country: 'DE', region: 'ZZ' }, 'calendars.business.region', /^DE has no region "ZZ"; write one of BB, BE, BW, /],
    [{ country: 'MA', region: 'ZZ' }, 'calendars.business.region', 'MA has no region "ZZ"; leave it out.'],
    [{ region: 'BY' }, 'calendars.business.region', /^Name the country of this region/],
    [{ ics: 'holidays.ics' }, 'calendars.business.ics', /^This is not an iCalendar file; export the calendar as \.ics again/],
  ])('%j', (calendar, path, message) => {
    const written = text(calendar);
    const line = written.split('\n').findIndex((one) => one.startsWith(`    ${path.split('.').at(-1)}:`)) + 1;
    const parsed = parsePolicy(written);
    expect(parsed).toEqual({
      ok: false,
      problems: [{ path, line, message: typeof message === 'string' ? message : expect.stringMatching(message) }],
    });
  });
});

describe('an iCalendar file beside the policy', () => {
  const ics =
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;VALUE=DATE:20261224\r\nSUMMARY:Closed\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

  test('is put in its place, and every line keeps its number', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'leadside-ics-'));
    try {
      await writeFile(join(folder, 'closed.ics'), ics);
      const written = text({ ics: './closed.ics' });
      const whole = await inlineIcs(written, join(folder, 'policy.yaml'));
      expect(whole.split('\n').length).toBe(written.split('\n').length);
      const parsed = parsePolicy(whole);
      expect(parsed.ok && parsed.policy.calendars.business?.ics).toBe(ics);
      expect(await dueOf({ ics }, '2026-12-24T09:00:00Z')).toBe('2026-12-25T17:00:00.000Z');
      expect(await inlineIcs(whole, join(folder, 'policy.yaml'))).toBe(whole);
      await expect(inlineIcs(text({ ics: 'open.ics' }), join(folder, 'policy.yaml'))).rejects.toThrow(
        /The calendar business names the iCalendar file .*open\.ics, which cannot be read \(ENOENT\)/,
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('is left alone in a text that is no policy', async () => {
    for (const broken of ['calendars: [', 'calendars: 3', '', 'calendars:\n  business: 4\n'])
      expect(await inlineIcs(broken, 'x')).toBe(broken);
  });
});
