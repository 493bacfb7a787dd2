import { createServer, type OutgoingHttpHeaders, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { crmIds, objectKinds } from '../../lib/contract/record.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { type App, createApp } from '../app.ts';
import { createToken, revokeToken } from '../auth/tokens.ts';
import { readSettings } from '../settings.ts';
import { listenerOf } from '../start.ts';
import { fileApp, hubspot, identify, type TestWorkspace } from './testing/harness.ts';

const { app, ask, workspace, send, read, pool, clock } = await fileApp();
const servers: Server[] = [];
let took = false;

async function listening(served: Pick<App, 'fetch' | 'direct'>): Promise<number> {
  const server = createServer(listenerOf(served)).listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}
const doors = async (of: App) => ({
  both: await listening({
    fetch: of.fetch,
    direct: (incoming, outgoing) => {
      took = of.direct(incoming, outgoing);
      return took;
    },
  }),
  router: await listening({ fetch: of.fetch, direct: () => false }),
});

type Asked = { method?: string; path: string; headers?: OutgoingHttpHeaders; body?: string };
type Answered = { status: number | undefined; headers: Record<string, unknown>; body: string };

/** An answer without what differs from one to the next: its id and the moment it was written. */
function answer(port: number, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, method, path, headers, agent: false }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', reject).on('end', () => {
        const { date: _date, 'leadside-request-id': id, ...rest } = response.headers;
        expect(method === 'OPTIONS' || response.statusCode === 400 || /^[0-9a-f-]{36}$/.test(String(id))).toBe(true);
        resolve({ status: response.statusCode, headers: rest, body: text.replaceAll(String(id), 'id') });
      });
    });
    sent.on('error', reject).end(body);
  });
}

let acme: TestWorkspace;
let ports: { both: number; router: number };
const tokens: Record<string, string> = {};
const bearer = (token: string | undefined) => ({ authorization: `Bearer ${token}` });
beforeAll(async () => {
  ports = await doors(app);
  acme = await workspace();
  await send(acme, [
    identify('ann', '1', { name: 'Ann Ünïcode 😀' }),
    identify('bob', '2', { crm: { crm: 'custom', account: 'https://crm.test/a b', object: 'lead', id: 'ä/ö?#%25' } }),
  ]);
  await read(acme, hubspot('1'));
  const wanted = { workspaceId: acme.id, role: 'rep' as const, name: 'Old' };
  const expired = await createToken(pool, { ...wanted, days: 1 });
  await pool.query('update tokens set expires_at = $2 where id = $1', [expired.id, new Date(clock.now - 1)]);
  const revoked = await createToken(pool, wanted);
  await revokeToken(pool, acme.id, revoked.id);
  Object.assign(tokens, { rep: acme.rep, ingest: acme.ingest, expired: expired.token, revoked: revoked.token });
});
afterAll(() => {
  for (const server of servers) server.close();
});

