import { pino } from 'pino';
import { beforeEach, expect, test } from 'vitest';
import { connection, connections, parkedJobs } from '../../lib/contract/connection.ts';
import { leadContext } from '../../lib/contract/context.ts';
import { errorBody } from '../../lib/contract/errors.ts';
import { done, refused, scripted } from '../outbox/testing/scripted.ts';
import { common, fileApp, hubspot, identify } from '../routes/testing/harness.ts';

const canary = 'canary-5f1c9a7e-secret';
const lines: string[] = [];
const crm = scripted();
const { app, ask, pool, clock, workspace, send, read } = await fileApp({
  connectors: { hubspot: crm.connector },
  log: pino({ level: 'trace' }, { write: (line) => void lines.push(line) }),
});
const acme = await workspace('Acme');
const other = await workspace('Other');
beforeEach(() => {
  crm.script.answer = () => done;
  crm.script.test = done;
  crm.script.problem = null;
});

const key = { crm: 'hubspot', account: '42' };
const wanted = { ...key, baseUrl: 'https://api.hubapi.com', secret: { token: canary }, settings: { owner: '7' } };
const admin = (path: string, body?: object, to = acme) => ask(body ? 'POST' : 'GET', path, { token: to.admin, body });
const errorOf = ({ body }: { body: unknown }) => errorBody.parse(body).error;
const all = async (to = acme) => connections.parse((await admin('/v1/connections', undefined, to)).body).connections;
let people = 0;
/** A lead whose accept waits for nothing but the deliverer. */
async function accepted() {
  people += 1;
  const ref = hubspot(String(people));
  await send(acme, [identify(`p${people}`, ref.id)]);
  const operation = { ...common(ref), kind: 'accept', expected: 0 };
  expect((await ask('POST', '/v1/dispositions', { token: acme.rep, body: operation })).status).toBe(200);
  clock.now += 10_000;
  return { ref, id: operation.id };
}
const way = async ({ ref, id }: { ref: ReturnType<typeof hubspot>; id: string }) => {
  const { history } = leadContext.parse((await read(acme, ref)).body).disposition;
  return history.find((entry) => entry.id === id)?.delivery;
};
async function park() {
  crm.script.answer = () => refused;
  const job = await accepted();
  for (let turn = 0; turn < 3; turn++) {
    await app.outbox.round();
    clock.now += 15_000;
  }
  expect(await way(job)).toMatchObject({ state: 'parked' });
  crm.script.answer = () => done;
  return job;
}

test('an admin connects a CRM, tests it, and sees its state', async () => {
  expect(await all()).toEqual([]);
  const set = await admin('/v1/connections', wanted);
  expect(set.status, set.text).toBe(200);
  expect(await all()).toMatchObject([{ ...key, state: 'on', provenAt: null, waiting: 0, parked: 0, settings: { owner: '7' } }]);
  crm.script.test = { kind: 'signed_out', because: 'HubSpot does not take the token.' };
  expect((await admin('/v1/connections/test', key)).body).toEqual({ ok: false, sentence: 'HubSpot does not take the token.' });
  crm.script.test = done;
  expect((await admin('/v1/connections/test', key)).body).toMatchObject({ ok: true });
  expect((await all())[0]?.provenAt).toBe(new Date(clock.now).toISOString());
});

test('an account that one workspace has signed in to is not another’s to connect', async () => {
  const reply = await admin('/v1/connections', wanted, other);
  expect([reply.status, errorOf(reply).message]).toEqual([422, expect.stringContaining('another workspace')]);
  expect(await all(other)).toEqual([]);
  expect((await admin('/v1/connections/test', key, other)).status).toBe(404);
});

test('what the connector finds wrong is said, and nothing is kept', async () => {
  crm.script.problem = 'Give "token": the service key of the portal.';
  const reply = await admin('/v1/connections', { ...wanted, account: '77' });
  expect([reply.status, errorOf(reply).message]).toEqual([400, crm.script.problem]);
  crm.script.problem = null;
  const bare = await admin('/v1/connections', { ...key, account: '77', baseUrl: wanted.baseUrl });
  expect(errorOf(bare).issues?.[0]?.path).toBe('secret');
  expect(await all()).toHaveLength(1);
});

test('what the database cannot keep is refused, as the name of a setting as well', async () => {
  for (const settings of [{ 'a\0': '1' }, { '\ud800': '1' }, { owner: '\ud800' }])
    expect(errorOf(await admin('/v1/connections', { ...wanted, settings })).issues).toMatchObject([
      { path: expect.stringMatching(/^settings/), message: expect.stringContaining('NUL') },
    ]);
});

test('what was sent comes back on one line and cut, with the signs Persian and emoji are written with, and no half of one', async () => {
  const pathOf = async (name: string) =>
    errorOf(await admin('/v1/connections', { ...wanted, settings: { [name]: '\0' } })).issues?.at(-1)?.path;
  expect(await pathOf('می\u200cخواهم 👩\u200d👧')).toBe('settings.می\u200cخواهم 👩\u200d👧');
  expect(await pathOf('a\u202eb\n\u200fc')).toBe('settings.a b c');
  expect(await pathOf(`${'x'.repeat(990)}👩👩`)).toBe(`settings.${'x'.repeat(990)}`);
});

test.each(['a%00b', '%ED%A0%80', 'nobody'])('a webhook to an account that is none is refused: %s', async (account) => {
  const reply = await ask('POST', `/v1/webhooks/hubspot/${acme.id}/${account}`, { body: [] });
  expect(reply.status, reply.text).toBe(401);
});

