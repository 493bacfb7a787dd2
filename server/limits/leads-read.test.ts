import { pino } from 'pino';
import { expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { views } from '../../lib/contract/privacy.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { common, fileApp, hubspot, identify } from '../routes/testing/harness.ts';
import { readSettings } from '../settings.ts';
import { leadsReadFor } from './leads-read.ts';

const said: Record<string, unknown>[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => said.push(JSON.parse(line) as Record<string, unknown>) });
const settings = readSettings({
  LEADSIDE_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  LEADSIDE_LEADS_PER_HOUR: '3',
  LEADSIDE_LEADS_PER_HOUR_WARNING: '2',
});
const { ask, workspace, send, read, pool, clock } = await fileApp({ settings, log });

const minute = 60_000;
const dana = { workspaceId: 'w', tokenId: 't', email: 'dana@x.test' };
const budget = () => {
  said.length = 0;
  return leadsReadFor({ warn: 2, most: 3 }, log);
};

test('a lead counts once, the warning is written once an hour, and one too many waits for the oldest to pass', () => {
  const leads = budget();
  leads.take(dana, 'a', 0);
  for (let again = 0; again < 9; again += 1) leads.take(dana, 'a', minute);
  expect(said).toEqual([]);
  leads.take(dana, 'b', 10 * minute);
  leads.take(dana, 'c', 20 * minute);
  expect(said).toMatchObject([{ level: 40, workspaceId: 'w', viewer: 't', leads: 2 }]);
  expect(JSON.stringify(said)).not.toContain('dana');
  expect(leads.full(dana, 30 * minute)).toBe(true);
  expect(() => leads.take(dana, 'd', 30 * minute)).toThrow(
    expect.objectContaining({ code: 'rate_limited', details: expect.objectContaining({ retryAfter: 30 * 60 }) }),
  );
  expect(() => leads.take(dana, 'c', 30 * minute)).not.toThrow();
  expect(leads.full(dana, 60 * minute)).toBe(false);
  leads.take(dana, 'd', 60 * minute);
  expect(said).toHaveLength(1);
  leads.take(dana, 'e', 70 * minute);
  expect(said).toHaveLength(2);
});

test('a person is the same under another token, and another where a token has no address or the workspace differs', () => {
  const leads = budget();
  for (const lead of ['a', 'b', 'c']) leads.take(dana, lead, 0);
  expect(leads.full({ ...dana, tokenId: 'other', email: 'Dana@X.test' }, 0)).toBe(true);
  expect(leads.full({ ...dana, workspaceId: 'other' }, 0)).toBe(false);
  expect(leads.full({ ...dana, email: null }, 0)).toBe(false);
});

test('a clock set back shuts nobody out', () => {
  const leads = budget();
  for (const lead of ['a', 'b', 'c']) leads.take(dana, lead, 24 * 60 * minute);
  expect(() => leads.take(dana, 'd', 0)).not.toThrow();
});

test('very many people do not fill the memory, and those who are reading now are kept', () => {
  const leads = leadsReadFor({ warn: 9, most: 1 }, log, 10);
  leads.take({ ...dana, email: 'old' }, 'a', 0);
  for (let n = 0; n < 9; n += 1) leads.take({ ...dana, email: String(n) }, 'a', 70 * minute);
  leads.take({ ...dana, email: 'new' }, 'a', 70 * minute);
  for (let n = 0; n < 9; n += 1) expect(leads.full({ ...dana, email: String(n) }, 70 * minute)).toBe(true);
});

test('a rep who reads lead after lead is warned of and then waits, and what is refused is not shown, saved or logged', async () => {
  const acme = await workspace();
  await send(
    acme,
    ['1', '2', '3', '4'].map((id) => identify(`person-${id}`, id)),
  );
  said.length = 0;
  for (const id of ['1', '2', '3', '1']) expect((await read(acme, hubspot(id))).status).toBe(200);
  expect(said.filter(({ msg }) => msg === 'one person reads very many leads')).toHaveLength(1);
  const refused = await read(acme, hubspot('4'));
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
  expect(errorBody.parse(refused.body).error).toMatchObject({ code: 'rate_limited' });
  expect(refused.text).not.toContain('person-4');
  const choose = (id: string) =>
    ask('POST', '/v1/dispositions', {
      token: acme.rep,
      body: { ...common(hubspot(id)), kind: 'accept', expected: 0 },
    });
  expect((await choose('4')).status).toBe(429);
  const { rows } = await pool.query('select 1 from dispositions where workspace_id = $1', [acme.id]);
  expect(rows).toEqual([]);
  expect((await choose('3')).status).toBe(200);
  const logged = views.parse((await ask('GET', '/v1/views', { token: acme.admin })).body);
  expect(logged.views).toHaveLength(5);
  expect((await ask('GET', contextPath(hubspot('4')), { token: acme.marketer })).status).toBe(200);
  clock.now += 60 * minute;
  expect((await read(acme, hubspot('4'))).status).toBe(200);
});
