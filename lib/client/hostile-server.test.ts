import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { baseLead } from '../../test/gallery/base-lead.ts';
import { leadContext } from '../contract/context.ts';
import { headers, replyCap } from '../contract/wire.ts';
import { createApi } from './api.ts';
import { exchange } from './exchange.ts';
import { sentence } from './sentence.ts';

const token = 'a-token-nobody-else-may-see';
const ref = { crm: 'hubspot', account: '1', object: 'contact', id: '7' } as const;

let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
const elsewhere: string[] = [];
const seen: { url: string; headers: IncomingMessage['headers'] }[] = [];
const hostile = createServer((request, response) => {
  seen.push({ url: request.url ?? '', headers: request.headers });
  answer(request, response);
});
const other = createServer((request, response) => {
  elsewhere.push(JSON.stringify(request.headers));
  response.end('{}');
});
const portOf = (server: typeof hostile) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  for (const server of [hostile, other]) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
});
afterAll(() => {
  for (const server of [hostile, other]) server.close().closeAllConnections();
});
beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  seen.length = 0;
  elsewhere.length = 0;
});
const api = () => createApi({ apiUrl: `http://127.0.0.1:${portOf(hostile)}`, token }, exchange);

const good = JSON.stringify(baseLead);
const at = fc.nat(good.length - 1);
const piece = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  '\0',
  '\ud800',
  '"__proto__":{"a":1},',
  '{"x":',
  ']]]]',
  '1e999',
  'null',
  '',
  '[[[['.repeat(500),
);
/** A context with a piece put in, taken out, doubled or cut off, or something else altogether. */
const body = fc.oneof(
  fc.tuple(at, piece).map(([from, text]) => good.slice(0, from) + text + good.slice(from)),
  fc.tuple(at, fc.nat(40)).map(([from, length]) => good.slice(0, from) + good.slice(from + length)),
  at.map((from) => good.slice(0, from)),
  fc.tuple(at, piece).map(([from, text]) => good.slice(0, from) + text + good.slice(from + text.length)),
  fc.json(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom(good, '', '{}', '[]', 'null', '<html></html>', `${'['.repeat(5000)}${']'.repeat(5000)}`),
);
const status = fc.constantFrom(200, 200, 200, 200, 201, 204, 304, 400, 401, 403, 404, 409, 426, 429, 500, 503);
const type = fc.constantFrom('application/json', 'application/json; charset=utf-16', 'text/html', 'image/svg+xml', '');
const wait = fc.constantFrom('0', '-1', '1000000000', 'soon', 'Thu, 01 Jan 1970 00:00:00 GMT');
const count = fc.constantFrom('1', '0', '99', '-1', '1e9', 'x');

test('2,000 changed replies: each is a lead by the contract or a failure with a sentence', async () => {
  const kinds = { leads: 0, failures: 0 };
  await fc.assert(
    fc.asyncProperty(status, type, wait, count, body, async (code, contentType, retryAfter, contract, text) => {
      answer = (_request, response) => {
        response.writeHead(code, {
          'content-type': contentType,
          'retry-after': retryAfter,
          [headers.contract]: contract,
          [headers.now]: contract,
          'set-cookie': 'a=1',
          link: '<https://evil.example/a.js>; rel=preload',
          refresh: '0; url=https://evil.example/',
        });
        response.end(code === 204 || code === 304 ? undefined : text);
      };
      const result = await api().context(ref, null);
      if (result.ok) {
        kinds.leads += 1;
        if (result.value.kind === 'fresh') expect(leadContext.safeParse(result.value.context).success).toBe(true);
      } else {
        kinds.failures += 1;
        const said = sentence(result.failure);
        expect(said.message).not.toBe('');
        expect(`${said.message}${said.fix}`).not.toContain(token);
      }
    }),
    { numRuns: 2000 },
  );
  expect(kinds.leads).toBeGreaterThan(50);
  expect(kinds.failures).toBeGreaterThan(500);
  expect(elsewhere).toEqual([]);
  expect(({} as { a?: number }).a).toBeUndefined();
}, 60_000);

test.each([301, 302, 303, 307, 308])('a redirect by %d is not followed, and the token goes to no other address', async (code) => {
  answer = (_request, response) => response.writeHead(code, { location: `http://127.0.0.1:${portOf(other)}/` }).end();
  const result = await api().context(ref, null);
  expect(result.ok).toBe(false);
  expect(elsewhere).toEqual([]);
});

test('the token is in no address', async () => {
  answer = (_request, response) => response.end('{}');
  await api().context(ref, null);
  await api().session();
  await api().link({ record: ref, email: 'a@buyer.test' } as never);
  expect(seen).toHaveLength(3);
  for (const { url, headers: sent } of seen) {
    expect(url).not.toContain(token);
    expect(sent.authorization).toBe(`Bearer ${token}`);
    expect([sent.cookie, sent.referer]).toEqual([undefined, undefined]);
  }
});

test('an endless reply is left once it is longer than a context can be', async () => {
  let sent = 0;
  let left: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    left = resolve;
  });
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.on('close', left);
    const more = () => {
      if (response.destroyed) return;
      sent += 65_536;
      response.write(' '.repeat(65_536), () => setImmediate(more));
    };
    more();
  };
  expect(await api().context(ref, null)).toMatchObject({ ok: false, failure: { kind: 'bad_reply' } });
  await gone;
  // What the sockets of both sides hold besides.
  expect(sent).toBeLessThan(replyCap + 16 * 1024 * 1024);
});

test('a reply that never ends is given up when its time is over', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.write('{');
  };
  const target = { apiUrl: `http://127.0.0.1:${portOf(hostile)}`, token };
  expect(await exchange(target, { method: 'GET', path: '/v1/context', timeoutMs: 300 })).toEqual({
    at: 'none',
    because: 'timeout',
  });
});