test('settings change without the credential being given again', async () => {
  await admin('/v1/connections', { ...key, baseUrl: wanted.baseUrl, settings: { owner: '8' } });
  crm.seen.length = 0;
  await accepted();
  await app.outbox.round();
  expect(crm.seen[0]?.target).toMatchObject({ secret: { token: canary }, settings: { owner: '8' } });
});

test('paused, nothing is sent and nothing lost; on again it goes', async () => {
  await admin('/v1/connections/state', { ...key, state: 'paused', because: 'The portal moves this week.' });
  const job = await accepted();
  expect(await app.outbox.round()).toBe(0);
  const because = 'An admin has paused this connection: “The portal moves this week”.';
  expect(await way(job)).toMatchObject({ state: 'waiting', because, nextAt: null });
  await admin('/v1/connections/state', { ...key, state: 'on' });
  expect(await app.outbox.round()).toBe(1);
  expect(await way(job)).toMatchObject({ state: 'in_crm' });
});

test.each([
  ['moving', 'An admin has paused this connection: “moving”.'],
  ['Two\nlines,\u202e hidden ', 'An admin has paused this connection: “Two lines, hidden”.'],
  ['\n', 'An admin has paused this connection.'],
  ['x'.repeat(2000), `An admin has paused this connection: “${'x'.repeat(2000)}”.`],
])('why an admin has paused a connection is told as part of a sentence: %j', async (because, sentence) => {
  const paused = await admin('/v1/connections/state', { ...key, state: 'paused', because });
  expect(connection.parse(paused.body).because).toBe(sentence);
  await admin('/v1/connections/state', { ...key, state: 'on' });
});

test('a reason too long to be told whole is refused, and the connection goes on', async () => {
  const refusal = await admin('/v1/connections/state', { ...key, state: 'paused', because: 'x'.repeat(2001) });
  expect(refusal.status).toBe(400);
  expect(errorOf(refusal).issues).toEqual([{ path: 'because', message: 'Give the reason in 2000 characters at most' }]);
  expect(await all()).toMatchObject([{ state: 'on' }]);
});

test('a rep sends again what is parked; an admin discards it, with the reason kept', async () => {
  const [first, second] = [await park(), await park()];
  const listed = parkedJobs.parse((await admin('/v1/deliveries/parked')).body);
  expect(listed.jobs).toMatchObject([{ operationId: second.id, code: 'invalid', tries: 3 }, { operationId: first.id }]);
  const again = (id: string, token = acme.rep) => ask('POST', `/v1/deliveries/${id}/retry`, { token });
  expect((await again(first.id, other.rep)).status).toBe(404);
  expect((await again(first.id)).status).toBe(200);
  expect(await app.outbox.round()).toBe(1);
  expect(crm.of(first.id).at(-1)?.look).toBe(true);
  expect(await way(first)).toMatchObject({ state: 'in_crm', tries: 4 });
  expect([(await again(first.id)).status, (await again('nonsense')).status]).toEqual([422, 404]);
  const gone = await admin(`/v1/deliveries/${second.id}/discard`, { reason: 'The contact was merged.' });
  expect(gone.status, gone.text).toBe(200);
  expect(await way(second)).toMatchObject({ state: 'withdrawn', because: 'Discarded by Acme admin: The contact was merged.' });
});

test('what is sent again late does not undo what was written since', async () => {
  const job = await park();
  const reject = { ...common(job.ref), kind: 'reject', expected: 1, reason: 'bad_timing', subReason: null, missing: [] };
  expect((await ask('POST', '/v1/dispositions', { token: acme.rep, body: reject })).status).toBe(200);
  clock.now += 10_000;
  await app.outbox.round();
  expect(crm.of(reject.id)[0]?.write.fields).toEqual({ hs_lead_status: 'UNQUALIFIED' });
  await ask('POST', `/v1/deliveries/${job.id}/retry`, { token: acme.rep });
  await app.outbox.round();
  expect(crm.of(job.id).at(-1)?.write).toMatchObject({ fields: {}, note: 'Accepted' });
});

test('removed, its waiting jobs are parked and come back with it', async () => {
  const job = await accepted();
  await admin('/v1/connections/remove', key);
  expect(await way(job)).toMatchObject({ state: 'parked', because: expect.stringContaining('Connect it again') });
  expect((await admin('/v1/connections/remove', key)).status).toBe(404);
  await admin('/v1/connections', wanted);
  await ask('POST', `/v1/deliveries/${job.id}/retry`, { token: acme.rep });
  expect(await app.outbox.round()).toBe(1);
});

test('the credential is in no table, no log line and no answer', async () => {
  crm.script.answer = () => {
    throw new Error(`cannot use token ${canary.slice(0, 3)}`);
  };
  await accepted();
  await app.outbox.round();
  const answers = [await admin('/v1/connections'), await admin('/v1/connections', wanted), await admin('/v1/deliveries/parked')];
  answers.push(await ask('GET', '/metrics'), await ask('GET', '/health'), await ask('GET', '/openapi.json'));
  for (const { text } of answers) expect(text).not.toContain(canary);
  expect(lines.join('')).not.toContain(canary);
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
  );
  expect(tables.length).toBeGreaterThan(10);
  const spelt = [canary, Buffer.from(canary).toString('hex'), Buffer.from(canary).toString('base64').slice(0, 24)];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ dump: string | null }>(`select string_agg(t::text, ' ') as dump from ${name} t`);
    for (const form of spelt) expect(rows[0]?.dump ?? '', name).not.toContain(form);
  }
});
