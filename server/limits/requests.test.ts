import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { createApp } from '../app.ts';
import { type Ask, event, fileApp, hubspot, identify, type Reply, type TestWorkspace } from '../routes/testing/harness.ts';
import { readSettings } from '../settings.ts';
import { listenerOf } from '../start.ts';
import { requestLimits } from './requests.ts';

const settings = readSettings({
  LEADSIDE_SECRETS_KEY: Buffer.alloc(32, 7).toString('base64'),
  LEADSIDE_PERSON_PER_SECOND: '2',
  LEADSIDE_WRITE_KEY_PER_SECOND: '3',
  LEADSIDE_ADDRESS_PER_SECOND: '1',
  LEADSIDE_PROXIES: '1',
});
const { app, ask, workspace, clock, pool, send } = await fileApp({ settings });
let acme: TestWorkspace;
let from: string;
let next = 1;
beforeEach(async () => {
  acme = await workspace();
  next += 1;
  from = `198.51.100.${next}`;
});

async function times(count: number, method: string, path: string, given: Ask): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (let n = 0; n < count; n += 1) replies.push(await ask(method, path, { from, ...given }));
  return replies;
}
/** So many are let through, and the one after is told to wait for a second. */
async function expectLimit(count: number, method: string, path: string, given: Ask = {}) {
  const replies = await times(count + 1, method, path, given);
  const refused = replies.pop();
  expect(replies.filter(({ status }) => status === 429)).toEqual([]);
  expect([refused?.status, refused?.headers.get('retry-after')]).toEqual([429, '1']);
  expect(errorBody.parse(refused?.body).error.code).toBe('rate_limited');
  return replies;
}

test('a person and a write key have a bucket each, and what is given back to an address can be asked again', () => {
  const limits = requestLimits({ person: 1, writeKey: 2, address: 1 });
  const many = (count: number, one: () => unknown) => () => {
    for (let n = 0; n < count; n += 1) one();
  };
  const tokenId = 'same';
  expect(many(10, () => limits.known({ tokenId, role: 'rep' }, 0))).not.toThrow();
  expect(() => limits.known({ tokenId, role: 'admin' }, 0)).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  expect(many(20, () => limits.known({ tokenId, role: 'ingest' }, 0))).not.toThrow();
  expect(() => limits.known({ tokenId, role: 'ingest' }, 0)).toThrow(expect.objectContaining({ details: { retryAfter: 1 } }));
  expect(many(100, () => limits.stranger('a', 0)())).not.toThrow();
  expect(many(10, () => limits.stranger('a', 0))).not.toThrow();
  expect(() => limits.stranger('a', 0)).toThrow(expect.objectContaining({ code: 'rate_limited' }));
  expect(() => limits.stranger('a', 0, true)).not.toThrow();
});

test('one person who asks too much waits, on every route alike, and nobody else does', async () => {
  await expectLimit(20, 'GET', '/v1/session', { token: acme.rep });
  expect((await ask('GET', contextPath(hubspot('1')), { token: acme.rep, from })).status).toBe(429);
  expect((await ask('GET', '/v1/policy', { token: acme.rep, from })).status).toBe(429);
  expect((await ask('GET', '/v1/session', { token: acme.marketer, from })).status).toBe(200);
  clock.now += 500;
  expect((await ask('GET', '/v1/session', { token: acme.rep, from })).status).toBe(200);
});

test('one write key that sends too much waits, nothing of it is stored, and people read on', async () => {
  const body = () => ({ batch: [event('page', { userId: 'ann', messageId: randomUUID() })] });
  const replies = await expectLimit(30, 'POST', '/v1/batch', { token: acme.ingest, body: body() });
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  const late = body();
  expect((await ask('POST', '/v1/batch', { token: acme.ingest, body: late, from })).status).toBe(429);
  const { rows } = await pool.query('select 1 from events where message_id = $1', [late.batch[0]?.messageId]);
  expect(rows).toEqual([]);
  expect((await ask('GET', '/v1/session', { token: acme.rep, from })).status).toBe(200);
});

describe('an address without a token that holds waits', () => {
  test.each<[string, string, Ask, number]>([
    ['/v1/session', 'GET', {}, 401],
    ['/v1/session', 'GET', { token: 'ls_rep_made-up' }, 401],
    ['/v1/batch', 'POST', { token: 'ls_ingest_made-up', body: {} }, 401],
    ['/nowhere', 'GET', {}, 404],
    ['/docs', 'GET', {}, 200],
    ['/metrics', 'GET', {}, 200],
    ['/openapi.json', 'GET', {}, 200],
    ['/v1/webhooks/custom/1/42', 'POST', { body: {} }, 401],
    ['/ready', 'GET', {}, 200],
  ])('%s %s %o', async (path, method, given, status) => {
    const replies = await expectLimit(10, method, path, given);
    expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([status]));
    expect((await ask(method, path, { ...given, from: '192.0.2.77' })).status).toBe(status);
    clock.now += 60_000;
  });
});

test('a flood from an address neither shuts out who is known there nor hides that we live', async () => {
  expect((await ask('GET', '/v1/session', { token: acme.rep, from })).status).toBe(200);
  await expectLimit(10, 'GET', '/nowhere');
  expect((await ask('GET', '/v1/session', { token: acme.rep, from })).status).toBe(200);
  expect((await ask('GET', '/health', { from })).status).toBe(200);
});

test('somebody who turns out to be known takes nothing from the address', async () => {
  for (let n = 0; n < 12; n += 1) {
    const other = await workspace(`Company ${n}`);
    expect((await ask('GET', '/v1/session', { token: other.rep, from })).status).toBe(200);
  }
  await expectLimit(10, 'GET', '/nowhere');
});

test('a made-up token beyond the limit is not looked up', async () => {
  const dead = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 200 });
  const alone = createApp({ pool: dead, log: pino({ level: 'silent' }), now: () => clock.now, settings });
  const asked = (token: string) =>
    alone.fetch(new Request('http://leadside.test/v1/session', { headers: { authorization: token } }));
  // A failing database is nobody's fault, so it uses nothing up.
  for (let n = 0; n < 12; n += 1) expect((await asked('Bearer x')).status).toBe(503);
  for (let n = 0; n < 10; n += 1) expect((await asked('Nonsense')).status).toBe(401);
  expect((await asked('Bearer x')).status).toBe(429);
  await dead.end();
});

describe('the direct door', () => {
  const server = createServer(listenerOf(app));
  afterAll(() => server.close());
  test('counts alike, by the address the proxy says', async () => {
    if (!server.listening) await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await send(acme, [identify('ann', '1')]);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${contextPath(hubspot('1'))}`;
    const read = async (headers: Record<string, string>) => (await fetch(url, { headers })).status;
    const statuses = async (count: number, headers: Record<string, string>) => {
      const all: number[] = [];
      for (let n = 0; n < count; n += 1) all.push(await read(headers));
      return all;
    };
    const rep = { authorization: `Bearer ${acme.rep}` };
    expect(await statuses(21, rep)).toEqual([...Array<number>(20).fill(200), 429]);
    const stranger = { 'x-forwarded-for': '203.0.113.5' };
    expect(await statuses(11, stranger)).toEqual([...Array<number>(10).fill(401), 429]);
    expect(await read({ 'x-forwarded-for': '203.0.113.6' })).toBe(401);
  });
});
