import { beforeAll, beforeEach, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { paths } from '../../lib/contract/routes.ts';
import { pairingCode, personSessions, type SignedIn, signedIn } from '../../lib/contract/sign-in.ts';
import { fileApp, type TestWorkspace } from '../routes/testing/harness.ts';
import { codeMs } from './pairing.ts';
import { accessMs, idleMs, longestMs, repeatMs } from './sessions.ts';

const { ask: send, workspace, pool, clock } = await fileApp();
let from = 0;
const ask: typeof send = (method, path, more) => send(method, path, { ...more, from: `192.0.2.${from}` });
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
});
beforeEach(() => {
  from += 1;
});

const ana = { role: 'rep', name: 'Ana Ruiz', email: 'ana@acme.test' };
const codeFor = async (body: object = ana) =>
  pairingCode.parse((await ask('POST', paths.pairingCodes, { token: acme.admin, body })).body);
const pairBy = (code: string) => ask('POST', paths.signInPair, { body: { code } });
const come = async () => signedIn.parse((await pairBy((await codeFor()).code)).body);
const renew = ({ refreshToken }: SignedIn) => ask('POST', paths.signInRefresh, { body: { refreshToken } });
const renewed = async (from: SignedIn) => signedIn.parse((await renew(from)).body);
const opens = async ({ accessToken }: SignedIn) => (await ask('GET', paths.session, { token: accessToken })).status;
const codeOf = (reply: { body: unknown }) => errorBody.parse(reply.body).error.code;

test('a pairing code signs its person in, however it is written', async () => {
  const { code, expiresAt } = await codeFor();
  expect(code).toMatch(/^[BCDFGHJKLMNPQRSTVWXZ]{4}(-[BCDFGHJKLMNPQRSTVWXZ]{4}){2}$/);
  expect(Date.parse(expiresAt) - clock.now).toBe(codeMs);
  const got = signedIn.parse((await pairBy(` ${code.toLowerCase().replaceAll('-', ' ')}`)).body);
  expect(got.session).toMatchObject({ workspace: { id: acme.id, name: 'Acme' }, role: 'rep', person: { email: ana.email } });
  expect(got.expiresIn * 1000).toBe(accessMs);
  expect((await ask('GET', paths.session, { token: got.accessToken })).body).toEqual(got.session);
});

test('a wrong, a used and an old code get one and the same answer', async () => {
  const used = await codeFor();
  await pairBy(used.code);
  const old = await codeFor();
  clock.now += codeMs;
  const answers = [];
  for (const code of [used.code, old.code, 'BCDF-GHJK-LMNP', '----', 'ls_rep_x']) {
    const reply = await pairBy(code);
    answers.push(JSON.stringify([reply.status, { ...errorBody.parse(reply.body).error, requestId: null }]));
  }
  expect(new Set(answers).size).toBe(1);
  expect(answers[0]).toContain('code_not_valid');
});

test('of twenty who use a code at once one comes in', async () => {
  const { code } = await codeFor();
  const replies = await Promise.all(
    Array.from({ length: 20 }, (_, one) => send('POST', paths.signInPair, { body: { code }, from: `198.51.100.${one}` })),
  );
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, ...Array<number>(19).fill(422)]);
});

test('guessing codes is slowed down by address, and good ones do not count', async () => {
  for (let good = 0; good < 12; good++) expect((await pairBy((await codeFor()).code)).status).toBe(200);
  for (let guess = 0; guess < 10; guess++) expect((await pairBy('BCDF-GHJK-LMNP')).status).toBe(422);
  const slowed = await pairBy('BCDF-GHJK-LMNP');
  expect([slowed.status, slowed.headers.get('retry-after')]).toEqual([429, '6']);
  from += 1;
  expect((await pairBy('BCDF-GHJK-LMNP')).status).toBe(422);
});

test('nobody is paired as a source of events, and only admins hand out codes', async () => {
  const body = { ...ana, role: 'ingest' };
  expect((await ask('POST', paths.pairingCodes, { token: acme.admin, body })).status).toBe(400);
  expect((await ask('POST', paths.pairingCodes, { token: acme.rep, body: ana })).status).toBe(403);
});

test('an access token holds for a quarter of an hour, and a refresh gives the next', async () => {
  const first = await come();
  clock.now += accessMs - 1;
  expect(await opens(first)).toBe(200);
  clock.now += 1;
  expect(codeOf(await ask('GET', paths.session, { token: first.accessToken }))).toBe('token_expired');
  const second = await renewed(first);
  expect(second.refreshToken).not.toBe(first.refreshToken);
  expect(second.endsAt).toBe(first.endsAt);
  expect(await opens(second)).toBe(200);
});

