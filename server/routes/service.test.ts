import pg from 'pg';
import { pino } from 'pino';
import { beforeAll, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { session } from '../../lib/contract/session.ts';
import { createApp } from '../app.ts';
import { createLog } from '../log.ts';
import { readSettings } from '../settings.ts';
import { routes } from './index.ts';
import { fileApp, hubspot, identify, type TestWorkspace } from './testing/harness.ts';

const { app, ask, workspace, send, read, clock, pool: stored } = await fileApp();
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
});
const errorOf = ({ body }: { body: unknown }) => errorBody.parse(body).error;

test('a session says who the token speaks for', async () => {
  const reply = await ask('GET', '/v1/session', { token: acme.marketer });
  expect(session.parse(reply.body)).toMatchObject({ workspace: { id: acme.id, name: 'Acme' }, role: 'marketer' });
});

test('every answer carries contract, request id and the server’s clock, a refusal too', async () => {
  for (const path of ['/v1/session', '/health', '/nowhere']) {
    const { headers } = await ask('GET', path);
    expect(headers.get('leadside-contract'), path).toBe('1');
    expect(headers.get('leadside-now'), path).toBe(String(clock.now));
    expect(headers.get('leadside-request-id'), path).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('cache-control'), path).toBe('no-store');
  }
});

test('an unknown address is 404, a known one with another method 405 and says which', async () => {
  expect(errorOf(await ask('GET', '/v1/leads')).code).toBe('not_found');
  const reply = await ask('DELETE', '/v1/context/hubspot/1/contact/1', { token: acme.rep });
  expect([reply.status, errorOf(reply).code, reply.headers.get('allow')]).toEqual([405, 'method_not_allowed', 'GET, HEAD']);
});

test('pages of extensions may read answers, websites may not', async () => {
  const origin = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop';
  const asked = await ask('OPTIONS', '/v1/dispositions', { headers: { origin, 'access-control-request-method': 'POST' } });
  expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([204, origin]);
  expect(asked.headers.get('access-control-allow-headers')).toContain('if-none-match');
  const answered = await ask('GET', '/v1/session', { token: acme.rep, headers: { origin } });
  expect(answered.headers.get('access-control-allow-origin')).toBe(origin);
  expect(answered.headers.get('access-control-expose-headers')).toContain('etag');
  expect(answered.headers.get('access-control-allow-credentials')).toBeNull();
  for (const website of ['https://evil.test', 'null', `${origin}.evil.test`]) {
    const refused = await ask('OPTIONS', '/v1/dispositions', { headers: { origin: website } });
    expect([refused.status, refused.headers.get('access-control-allow-origin')], website).toEqual([405, null]);
    const { headers } = await ask('GET', '/v1/session', { token: acme.rep, headers: { origin: website } });
    expect(headers.get('access-control-allow-origin'), website).toBeNull();
  }
});

test('the OpenAPI document has every route and the contract’s names', async () => {
  const document = (await ask('GET', '/openapi.json')).body as {
    openapi: string;
    paths: object;
    components: { schemas: object };
  };
  expect(document.openapi).toBe('3.1.0');
  const described = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.keys(item).map((method) => `${method} ${path}`),
  );
  expect(described.sort()).toEqual(routes.map(({ spec }) => `${spec.method} ${spec.path}`).sort());
  expect(Object.keys(document.components.schemas)).toEqual(
    expect.arrayContaining(['LeadContext', 'Saved', 'Error', 'Event', 'Session']),
  );
});

test('what every route may refuse is described for each', () => {
  for (const { spec } of routes)
    expect(Object.keys(spec.responses), spec.path).toEqual(expect.arrayContaining(['426', '429', '500']));
});

