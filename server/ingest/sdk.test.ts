import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import RudderAnalytics from '@rudderstack/rudder-sdk-node';
import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { fileApp, hubspot, type TestWorkspace } from '../routes/testing/harness.ts';

const { app, workspace, read, pool, clock } = await fileApp();
let acme: TestWorkspace;
const servers: Server[] = [];
beforeAll(async () => {
  clock.now = Date.now();
  acme = await workspace();
});
afterAll(() => Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve)))));

async function listen(server: Server): Promise<string> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Passes requests on, and after the server has committed answers 503 to some of them, the same ones in every run. */
async function unreliable(target: string): Promise<{ url: string; cut: () => number }> {
  let state = 7;
  let cut = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { authorization = '', 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const headers = { authorization, 'content-type': type, 'content-encoding': encoding };
    const answer = await fetch(target + (request.url ?? ''), { method: 'POST', headers, body: Buffer.concat(chunks) });
    const text = await answer.text();
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    const fails = answer.status === 200 && state % 10 < 4;
    if (fails) cut += 1;
    response.writeHead(fails ? 503 : answer.status, { 'content-type': 'application/json' });
    response.end(fails ? '{}' : text);
  };
  const server = createServer((request, response) => {
    pass(request, response).catch((error: Error) => response.destroy(error));
  });
  return { url: await listen(server), cut: () => cut };
}

const count = 500;
const messages = Array.from({ length: count }, (_, i) => {
  const userId = `sdk-${i % 10}`;
  const anonymousId = `browser-${i % 10}`;
  if (i < 10)
    return {
      call: 'identify' as const,
      userId,
      traits: {
        email: `${userId}@acme.test`,
        name: `Person ${i}`,
        crm: { crm: 'hubspot', account: '42', object: 'contact', id: String(i) },
      },
    };
  return i % 2 === 0
    ? { call: 'track' as const, userId, event: 'Whitepaper Downloaded', properties: { title: `Paper ${i}` } }
    : { call: 'page' as const, userId, anonymousId, name: `Page ${i}`, properties: { title: `Page ${i}` } };
});

async function bySegment(host: string, writeKey: string): Promise<void> {
  const client = new Analytics({ writeKey, host, flushAt: 20, flushInterval: 50, maxRetries: 15 });
  for (const { call, ...message } of messages) Reflect.apply(client[call], client, [message]);
  await client.closeAndFlush({ timeout: 60_000 });
}

async function byRudder(host: string, writeKey: string): Promise<void> {
  const client = new RudderAnalytics(writeKey, {
    dataPlaneUrl: host,
    flushAt: 20,
    logLevel: 'none',
    axiosRetryConfig: { retries: 15, retryDelay: () => 10 },
  } as ConstructorParameters<typeof RudderAnalytics>[1]);
  for (const { call, ...message } of messages) Reflect.apply(client[call], client, [message]);
  // A flush sends one batch: the queue is empty when one has nothing left to send.
  for (let left = count; left > 0; left -= 20) await client.flush();
}

test.each([
  ['Segment', bySegment],
  ['RudderStack', byRudder],
])(
  '500 events through the client of %s, answered 503 after the commit at random, are each stored once',
  async (_name, sendAll) => {
    const own = await workspace(_name);
    const server = createAdaptorServer({ fetch: (request) => app.fetch(request) }) as Server;
    const proxy = await unreliable(await listen(server));
    await sendAll(proxy.url, own.ingest);
    expect(proxy.cut()).toBeGreaterThan(3);
    // RudderStack's client sends some batches by itself, and nobody is told when the last of those has been answered.
    const kept = async () => {
      const sums = 'select count(*)::int as stored, count(distinct lead_id)::int as people from events where workspace_id = $1';
      return (await pool.query<{ stored: number; people: number }>(sums, [own.id])).rows;
    };
    await expect.poll(kept, { timeout: 60_000 }).toEqual([{ stored: count, people: 10 }]);
    const reply = await read(own, hubspot('3'));
    expect(leadContext.parse(reply.body).read.total).toBe(49);
  },
  120_000,
);

test('the write key of a client reads nothing', async () => {
  const { status } = await app.fetch(
    new Request('http://x/v1/session', {
      headers: { authorization: `Basic ${Buffer.from(`${acme.ingest}:`).toString('base64')}` },
    }),
  );
  expect(status).toBe(401);
});