const ann = contextPath(hubspot('1'));
const odd = contextPath({ crm: 'custom', account: 'https://crm.test/a b', object: 'lead', id: 'ä/ö?#%25' });
type Case = [what: string, direct: boolean, status: number, asked: Asked & { token?: string }];
const extension = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
const cases: Case[] = [
  ['a context', true, 200, { path: ann, token: 'rep' }],
  ['a context for an extension’s page', true, 200, { path: ann, token: 'rep', headers: { origin: extension } }],
  ['a context for a website', true, 200, { path: ann, token: 'rep', headers: { origin: 'https://evil.test' } }],
  ['a version that holds', true, 304, { path: ann, token: 'rep', headers: { 'if-none-match': '"1"', origin: extension } }],
  ['a weak version that holds', true, 304, { path: ann, token: 'rep', headers: { 'if-none-match': 'W/"1"' } }],
  ['an old version', true, 200, { path: ann, token: 'rep', headers: { 'if-none-match': '"0"' } }],
  ['an account and an id full of escapes', true, 200, { path: odd, token: 'rep' }],
  ['a record without a lead', true, 404, { path: contextPath(hubspot('9')), token: 'rep' }],
  ['an unknown CRM', true, 400, { path: '/v1/context/nocrm/1/contact/1', token: 'rep' }],
  ['an unknown object', true, 400, { path: '/v1/context/hubspot/1/person/1', token: 'rep' }],
  ['an endless id', true, 400, { path: `/v1/context/hubspot/1/contact/${'9'.repeat(201)}`, token: 'rep' }],
  ['a NUL in the id', true, 400, { path: '/v1/context/hubspot/1/contact/%00', token: 'rep' }],
  ['no token', true, 401, { path: ann }],
  ['a made-up token', true, 401, { path: ann, headers: bearer('ls_rep_nobody') }],
  ['a wrong scheme', true, 401, { path: ann, headers: { authorization: 'Basic !!!' } }],
  ['a write key', true, 401, { path: ann, token: 'ingest' }],
  ['an expired token', true, 401, { path: ann, token: 'expired' }],
  ['a revoked token', true, 401, { path: ann, token: 'revoked' }],
  ['a client that is too old', true, 426, { path: ann, token: 'rep', headers: { 'leadside-contract': '0' } }],
  ['a query', false, 200, { path: `${ann}?x=1`, token: 'rep' }],
  ['half an escape', false, 404, { path: '/v1/context/hubspot/1/contact/%e', token: 'rep' }],
  ['an escape of no character', false, 404, { path: '/v1/context/hubspot/1/contact/%FF', token: 'rep' }],
  ['dots to tidy', false, 200, { path: '/v1/context/hubspot/42/account/../contact/1', token: 'rep' }],
  ['dots in the place of a part', false, 404, { path: '/v1/context/hubspot/../contact/1', token: 'rep' }],
  ['escaped dots in the place of a part', false, 404, { path: '/v1/context/hubspot/%2E%2E/contact/1', token: 'rep' }],
  ['a slash too many', false, 404, { path: `${ann}/`, token: 'rep' }],
  ['a part too few', false, 404, { path: '/v1/context/hubspot/42/contact', token: 'rep' }],
  ['HEAD', false, 200, { method: 'HEAD', path: ann, token: 'rep' }],
  ['a preflight', false, 204, { method: 'OPTIONS', path: ann, headers: { origin: extension } }],
  ['another method', false, 405, { method: 'POST', path: ann, token: 'rep', body: '{}' }],
  ['a body nobody asked for', false, 200, { path: ann, token: 'rep', headers: { 'content-length': 2 }, body: '{}' }],
  ['a host with a port that is none', false, 400, { path: ann, token: 'rep', headers: { host: 'x:99999' } }],
  ['a proxy that says who called', true, 200, { path: ann, token: 'rep', headers: { 'x-forwarded-for': '203.0.113.1' } }],
  [
    'proxies that each say it',
    false,
    200,
    { path: ann, token: 'rep', headers: { 'x-forwarded-for': ['203.0.113.1', '10.0.0.1'] as never } },
  ],
  ['a token said twice', false, 401, { path: ann, headers: { authorization: [`Bearer x`, `Bearer y`] as never } }],
];
test.each(cases)('%s: the same answer with and without the direct door', async (_what, direct, status, asked) => {
  const { token, headers, ...rest } = asked;
  const sent = { ...rest, headers: { ...(token === undefined ? {} : bearer(tokens[token])), ...headers } };
  const through = await answer(ports.both, sent);
  expect([took, through.status], through.body).toEqual([direct, status]);
  expect(through).toEqual(await answer(ports.router, sent));
});

test('whatever the parts of a ref are, both doors say the same', async () => {
  const part = fc.oneof(
    fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }),
    fc.constantFrom('.', '..', '%', '%2e', '+', 'a b'),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...crmIds),
      part,
      fc.constantFrom(...objectKinds),
      part,
      async (crm, account, object, id) => {
        const sent = { path: contextPath({ crm, account, object, id }), headers: bearer(acme.rep) };
        expect(await answer(ports.both, sent)).toEqual(await answer(ports.router, sent));
      },
    ),
    { numRuns: 60 },
  );
});

test('a context that time has outdated is worked out on the direct door too', async () => {
  const before = await answer(ports.both, { path: ann, headers: bearer(acme.rep) });
  clock.now += 40 * 86_400_000;
  const after = await answer(ports.both, { path: ann, headers: bearer(acme.rep) });
  expect(took).toBe(true);
  expect(Number(JSON.parse(after.body).version)).toBe(Number(JSON.parse(before.body).version) + 1);
});

test('both doors count into the same figures', async () => {
  const count = async () =>
    Number(/leadside_requests_total\{route="context",status="404"\} (\d+)/.exec((await ask('GET', '/metrics')).text)?.[1]);
  const before = await count();
  for (const port of Object.values(ports)) await answer(port, { path: contextPath(hubspot('9')), headers: bearer(acme.rep) });
  expect(await count()).toBe(before + 2);
});

test('without a database both doors refuse alike and say when to come back', async () => {
  const dead = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 200 });
  const alone = createApp({ pool: dead, log: pino({ level: 'silent' }), now: () => clock.now, settings: readSettings({}) });
  const { both, router } = await doors(alone);
  const through = await answer(both, { path: ann, headers: bearer('x') });
  expect([took, through.status, through.headers['retry-after']]).toEqual([true, 503, '2']);
  expect(through).toEqual(await answer(router, { path: ann, headers: bearer('x') }));
  await dead.end();
});

test('a client that leaves before its answer harms nobody', async () => {
  for (let index = 0; index < 20; index++) {
    const socket = connect(ports.both, '127.0.0.1');
    socket.end(`GET ${ann} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${acme.rep}\r\n\r\n`, () => socket.destroy());
    await new Promise((resolve) => socket.once('close', resolve));
  }
  expect((await answer(ports.both, { path: ann, headers: bearer(acme.rep) })).status).toBe(200);
});
