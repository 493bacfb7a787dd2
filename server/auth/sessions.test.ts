// Long because every way a session may go has its test here, over one app.
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { paths } from '../../lib/contract/routes.ts';
import { pairingCode, personSessions, type SignedIn, signedIn } from '../../lib/contract/sign-in.ts';
import { fileApp, type TestWorkspace } from '../routes/testing/harness.ts';
import { codeMs } from './pairing.ts';
import { lateMs } from './refresh.ts';
import { changeRole } from './roles.ts';
import { accessMs, idleMs, longestMs } from './sessions.ts';
import { createToken, hashToken, revokeToken } from './tokens.ts';

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
  const late = await renew(idle);
  expect([codeOf(late), late.text.includes('not used for 12 hours')]).toEqual(['session_ended', true]);
  // No longer after a refresh than after the sign-in.
  const rested = await renewed(await come());
  clock.now += idleMs;
  expect(codeOf(await renew(rested))).toBe('session_ended');
  let busy = await come();
  const end = clock.now + longestMs;
  expect(Date.parse(busy.endsAt)).toBe(end);
  while (clock.now + idleMs / 2 < end) {
    clock.now += idleMs / 2;
    busy = await renewed(busy);
  }
  clock.now = end - 60_000;
  busy = await renewed(busy);
  expect(busy.expiresIn).toBe(60);
  clock.now = end - 1;
  expect(await opens(busy)).toBe(200);
  clock.now = end;
  // Not a minute longer by an access token that was made just before.
  expect(await opens(busy)).toBe(401);
  const over = await renew(busy);
  expect([codeOf(over), over.text.includes('30 days old')]).toEqual(['session_ended', true]);
  // Refreshing for a month leaves no heap of tokens behind.
  const { rows } = await pool.query<{ most: string }>(
    'select max(n) as most from (select count(*) as n from tokens where session_id is not null group by session_id) counted',
  );
  expect(Number(rows[0]?.most)).toBeLessThanOrEqual(2);
});

test('answers that are lost, however many and however long ago, sign nobody out', async () => {
  const first = await come();
  const lost = [await renewed(first)];
  for (const later of [0, 5_000, lateMs + 1, idleMs - 1]) {
    clock.now += later;
    lost.push(await renewed(first));
  }
  // Each brings the same next one, so that it does not matter which of them arrives, or when.
  expect(new Set(lost.map(({ refreshToken }) => refreshToken)).size).toBe(1);
  const second = lost.at(-1) ?? first;
  expect(await opens(second)).toBe(200);
  expect((await renewed(second)).session.person.email).toBe(ana.email);
});

test('what is asked for again while the answer is used already gets nothing, and ends nothing for half a minute', async () => {
  const first = await come();
  const second = await renewed(first);
  expect(await opens(second)).toBe(200);
  clock.now += lateMs;
  const late = await renew(first);
  expect([codeOf(late), late.headers.get('retry-after')]).toEqual(['unavailable', '1']);
  expect(late.text).not.toContain('ls_');
  expect((await renewed(second)).session.person.email).toBe(ana.email);
});

const used = { 'its access token': opens, 'its refresh token': renewed };
test.each(Object.entries(used))('once %s was used, the one before ends the session with all it has', async (_name, use) => {
  const first = await come();
  const second = await renewed(first);
  await use(second);
  clock.now += lateMs + 1;
  const reply = await renew(first);
  expect(codeOf(reply)).toBe('session_ended');
  expect(reply.text).toContain('Somebody used a copy of this session');
  const owner = await renew(second);
  expect([codeOf(owner), owner.text.includes('Somebody used a copy')]).toEqual(['session_ended', true]);
  clock.now += 30_000;
  expect(await opens(second)).toBe(401);
});

test('a copy that is used first is found out when its owner comes, and one from long ago at once', async () => {
  const owner = await come();
  const thief = await renewed(owner);
  expect(await opens(thief)).toBe(200);
  clock.now += accessMs;
  expect(codeOf(await renew(owner))).toBe('session_ended');
  expect(codeOf(await renew(thief))).toBe('session_ended');
  let busy = await come();
  const old = busy;
  for (let times = 0; times < 3; times++) busy = await renewed(busy);
  expect(codeOf(await renew(old))).toBe('session_ended');
  expect(codeOf(await renew(busy))).toBe('session_ended');
});

