import { beforeEach, expect, test, vi } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { errorBody } from '../../lib/contract/errors.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { connectTenant, fakeCrm } from './testing/fake-crm.ts';

const crm = fakeCrm();
const { workspace, send, read, ask, pool, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;

let acme: TestWorkspace;
beforeEach(async () => {
  acme = await workspace();
  await connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
  crm.records.clear();
  crm.asked.length = 0;
  Object.assign(crm.state, { trouble: null, rest: null, gate: null });
  // What was remembered of one test must not serve the next.
  clock.now += 3_600_000;
});

const contextOf = async (id: string, from = acme) => {
  const reply = await read(from, hubspot(id));
  return leadContext.parse(reply.body, { error: () => reply.text });
};
const day = 86_400_000;
const ago = (days: number) => new Date(clock.now - days * day).toISOString();
const ines = () => ({
  person: { name: 'Ines Marchetti', title: 'VP Operations', email: 'ines@calder.test', owner: 'Ana Ruiz' },
  account: { name: 'Calder Lifts', domain: 'calder.test', employees: '320', industry: 'Machinery' },
  stages: [
    { stage: 'lead', at: ago(60) },
    { stage: 'marketingqualifiedlead', at: ago(9) },
  ],
  changedAt: ago(3),
});

test('a lead known only to the CRM opens with what the CRM knows, says what is missing, and fills in as events arrive', async () => {
  crm.hold(hubspot('1'), ines());
  const first = await contextOf('1');
  expect(first.who).toMatchObject({
    name: { value: 'Ines Marchetti', source: 'HubSpot', at: ago(3) },
    title: { value: 'VP Operations' },
    company: { value: 'Calder Lifts' },
    owner: { value: 'Ana Ruiz' },
    stage: 'mql',
    stageSince: ago(9),
  });
  expect(first.account).toMatchObject({ domain: { value: 'calder.test' }, employees: { value: '320', source: 'HubSpot' } });
  expect(first.crm).toEqual({ crm: 'hubspot', readAt: new Date(clock.now).toISOString(), failingSince: null, because: null });
  expect(first.read.total).toBe(0);
  const missing = first.handoff.fields.filter(({ present }) => !present);
  expect(missing.map(({ id }) => id)).toEqual(expect.arrayContaining(['first_touch', 'converting_touch']));
  expect(missing.every(({ fix }) => (fix ?? '').length > 0)).toBe(true);

  // The website knows her by her address, and by an id of its own from then on.
  await send(acme, [
    event('page', { anonymousId: 'b1', name: 'Pricing', properties: { title: 'Pricing' } }),
    event('identify', { userId: 'u-17', anonymousId: 'b1', traits: { email: 'Ines@Calder.test', phone: '+43 1 2345' } }),
    event('track', { userId: 'u-17', event: 'Demo Requested' }),
  ]);
  const later = await contextOf('1');
  expect(later.leadId).toBe(first.leadId);
  expect(later.read.total).toBe(2);
  expect(later.who.phone?.value).toBe('+43 1 2345');
  expect(later.handoff.present).toBeGreaterThan(first.handoff.present);
});

test('an event that names the record joins the lead the CRM knew without an address', async () => {
  crm.hold(hubspot('2'), { person: { name: 'Jo' } });
  const first = await contextOf('2');
  await send(acme, [
    event('page', { userId: 'u-2', name: 'Docs' }),
    event('identify', { userId: 'u-2', traits: { crmRecords: [hubspot('2')], email: 'jo@corp.test' } }),
  ]);
  const later = await contextOf('2');
  expect(later.leadId).toBe(first.leadId);
  expect([later.read.total, later.who.email?.value]).toEqual([1, 'jo@corp.test']);
});

test('without a connection, or with one to another tenant, nobody is asked', async () => {
  crm.hold(hubspot('3'), ines());
  const alone = await workspace('Alone');
  await connectTenant(pool, alone.id, 'hubspot', '43', clock.now);
  const reply = await read(alone, hubspot('3'));
  expect(reply.status).toBe(404);
  expect(errorBody.parse(reply.body).error).toMatchObject({ code: 'no_lead', message: 'No lead is linked to this record.' });
  expect(crm.asked).toEqual([]);
});

test('twelve first sights at once ask once and make one lead', async () => {
  crm.hold(hubspot('4'), ines());
  const replies = await Promise.all(Array.from({ length: 12 }, () => read(acme, hubspot('4'))));
  const leads = new Set(replies.map(({ body, text }) => leadContext.parse(body, { error: () => text }).leadId));
  expect([leads.size, crm.asked.length]).toEqual([1, 1]);
  const { rows } = await pool.query('select id from leads where workspace_id = $1', [acme.id]);
  expect(rows).toHaveLength(1);
});

test('a CRM that takes its time is answered for later: the lead is made, and its context comes', async () => {
  crm.hold(hubspot('5'), ines());
  let open = () => {};
  crm.state.gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const reply = await read(acme, hubspot('5'));
  expect([reply.status, reply.headers.get('retry-after')]).toEqual([404, '2']);
  expect(errorBody.parse(reply.body).error).toMatchObject({
    code: 'no_lead',
    message: 'HubSpot is being asked about this record.',
  });
  open();
  await vi.waitFor(async () => expect((await read(acme, hubspot('5'))).status).toBe(200), 10_000);
  expect(crm.asked).toHaveLength(1);
});

test('a record its CRM does not have, cannot give or names nobody on is no lead, says why, and is not asked for at every turn', async () => {
  const say = async (id: string) => errorBody.parse((await read(acme, hubspot(id))).body).error.message;
  expect([await say('6'), await say('6')]).toEqual(Array(2).fill('HubSpot no longer has this record.'));
  crm.hold(hubspot('7'), { account: { name: 'Calder' } });
  expect(await say('7')).toBe('HubSpot names no person on this record.');
  crm.state.trouble = { kind: 'later', because: 'HubSpot has trouble (503).', retryAfterMs: null };
  expect([await say('8'), await say('8')]).toEqual(Array(2).fill('HubSpot has trouble (503).'));
  expect(crm.asked).toHaveLength(3);
  crm.state.trouble = null;
  crm.hold(hubspot('8'), ines());
  clock.now += 11_000;
  expect((await read(acme, hubspot('8'))).status).toBe(200);
  const { rows } = await pool.query('select id from leads where workspace_id = $1', [acme.id]);
  expect(rows).toHaveLength(1);
});

test('a known record is served at once, and read in the background when it never was or long ago', async () => {
  await send(acme, [identify('kim', '9', { title: 'Clerk' }, { timestamp: ago(20) })]);
  crm.hold(hubspot('9'), { ...ines(), person: { name: 'Kim Ito', title: 'CFO', email: 'kim@acme.test' } });
  expect((await contextOf('9')).who.title?.value).toBe('Clerk');
  await vi.waitFor(async () => expect((await contextOf('9')).who.title?.value).toBe('CFO'), 10_000);
  const asked = () => crm.asked.length;
  expect(asked()).toBe(1);
  clock.now += 5 * 60_000;
  await contextOf('9');
  clock.now += 6 * 60_000;
  crm.hold(hubspot('9'), { ...ines(), person: { name: 'Kim Ito', title: 'CEO' }, changedAt: ago(0) });
  await contextOf('9');
  await vi.waitFor(async () => expect((await contextOf('9')).who.title?.value).toBe('CEO'), 10_000);
  expect(asked()).toBe(2);
});

test('a CRM that is down leaves the context served, says since when and why, and recovers by itself', async () => {
  crm.hold(hubspot('10'), ines());
  await contextOf('10');
  const readAt = new Date(clock.now).toISOString();
  clock.now += 3_600_000;
  const downAt = new Date(clock.now).toISOString();
  crm.state.trouble = { kind: 'later', because: 'HubSpot has trouble (503).', retryAfterMs: null };
  await contextOf('10');
  const failing = { crm: 'hubspot', readAt, failingSince: downAt, because: 'HubSpot has trouble (503).' };
  await vi.waitFor(async () => expect((await contextOf('10')).crm).toEqual(failing), 10_000);
  expect((await contextOf('10')).who.name?.value).toBe('Ines Marchetti');
  clock.now += 2 * 60_000;
  await contextOf('10');
  await vi.waitFor(() => expect(crm.asked).toHaveLength(3), 10_000);
  expect((await contextOf('10')).crm).toEqual(failing);
  crm.state.trouble = null;
  clock.now += 2 * 60_000;
  const back = { ...failing, readAt: new Date(clock.now).toISOString(), failingSince: null, because: null };
  await contextOf('10');
  await vi.waitFor(async () => expect((await contextOf('10')).crm).toEqual(back), 10_000);
});

test('a connection that rests is not asked, and the sidebar says why', async () => {
  crm.hold(hubspot('11'), ines());
  await contextOf('11');
  clock.now += 3_600_000;
  crm.state.rest = { until: null, because: 'HubSpot no longer takes the credential; an admin has to set it again.' };
  await contextOf('11');
  await vi.waitFor(async () => expect((await contextOf('11')).crm?.because).toBe(crm.state.rest?.because), 10_000);
  expect(crm.asked).toHaveLength(1);
});

test('a record that is gone is said to be, and nothing is taken away', async () => {
  crm.hold(hubspot('12'), ines());
  await contextOf('12');
  crm.records.clear();
  clock.now += 3_600_000;
  await contextOf('12');
  await vi.waitFor(async () => expect((await contextOf('12')).crm?.because).toBe('HubSpot no longer has this record.'), 10_000);
  expect((await contextOf('12')).who.name?.value).toBe('Ines Marchetti');
  const { rows } = await pool.query('select next_at from crm_reads where workspace_id = $1 and id = $2', [acme.id, '12']);
  expect(rows).toEqual([{ next_at: null }]);
});

test('what reps of another workspace open is made from their own connection alone', async () => {
  crm.hold(hubspot('13'), ines());
  const other = await workspace('Other');
  await contextOf('13');
  expect((await read(other, hubspot('13'))).status).toBe(404);
  expect((await ask('GET', '/v1/context/hubspot/42/contact/13', { token: other.rep })).status).toBe(404);
  expect(crm.asked).toHaveLength(1);
});
