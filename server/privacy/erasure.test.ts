import { beforeEach, expect, test } from 'vitest';
import { erasure, leadExport } from '../../lib/contract/privacy.ts';
import { dumpOf } from '../../test/privacy/backup.ts';
import { connectTenant, fakeCrm, readingServer } from '../crm-read/testing/fake-crm.ts';
import { common, event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { verifyViews } from '../views/verify.ts';
import { leadTables, nameless } from './tables.ts';
import { erasedSentence } from './tombstones.ts';

const crm = fakeCrm();
const { pool, ask, workspace, send, read, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;
const { reader } = readingServer({ pool, now: () => clock.now, reach: crm.reach });

/** Others each time: what is searched is the whole database. */
const canariesOf = (run: number) => ({
  userId: `canary-user-${run}`,
  email: `canary-mail@canary-domain-${run}.test`,
  name: `Canary Name ${run}`,
  title: `Canary Title ${run}`,
  phone: `+99 4411 ${run}`,
  company: `Canary Company ${run}`,
  browser: `canary-browser-${run}`,
  pageTitle: `Canary Page ${run}`,
  path: `canary-path-${run}`,
  campaign: `canary-campaign-${run}`,
  property: `canary-property-${run}`,
  note: `Canary note ${run}`,
  heard: `Canary objection ${run}`,
  record: `44114411${run}`,
});
let run = 1000;
let canaries = canariesOf(run);
let ref = hubspot(canaries.record);
const page = (fields: object = {}) =>
  event('page', {
    userId: canaries.userId,
    anonymousId: canaries.browser,
    properties: {
      title: canaries.pageTitle,
      path: `/${canaries.path}`,
      url: `https://site.test/${canaries.path}?utm_campaign=${canaries.campaign}&utm_source=x`,
      extra: canaries.property,
    },
    ...fields,
  });
const person = () =>
  identify(canaries.userId, canaries.record, {
    email: canaries.email,
    name: canaries.name,
    title: canaries.title,
    phone: canaries.phone,
    company: { name: canaries.company },
  });

let acme: TestWorkspace;
let leadId: string;
let sent: Record<string, unknown>[];
beforeEach(async () => {
  clock.now += 3_600_000;
  run += 1;
  canaries = canariesOf(run);
  ref = hubspot(canaries.record);
  crm.records.clear();
  acme = await workspace();
  await connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
  sent = [person(), page()];
  await send(acme, [...sent, identify('colleague', '5', { email: `colleague@canary-domain-${run}.test` })]);
  await read(acme, ref);
  const note = { ...common(ref), note: canaries.note };
  for (const [path, body] of [
    ['attempts', { ...note, kind: 'attempt', channel: 'call', outcome: 'connected' }],
    ['dispositions', { ...note, ...common(ref), note: canaries.note, kind: 'accept', expected: 0 }],
    ['feedback', { ...common(ref), kind: 'heard', objections: [], competitors: [], words: [canaries.heard], claims: [] }],
  ] as const) {
    const reply = await ask('POST', `/v1/${path}`, { token: acme.rep, body });
    expect(reply.status, reply.text).toBe(200);
  }
  await read(acme, hubspot('5'));
  const { rows } = await pool.query<{ id: string }>('select lead_id as id from links where workspace_id = $1 and id = $2', [
    acme.id,
    canaries.record,
  ]);
  leadId = rows[0]?.id ?? '';
});

const dump = () => dumpOf(pool);
const foundIn = (text: string) => Object.entries(canaries).flatMap(([field, canary]) => (text.includes(canary) ? [field] : []));
const erase = async (id = leadId) => ask('DELETE', `/v1/leads/${id}`, { token: acme.admin });
const leads = async () => (await pool.query('select 1 from leads where workspace_id = $1', [acme.id])).rowCount;

test('every table that names a lead is one that erasure knows', async () => {
  const { rows } = await pool.query<{ name: string }>(
    "select table_name as name from information_schema.columns where column_name = 'lead_id' and table_schema = 'public'",
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([...leadTables, ...nameless].sort());
});

test('an export holds every canary and no name of a colleague, and is itself in the view log', async () => {
  const reply = await ask('GET', `/v1/leads/${leadId}/export`, { token: acme.admin });
  expect(reply.status, reply.text).toBe(200);
  expect(foundIn(reply.text)).toEqual(Object.keys(canaries));
  expect(reply.text).not.toContain('Acme rep');
  const { views } = leadExport.parse(reply.body);
  expect(views.map(({ purpose }) => purpose)).toEqual(['sidebar', 'answer', 'answer', 'answer']);
  const again = leadExport.parse((await ask('GET', `/v1/leads/${leadId}/export`, { token: acme.admin })).body);
  expect(again.views.at(-1)).toEqual({ at: new Date(clock.now).toISOString(), purpose: 'export' });
});

test('erased, no canary is anywhere in the database, and the receipt holds none but the record to see to', async () => {
  expect(foundIn(await dump())).toEqual(Object.keys(canaries));
  const reply = await erase();
  const receipt = erasure.parse(reply.body, { error: () => reply.text });
  expect(receipt.remaining).toEqual([ref]);
  expect(receipt.removed).toMatchObject({ leads: 1, events: 2, dispositions: 2, feedback: 1, contexts: 1 });
  // Of the company more people are known, until they are erased as well.
  expect(foundIn(await dump())).toEqual(['company']);
  const again = await erase();
  expect(erasure.parse(again.body)).toMatchObject({ leadId, erasedAt: receipt.erasedAt, remaining: [{ ...ref, id: null }] });
  expect(foundIn(again.text)).toEqual([]);
  const gone = await read(acme, ref);
  expect([gone.status, gone.text.includes(erasedSentence), gone.body]).toMatchObject([404, true, { error: { erased: true } }]);
  const late = { ...common(ref), kind: 'attempt', channel: 'call', outcome: 'connected' };
  const refused = await ask('POST', '/v1/attempts', { token: acme.rep, body: late });
  expect([refused.status, refused.body]).toMatchObject([404, { error: { message: erasedSentence, erased: true } }]);
  expect((await ask('GET', `/v1/leads/${leadId}/export`, { token: acme.admin })).status).toBe(404);
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole' });
  const { rows } = await pool.query<{ id: string }>('select id from leads where workspace_id = $1', [acme.id]);
  for (const { id } of rows) await erase(id);
  expect(foundIn(await dump())).toEqual([]);
});

test('nothing brings an erased person back: the same events, new ones, the CRM, a link by hand', async () => {
  await erase();
  expect(await leads()).toBe(1);
  const taken = await send(acme, [...sent, person(), page({ userId: undefined }), page({ anonymousId: 'another-browser' })]);
  expect(taken.stored).toBe(5);
  crm.hold(ref, { person: { name: canaries.name, email: canaries.email } });
  expect((await reader.read(acme.id, ref)).kind).toBe('nobody');
  expect((await read(acme, ref)).status).toBe(404);
  const link = { ref: hubspot('77'), email: canaries.email };
  expect((await ask('POST', '/v1/links', { token: acme.rep, body: link })).status).toBe(404);
  expect(await leads()).toBe(1);
  const left = foundIn(await dump());
  // The schedule of CRM readings may name the record that a rep asked for, and nothing else.
  expect(left.filter((field) => field !== 'record')).toEqual(['company']);
});

test('somebody else on the same browser, and the same person in another workspace, are taken in', async () => {
  await erase();
  await send(acme, [page({ userId: 'somebody-else', properties: { title: 'Other' } })]);
  expect(await leads()).toBe(2);
  const other = await workspace('Globex');
  await send(other, [person()]);
  expect((await read(other, ref)).status).toBe(200);
});

test('others who name the same company’s or deal’s record are taken in, and its reading brings nobody back', async () => {
  const company = { ...ref, object: 'account' as const, id: '100' };
  const deal = { ...ref, object: 'opportunity' as const, id: '200' };
  await send(acme, [event('identify', { userId: canaries.userId, traits: { crmRecords: [company, deal] } })]);
  await erase();
  await send(acme, [identify('cyd', '6', { crmRecords: [hubspot('6'), company, deal] })]);
  for (const record of [hubspot('6'), company, deal]) expect((await read(acme, record)).text).toContain('Person cyd');
  crm.hold(deal, { person: { name: canaries.name } });
  await reader.read(acme.id, deal);
  await send(acme, [event('identify', { anonymousId: canaries.browser, traits: { name: canaries.name, crmRecords: [deal] } })]);
  expect(foundIn(await dump())).not.toContain('name');
});

test('another workspace, a lower role and an id that is none erase nothing', async () => {
  const other = await workspace('Globex');
  for (const method of ['DELETE', 'GET'] as const) {
    const path = `/v1/leads/${leadId}${method === 'GET' ? '/export' : ''}`;
    expect((await ask(method, path, { token: other.admin })).status).toBe(404);
    expect((await ask(method, path, { token: acme.rep })).status).toBe(403);
    expect((await ask(method, path.replace(leadId, 'x'), { token: acme.admin })).status).toBe(404);
  }
  expect((await read(acme, ref)).status).toBe(200);
});