test('the page to read names every route, runs no script and loads nothing', async () => {
  const reply = await ask('GET', '/docs');
  for (const { spec } of routes) expect(reply.text).toContain(`${spec.method.toUpperCase()} ${spec.path}`);
  expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(reply.text).not.toMatch(/<script|src=|https?:\/\/(?!\()[^"\s]*\.js/i);
});

test('figures count requests by route and status, and name nobody', async () => {
  await send(acme, [identify('metric', '918273645546372819')]);
  await read(acme, hubspot('918273645546372819'));
  const { text } = await ask('GET', '/metrics');
  expect(text).toMatch(/leadside_requests_total\{route="context",status="200"\} [1-9]/);
  expect(text).toMatch(/leadside_events_total\{verdict="stored"\} [1-9]/);
  expect(text).not.toContain('918273645546372819');
  expect(text).not.toContain('metric@');
});

test('at debug every request has a line, by the id it was answered with, and it names nobody', async () => {
  await send(acme, [identify('lined', '817263544536271819')]);
  const lines: string[] = [];
  const log = createLog('debug', { write: (line) => void lines.push(line) });
  const alone = createApp({ pool: stored, log, now: () => clock.now, settings: readSettings({}) });
  const path = contextPath(hubspot('817263544536271819'));
  const reply = await alone.fetch(new Request(`http://x${path}`, { headers: { authorization: `Bearer ${acme.rep}` } }));
  const nobody = await alone.fetch(new Request(`http://x${path}`));
  await alone.stop();
  const requestId = (one: Response) => one.headers.get('leadside-request-id');
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({ requestId: requestId(reply), route: 'context', status: 200, workspaceId: acme.id, msg: 'request' }),
    expect.objectContaining({ requestId: requestId(nobody), route: 'context', status: 401, workspaceId: null, msg: 'request' }),
  ]);
  expect(lines.join('')).not.toMatch(/817263544536271819|lined|ls_rep/);
});

test('alive and ready', async () => {
  expect((await ask('GET', '/health')).status).toBe(200);
  expect((await ask('GET', '/ready')).status).toBe(200);
});

test('without a database: alive, not ready, and a refusal that says to come back', async () => {
  const settings = readSettings({ LEADSIDE_CONNECT_TIMEOUT_MS: '200' });
  const pool = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 200 });
  const alone = createApp({ pool, log: pino({ level: 'silent' }), now: Date.now, settings });
  const get = async (path: string) => alone.fetch(new Request(`http://x${path}`, { headers: { authorization: 'Bearer x' } }));
  expect((await get('/health')).status).toBe(200);
  for (const path of ['/ready', '/v1/session']) {
    const reply = await get(path);
    expect([reply.status, reply.headers.get('retry-after')], path).toEqual([503, '2']);
    expect(errorBody.parse(await reply.json()).error.code).toBe('unavailable');
  }
  await pool.end();
});

test('a full disk and an unexpected fault are told apart, and neither shows its inside', async () => {
  const failing = (error: Error) => {
    const pool = { query: () => Promise.reject(error), connect: () => Promise.reject(error), options: {} } as unknown as pg.Pool;
    return createApp({ pool, log: pino({ level: 'silent' }), now: Date.now, settings: readSettings({}) });
  };
  const get = async (error: Error) =>
    failing(error).fetch(new Request('http://x/v1/session', { headers: { authorization: 'Bearer x' } }));
  const full = await get(Object.assign(new Error('could not extend file "base/1"'), { code: '53100' }));
  expect([full.status, errorBody.parse(await full.json()).error.code]).toEqual([507, 'storage_full']);
  const broken = await get(new Error('secret inside'));
  const text = await broken.text();
  expect(broken.status).toBe(500);
  expect(errorBody.parse(JSON.parse(text)).error.requestId).toBe(broken.headers.get('leadside-request-id'));
  expect(text).not.toContain('secret inside');
});

test('HEAD answers like GET without a body', async () => {
  const response = await app.fetch(new Request('http://x/health', { method: 'HEAD' }));
  expect([response.status, await response.text()]).toEqual([200, '']);
});
