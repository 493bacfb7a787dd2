import { describe, expect, test } from 'vitest';
import type { CrmId, RecordAt } from '../contract/record.ts';
import { recordRef } from '../contract/record.ts';
import { adapters } from './adapters.ts';
import { cases } from './cases.ts';
import { crmHosts } from './hosts.ts';
import { recordAt } from './index.ts';
import { readRecord } from './read.ts';

const crms = Object.keys(cases) as CrmId[];
const all = crms.flatMap((crm) => cases[crm].registered ?? []);

const table: [crm: CrmId, url: string, answer: RecordAt][] = crms.flatMap((crm) => [
  ...cases[crm].records.map(([url, account, object, id]): [CrmId, string, RecordAt] => [
    crm,
    url,
    { kind: 'record', ref: { crm, account, object, id } },
  ]),
  ...(cases[crm].keep ?? []).map((url): [CrmId, string, RecordAt] => [crm, url, { kind: 'keep' }]),
  ...cases[crm].none.map((url): [CrmId, string, RecordAt] => [crm, url, { kind: 'none' }]),
]);

/** What one adapter answers alone: on its own hosts, and on the origins its own table registers. */
function alone(crm: CrmId, url: string): RecordAt {
  if (!URL.canParse(url)) return { kind: 'none' };
  const sources = [...(cases[crm].registered ?? []), { crm }];
  const answers = sources.map((source) => readRecord(adapters[crm], new URL(url), source));
  return answers.find((answer) => answer.kind !== 'none') ?? { kind: 'none' };
}

test.each(table)('%s: %s', (_crm, url, answer) => {
  expect(recordAt(url, all)).toEqual(answer);
});

describe.each(crms)('every address, read by %s alone', (crm) => {
  test.each(table)('of %s: %s', (owner, url, answer) => {
    expect(alone(crm, url)).toEqual(owner === crm ? answer : { kind: 'none' });
  });
});

test('every ref fits the contract, and no address is listed twice', () => {
  for (const [, , answer] of table) if (answer.kind === 'record') expect(recordRef.parse(answer.ref)).toEqual(answer.ref);
  const urls = table.map(([, url]) => url);
  expect(urls.filter((url, index) => urls.indexOf(url) !== index)).toEqual([]);
});

/** Whether a match pattern covers an address, for the shapes the hosts table uses. */
function covers(pattern: string, url: URL): boolean {
  const [, any, host] = /^https:\/\/(\*\.)?([^/*]+)\/\*$/.exec(pattern) ?? [];
  return (
    host !== undefined && url.protocol === 'https:' && (any ? `.${url.hostname}`.endsWith(`.${host}`) : url.hostname === host)
  );
}

test('the permissions asked for cover every record on a CRM’s own hosts, but for the hosts left to registration', () => {
  const missed = new Set<string>();
  for (const crm of Object.keys(crmHosts) as (keyof typeof crmHosts)[])
    for (const [url] of cases[crm].records) {
      const at = new URL(url);
      if (recordAt(url).kind === 'record' && !crmHosts[crm].some((pattern) => covers(pattern, at))) missed.add(at.hostname);
    }
  expect([...missed]).toEqual(['acme.force.com', 'acme.secure.force.com', 'na139.salesforce.com', 'cs77.salesforce.com']);
});

test('each permission covers at least one record of its CRM', () => {
  for (const [crm, patterns] of Object.entries(crmHosts))
    for (const pattern of patterns) {
      const urls = cases[crm as CrmId].records.map(([url]) => new URL(url));
      expect(
        urls.some((url) => covers(pattern, url)),
        pattern,
      ).toBe(true);
    }
});