test('two who take turns with one refresh token fall out at the next', async () => {
  const first = await come();
  const [owner, thief] = [await renewed(first), await renewed(first)];
  expect(owner.refreshToken).toBe(thief.refreshToken);
  expect([await opens(owner), await opens(thief)]).toEqual([200, 200]);
  clock.now += accessMs;
  expect(await opens(await renewed(owner))).toBe(200);
  clock.now += lateMs + 1;
  expect(codeOf(await renew(thief))).toBe('session_ended');
});

test('many that refresh at once with one token get one and the same next one', async () => {
  const first = await come();
  const replies = await Promise.all(Array.from({ length: 8 }, () => renew(first)));
  expect(new Set(replies.map((reply) => signedIn.parse(reply.body).refreshToken)).size).toBe(1);
});

test('a server that cannot write does not turn a reader away because an answer arrived', async () => {
  const first = await come();
  const second = await renewed(first);
  await pool.query('revoke update on sessions from leadside_app');
  try {
    expect(await opens(second)).toBe(200);
  } finally {
    await pool.query('grant update on sessions to leadside_app');
  }
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
  const told = await renew(here);
  expect([codeOf(told), told.text.includes('An admin ended this session.')]).toEqual(['session_ended', true]);
  expect((await list(acme.admin)).some(({ id }) => id === newest?.id)).toBe(false);
  const { ended } = personSessions.parse((await ask('GET', paths.sessions, { token: acme.admin })).body);
  expect(ended[0]).toMatchObject({ id: newest?.id, because: 'by', by: 'Acme admin', person: { name: 'Ana Ruiz' } });
  expect((await ask('GET', paths.sessions, { token: other.admin })).body).toEqual({ sessions: [], ended: [] });
});

test('another role counts within 30 seconds, for sessions and tokens of that person in that workspace', async () => {
  const person = { role: 'admin', name: 'Bo', email: 'Bo@acme.test' };
  const enter = async () => signedIn.parse((await pairBy((await codeFor(person)).code)).body);
  const [here, there] = [await enter(), await enter()];
  const sees = async ({ accessToken }: SignedIn) => (await ask('GET', paths.sessions, { token: accessToken })).status;
  expect([await sees(here), await sees(there)]).toEqual([200, 200]);
  expect(await changeRole(pool, (await workspace('Other')).id, 'bo@acme.test', 'rep', clock.now)).toBe(0);
  expect(await changeRole(pool, acme.id, 'bo@acme.test', 'rep', clock.now)).toBe(2);
  clock.now += 30_000;
  expect([await sees(here), await sees(there)]).toEqual([403, 403]);
  expect((await renewed(here)).session.role).toBe('rep');
  expect(await changeRole(pool, acme.id, 'bo@acme.test', 'rep', clock.now)).toBe(0);
  // What is over stays what it was, and a write key is nobody's role.
  await ask('POST', paths.signOut, { body: { refreshToken: there.refreshToken } });
  const key = await createToken(pool, { workspaceId: acme.id, role: 'ingest', name: 'site', email: 'bo@acme.test' });
  expect(await changeRole(pool, acme.id, 'bo@acme.test', 'admin', clock.now)).toBe(1);
  expect((await ask('GET', paths.sessions, { token: key.token })).status).toBe(401);
  const listed = personSessions.parse((await ask('GET', paths.sessions, { token: acme.admin })).body);
  expect(listed.ended.filter(({ person: { email } }) => email === person.email).map(({ role }) => role)).toEqual(['rep']);
});

test('who knows a used refresh token cannot work out the next one', async () => {
  const first = await come();
  const id = personSessions.parse((await ask('GET', paths.sessions, { token: acme.admin })).body).sessions[0]?.id;
  const { rows } = await pool.query('select current_hash from sessions where id = $1', [id]);
  const next = await renewed(first);
  await pool.query('update sessions set current_hash = $2, previous_hash = null, successor_key = null where id = $1', [
    id,
    rows[0].current_hash,
  ]);
  // The same again, and another comes of it.
  expect((await renewed(first)).refreshToken).not.toBe(next.refreshToken);
});

test('an access token of a session is ended with it and not by itself', async () => {
  const one = await come();
  const { rows } = await pool.query<{ id: string }>('select id from tokens where hash = $1', [hashToken(one.accessToken)]);
  expect(await revokeToken(pool, acme.id, rows[0]?.id ?? '')).toBe(false);
  clock.now += 30_000;
  expect(await opens(one)).toBe(200);
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