test('a session ends when it is idle, and after thirty days whatever is done', async () => {
  const idle = await come();
  clock.now += idleMs;
  expect(codeOf(await renew(idle))).toBe('session_ended');
  let busy = await come();
  const end = clock.now + longestMs;
  expect(Date.parse(busy.endsAt)).toBe(end);
  while (clock.now + idleMs / 2 < end) {
    clock.now += idleMs / 2;
    busy = await renewed(busy);
  }
  clock.now = end;
  expect(codeOf(await renew(busy))).toBe('session_ended');
  // Refreshing for a month leaves no heap of tokens behind.
  const { rows } = await pool.query<{ most: string }>(
    'select max(n) as most from (select count(*) as n from tokens where session_id is not null group by session_id) counted',
  );
  expect(Number(rows[0]?.most)).toBeLessThanOrEqual(2);
});

test('a lost answer is asked for again once, within half a minute', async () => {
  const first = await come();
  const lost = await renewed(first);
  clock.now += repeatMs;
  const second = await renewed(first);
  expect((await renewed(second)).session.person.email).toBe(ana.email);
  // The answer that was lost turns up: two have this session.
  expect(codeOf(await renew(lost))).toBe('session_ended');
});

test.each([
  ['later than half a minute after', 1, repeatMs + 1],
  ['a third time', 2, 0],
])('a refresh token used again %s ends the session with all it has', async (_name, times, later) => {
  const first = await come();
  let last = first;
  for (let time = 0; time < times; time++) last = await renewed(first);
  clock.now += later;
  const reply = await renew(first);
  expect(codeOf(reply)).toBe('session_ended');
  expect(reply.text).toContain('used twice');
  expect(codeOf(await renew(last))).toBe('session_ended');
  clock.now += 30_000;
  expect(await opens(last)).toBe(401);
});

test('of many that refresh at once with one token two at most get an answer, and one of those is void', async () => {
  const first = await come();
  const replies = await Promise.all(Array.from({ length: 8 }, () => renew(first)));
  expect(replies.filter(({ status }) => status === 200)).toHaveLength(2);
  for (const reply of replies)
    if (reply.status === 200) expect(codeOf(await renew(signedIn.parse(reply.body)))).toBe('session_ended');
});

test('sign-out ends the session on every server within 30 seconds, and doing it again is no error', async () => {
  const here = await come();
  expect(await opens(here)).toBe(200);
  for (let again = 0; again < 2; again++)
    expect((await ask('POST', paths.signOut, { body: { refreshToken: here.refreshToken } })).status).toBe(204);
  clock.now += 30_000;
  expect(await opens(here)).toBe(401);
  expect(codeOf(await renew(here))).toBe('session_ended');
  expect((await ask('POST', paths.signOut, { body: { refreshToken: `ls_refresh_${'x'.repeat(64)}` } })).status).toBe(204);
});

test('an admin sees who is in and ends a session, of the own workspace only', async () => {
  const here = await come();
  expect(await opens(here)).toBe(200);
  const list = async (token: string) => personSessions.parse((await ask('GET', paths.sessions, { token })).body).sessions;
  const [newest] = await list(acme.admin);
  expect(newest).toMatchObject({ person: { name: 'Ana Ruiz', email: ana.email }, role: 'rep', how: 'code' });
  const end = (token: string, id = newest?.id ?? '') => ask('POST', paths.sessionsEnd.replace('{id}', id), { token });
  const other = await workspace('Other');
  expect(await list(other.admin)).toEqual([]);
  expect((await end(other.admin)).status).toBe(404);
  expect((await end(acme.rep)).status).toBe(403);
  expect((await end(acme.admin, 'x')).status).toBe(404);
  expect((await end(acme.admin)).status).toBe(200);
  expect((await end(acme.admin)).status).toBe(404);
  clock.now += 30_000;
  expect(await opens(here)).toBe(401);
  expect(codeOf(await renew(here))).toBe('session_ended');
  expect((await list(acme.admin)).some(({ id }) => id === newest?.id)).toBe(false);
});

test('nothing that opens a door is in the database', async () => {
  const { code } = await codeFor();
  const { accessToken, refreshToken } = await come();
  for (const table of ['sessions', 'tokens', 'pairing_codes']) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${table} t`);
    const all = rows.map(({ row }) => row).join('\n');
    for (const secret of [
      code,
      code.replaceAll('-', ''),
      accessToken,
      refreshToken,
      refreshToken.slice(11, 43),
      refreshToken.slice(43),
    ])
      expect(all).not.toContain(secret);
  }
});
