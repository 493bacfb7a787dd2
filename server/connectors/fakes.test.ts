import { afterEach, expect, test } from 'vitest';
import { Contract } from '../../test/crm-fakes/contract.ts';
import { faultsFrom, rough } from '../../test/crm-fakes/faults.ts';
import { hubspotDescription } from '../../test/crm-fakes/hubspot.openapi.ts';
import { hubspotPortal } from '../../test/crm-fakes/hubspot.ts';
import { pipedriveDescription } from '../../test/crm-fakes/pipedrive.openapi.ts';
import { salesforceDescription } from '../../test/crm-fakes/salesforce.openapi.ts';

const portal = hubspotPortal();
afterEach(() => portal.fake.stop());

const [sf, hs, pd] = [salesforceDescription, hubspotDescription, pipedriveDescription].map((one) => new Contract(one));
const json = { 'content-type': 'application/json' };
const signed = { ...json, authorization: 'Bearer x', 'x-api-token': 'x' };
const lead = '/services/data/v62.0/sobjects/Lead/00Q000000000001AAA';
const id = '11111111-1111-4111-8111-111111111111';

test.each([
  ['a path nobody described', sf, { path: `${lead}/Notes` }, 'is not described'],
  ['a method nobody described', sf, { method: 'DELETE', path: lead }, 'is not described'],
  ['an id that is none', sf, { path: `${lead}x` }, 'must match pattern'],
  ['no sign-in', sf, { path: lead, headers: {} }, 'carries no token'],
  ['a parameter nobody described', sf, { path: lead, query: 'a=1' }, 'a is not described'],
  [
    'a task without a subject',
    sf,
    { method: 'PATCH', path: `/services/data/v62.0/sobjects/Task/Leadside_Id__c/${id}`, body: { Status: 'Completed' } },
    'Subject',
  ],
  ['search, which lags', hs, { method: 'POST', path: '/crm/objects/2026-09/notes/search', body: {} }, 'is not described'],
  [
    'a note on nothing',
    hs,
    {
      method: 'POST',
      path: '/crm/objects/2026-09/notes',
      body: { properties: { hs_timestamp: '2026-11-24T00:00:00Z' }, associations: [] },
    },
    'Too small',
  ],
  [
    'a property that is no text',
    hs,
    { method: 'PATCH', path: '/crm/objects/2026-09/contacts/1', body: { properties: { x: true } } },
    'expected string',
  ],
  ['a truth in words', pd, { method: 'PATCH', path: `/api/v1/leads/${id}`, body: { is_archived: 'true' } }, 'is_archived'],
  ['a lead id that is no UUID', pd, { path: '/api/v1/leads/7' }, 'UUID'],
  [
    'a note on two records',
    pd,
    { method: 'POST', path: '/api/v1/notes', body: { content: 'x', lead_id: id, deal_id: 1 } },
    'Invalid input',
  ],
] as const)('the description refuses %s', (_name, contract, given, problem) => {
  const {
    path,
    method = 'GET',
    headers = signed,
    query = '',
    body,
  } = { body: undefined, ...given } as {
    path: string;
    method?: string;
    headers?: Record<string, string>;
    query?: string;
    body?: object;
  };
  const asked = {
    method,
    path,
    query: new URLSearchParams(query),
    headers: { ...headers },
    body: body === undefined ? '' : JSON.stringify(body),
  };
  expect(contract?.request(asked).problems.join('; ')).toContain(problem);
});

test('the description refuses an answer that is not as it says', () => {
  const asked = { method: 'GET', path: lead, query: new URLSearchParams(), headers: signed, body: '' };
  expect(sf?.answer(asked, { status: 200, headers: json, body: '{"Id":1}' }).join()).toContain('attributes');
  expect(sf?.answer(asked, { status: 418, headers: json, body: '' })).toEqual([
    'GET /services/data/v62.0/sobjects/{type}/{id}: 418 is not described',
  ]);
  expect(sf?.answer(asked, { status: 404, headers: { 'content-type': 'text/plain' }, body: 'no' }).join()).toContain(
    'content type',
  );
});

test('faults come as often as they are to, the same for one seed, absurd waits among them', () => {
  const draw = faultsFrom(1, rough, true);
  const drawn = Array.from({ length: 20_000 }, () => draw(true));
  const share = (kind: string) => drawn.filter((fault) => fault.kind === kind).length / drawn.length;
  expect(share('server_error')).toBeCloseTo(0.2, 1);
  expect(share('too_many')).toBeCloseTo(0.1, 1);
  expect(share('commit_then_silence')).toBeCloseTo(0.1, 1);
  expect(share('reset')).toBeCloseTo(0.05, 1);
  const waits = new Set(drawn.map((fault) => (fault.kind === 'too_many' ? fault.retryAfter : undefined)));
  for (const wait of ['0', '-1', '1000000000', null]) expect(waits).toContain(wait);
  const again = faultsFrom(1, rough, true);
  expect(drawn.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => again(true)));
});

test('a reply the script gives is still held to the description', async () => {
  await portal.fake.start();
  portal.fake.next.push({ status: 200, body: { results: 'none' } });
  await fetch(`${portal.fake.url}/crm/owners/2026-09?limit=1`, { headers: { authorization: 'Bearer x' } });
  expect(portal.fake.problems).toHaveLength(1);
});
