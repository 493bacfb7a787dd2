import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type CrmWrite, dispositionEvent } from '../../lib/contract/write.ts';
import { mayReach } from './guarded-request.ts';
import { webhook } from './webhook.ts';

type Got = { headers: IncomingMessage['headers']; body: string; url: string | undefined };
const got: Got[] = [];
let answer: (response: ServerResponse) => void;
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8').on('data', (text: string) => {
    body += text;
  });
  request.on('end', () => {
    got.push({ headers: request.headers, body, url: request.url });
    answer(response);
  });
});
let base: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  got.length = 0;
  answer = (response) => response.writeHead(204).end();
});

const signingSecret = `whsec_${Buffer.alloc(32, 9).toString('base64')}`;
const target = (baseUrl: string) => ({
  workspaceId: 'w',
  crm: 'custom' as const,
  account: 'https://crm.example',
  baseUrl,
  secret: { signingSecret },
  settings: {},
});
const ref = { crm: 'custom' as const, account: 'https://crm.example', object: 'lead' as const, id: '7' };
const id = '0190d1f6-6c8e-4a4e-9c1c-3f0b6f0a1c11';
const by = { name: 'Ana', email: null };
const write: CrmWrite = {
  operationId: id,
  ref,
  at: '2026-06-15T12:00:00.000Z',
  by,
  fields: {},
  label: null,
  activity: null,
  note: null,
  archive: false,
  event: {
    type: 'disposition',
    id,
    kind: 'reject',
    at: '2026-06-15T12:00:00.000Z',
    by,
    record: ref,
    leadId: 'l',
    state: 'rejected',
    reason: { code: 'bad_fit', label: 'Bad fit' },
    subReason: null,
    missing: [],
    until: null,
    channel: null,
    outcome: null,
    undoes: null,
    note: 'Ünïcode <b>',
  },
};
const attempt = (signal: AbortSignal = AbortSignal.timeout(5000)) => ({ look: false, signal, now: Date.now });
const send = (url: string, signal?: AbortSignal) => webhook.write(target(url), write, attempt(signal));

test('the receiver’s own library takes the signature, and the body is the event of the contract', async () => {
  expect(await send(`${base}/hook?x=1`)).toEqual({ kind: 'done', wrote: ['Webhook'], ids: {} });
  const [call] = got;
  expect(call?.url).toBe('/hook?x=1');
  expect(call?.headers['webhook-id']).toBe(id);
  const verified = new Webhook(signingSecret).verify(call?.body ?? '', call?.headers as Record<string, string>);
  expect(dispositionEvent.parse(verified)).toEqual(write.event);
  expect(() => new Webhook(signingSecret).verify(`${call?.body} `, call?.headers as Record<string, string>)).toThrow();
});

test.each([
  [401, {}, { kind: 'signed_out' }],
  [403, {}, { kind: 'refused', code: 'forbidden' }],
  [404, {}, { kind: 'refused', code: 'gone' }],
  [410, {}, { kind: 'refused', code: 'gone' }],
  [422, {}, { kind: 'refused', code: 'invalid' }],
  [302, { location: 'http://169.254.169.254/' }, { kind: 'refused', code: 'invalid' }],
  [429, { 'retry-after': '7' }, { kind: 'later', retryAfterMs: 7000, unknown: false }],
  [429, { 'retry-after': '-1' }, { kind: 'later', retryAfterMs: null }],
  [503, { 'retry-after': '1000000000' }, { kind: 'later', retryAfterMs: 86_400_000, unknown: true }],
  [500, { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, { kind: 'later', retryAfterMs: null, unknown: true }],
] as const)('%d with %o', async (status, headers, outcome) => {
  answer = (response) => response.writeHead(status, headers).end('no');
  expect(await send(base)).toMatchObject(outcome);
  expect(got).toHaveLength(1);
});

test('no answer in time, a connection cut and an endless answer each have their outcome', async () => {
  const waiting = new AbortController();
  answer = () => waiting.abort();
  expect(await send(base, waiting.signal)).toMatchObject({
    kind: 'later',
    unknown: true,
    because: expect.stringContaining('in time'),
  });
  answer = (response) => response.destroy();
  expect(await send(base)).toMatchObject({ kind: 'later', unknown: true });
  answer = (response) => {
    response.writeHead(200);
    const more = () => response.write('x'.repeat(65_536), (error) => (error ? undefined : more()));
    more();
  };
  expect(await send(base)).toMatchObject({ kind: 'done' });
  expect(await send('http://127.0.0.1:1')).toMatchObject({ kind: 'later', unknown: false });
});

test.each([
  'https://169.254.169.254/latest',
  'https://[::ffff:169.254.169.254]/',
  'https://[fe80::1]/',
  'https://2852039166/',
  'https://0xa9fea9fe/',
  'https://[64:ff9b::a9fe:a9fe]/',
  'https://[fd00:ec2::254]/',
  'https://100.100.100.200/',
  'https://0.0.0.0/',
])('%s is never called', async (url) => {
  expect(await send(url)).toMatchObject({ kind: 'refused', code: 'forbidden' });
});

test('public and private addresses may be called', () => {
  for (const address of ['93.184.215.14', '10.1.2.3', '127.0.0.1', '2606:4700::1111', '::1', '::ffff:10.0.0.1'])
    expect(mayReach(address), address).toBe(true);
});

test.each([
  ['ftp://x', /https:\/\//],
  ['http://crm.example/hook', /https:\/\//],
  ['https://u:p@crm.example/', /name and password/],
  ['hook', /in full/],
])('%s is refused when it is set', (baseUrl, says) => {
  expect(webhook.problemWith({ baseUrl, secret: { signingSecret }, settings: {} })).toMatch(says);
});

test('a short signing secret is refused when it is set', () => {
  expect(webhook.problemWith({ baseUrl: base, secret: { signingSecret: 'whsec_abcd' }, settings: {} })).toContain('24 to 64');
  expect(webhook.problemWith({ baseUrl: base, secret: { signingSecret }, settings: {} })).toBeNull();
});
