import { gzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { errorBody } from '../../lib/contract/errors.ts';
import { ingested } from '../../lib/contract/event.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from './testing/harness.ts';

const { ask, workspace, send, read, pool, clock } = await fileApp();
let acme: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  acme = await workspace('Acme');
  other = await workspace('Other');
});
const batch = (raw: BodyInit, headers: Record<string, string> = {}) =>
  ask('POST', '/v1/batch', { token: acme.ingest, raw, headers });
const stored = async (messageId: string) => {
  const { rows } = await pool.query<{ source: string; at: Date; clamped: boolean; payload: Record<string, unknown> }>(
    'select source, at, clamped, payload from events where message_id = $1 order by workspace_id',
    [messageId],
  );
  return rows;
};
const nested = (depth: number): unknown => (depth === 0 ? 'x' : { a: nested(depth - 1) });
const track = (fields: object) => event('track', { userId: 'u', event: 'E', ...fields });

/** What is wrong with an event, as JSON text where JavaScript could not say it, and a word its sentence must have. */
const bad: [string, string, RegExp][] = [
  ['a NUL', JSON.stringify(track({ properties: { title: 'a\0b' } })), /properties\.title holds a NUL/],
  ['half a surrogate pair', JSON.stringify(track({})).replace('"E"', '"\\ud800"'), /event holds half of a surrogate/],
  ['a 1 MB string', JSON.stringify(track({ properties: { a: 'x'.repeat(300_000) } })), /properties\.a is longer than 2048/],
  [
    'an event over 32 KB',
    JSON.stringify(track({ properties: Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`k${i}`, 'x'.repeat(1000)])) })),
    /larger than 32 KB/,
  ],
  [
    'too many keys',
    JSON.stringify(track({ properties: Object.fromEntries(Array.from({ length: 256 }, (_, i) => [`k${i}`, 1])) })),
    /more than 255 keys/,
  ],
  ['nesting', JSON.stringify(track({ properties: nested(9) })), /deeper than 8/],
  ['__proto__', JSON.stringify(track({})).replace('"userId"', '"__proto__":{"admin":true},"userId"'), /__proto__/],
  ['a user id that is a number', JSON.stringify(track({ userId: 7 })), /^userId: /],
  ['no type', JSON.stringify({ userId: 'u' }), /^type: /],
  ['a time that is none', JSON.stringify(track({ timestamp: 'yesterday' })), /timestamp: .*ISO 8601/],
  ['nobody', JSON.stringify(event('track', { event: 'E' })), /userId or anonymousId/],
  ['a number beyond JSON', JSON.stringify(track({})).replace('"E"', '"E","properties":{"n":1e999}'), /properties\.n/],
  ['no object', '"text"', /not a JSON object/],
];

test('each bad event is named with its reason and the rest of its batch is stored', async () => {
  const good = [identify('good', '1'), track({ userId: 'good' })];
  const body = `{"batch":[${[JSON.stringify(good[0]), ...bad.map(([, json]) => json), JSON.stringify(good[1])].join(',')}]}`;
  const reply = await batch(body);
  expect(reply.status, reply.text).toBe(200);
  const answer = ingested.parse(reply.body);
  expect([answer.stored, answer.duplicates]).toEqual([2, 0]);
  expect(answer.rejected.map(({ index }) => index)).toEqual(bad.map((_, index) => index + 1));
  for (const [index, [what, , reason]] of bad.entries()) expect(answer.rejected[index]?.message, what).toMatch(reason);
  expect((await read(acme, hubspot('1'))).status).toBe(200);
});

test('a type’s own address takes one event of that type', async () => {
  const { type: _type, ...page } = event('page', { userId: 'good', name: 'Home' });
  const reply = await ask('POST', '/v1/page', { token: acme.ingest, body: page });
  expect(ingested.parse(reply.body)).toMatchObject({ stored: 1, rejected: [] });
  const wrong = await ask('POST', '/v1/alias', { token: acme.ingest, body: { userId: 'x' } });
  expect(ingested.parse(wrong.body).rejected[0]?.message).toMatch(/previousId/);
});

test('gzip labelled as form data, a write key by basic auth, and a BOM are all fine', async () => {
  const basic = `Basic ${Buffer.from(`${acme.ingest}:`).toString('base64')}`;
  const body = gzipSync(`\ufeff${JSON.stringify({ batch: [track({ userId: 'good' })] })}`);
  const headers = { authorization: basic, 'content-type': 'application/x-www-form-urlencoded', 'content-encoding': 'gzip' };
  const reply = await ask('POST', '/v1/batch', { raw: body, headers });
  expect(reply.status, reply.text).toBe(200);
  expect(ingested.parse(reply.body).stored).toBe(1);
});

test.each([
  ['a gzip bomb', gzipSync(Buffer.alloc(5_000_000, 32)), 413, 'too_large'],
  ['a batch over 500 KB', JSON.stringify({ batch: [], pad: 'x'.repeat(600_000) }), 413, 'too_large'],
  ['broken gzip', Buffer.from([0x1f, 0x8b, 1, 2, 3]), 400, 'bad_request'],
  ['no JSON', 'batch=1', 400, 'bad_request'],
  ['no list', '{"batch":7}', 400, 'bad_request'],
  ['a list at the top', '[]', 400, 'bad_request'],
  ['5,000 levels', `{"batch":[${'['.repeat(5000)}${']'.repeat(5000)}]}`, 200, null],
] as const)('%s', async (_what, raw, status, code) => {
  const reply = await batch(raw);
  expect(reply.status, reply.text.slice(0, 200)).toBe(status);
  if (code !== null) expect(errorBody.parse(reply.body).error.code).toBe(code);
});

test('an event is stored once, for ever and under concurrency; another source or workspace is another event', async () => {
  const events = Array.from({ length: 60 }, (_, i) => track({ messageId: `once-${i}`, userId: `u${i % 7}` }));
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, lane) => send(acme, lane % 2 === 0 ? events : [...events].reverse())),
  );
  expect(answers.reduce((sum, { stored }) => sum + stored, 0)).toBe(60);
  clock.now += 400 * 86_400_000;
  expect(await send(acme, events)).toMatchObject({ stored: 0, duplicates: 60 });
  clock.now -= 400 * 86_400_000;
  expect((await send(other, [track({ messageId: 'once-0' })])).stored).toBe(1);
  expect(await stored('once-0')).toHaveLength(2);
});

test('the same message twice in one batch is one, and one without an id is known by its content', async () => {
  const one = track({ messageId: 'twice', userId: 'good' });
  expect(await send(acme, [one, one])).toMatchObject({ stored: 1, duplicates: 1 });
  const { messageId: _id, ...bare } = track({ userId: 'good', properties: { title: 'bare' } });
  expect((await send(acme, [{ ...bare, sentAt: '2026-06-15T11:00:01.000Z' }])).stored).toBe(1);
  expect(await send(acme, [{ ...bare, sentAt: '2026-06-15T11:09:00.000Z' }])).toMatchObject({ stored: 0, duplicates: 1 });
});

test('a wrong sender’s clock is corrected, a time out of range is moved and flagged', async () => {
  const { timestamp: _timestamp, ...now } = track({ messageId: 'skewed', userId: 'good' });
  await send(acme, [{ ...now, originalTimestamp: '2030-01-01T00:00:00.000Z' }], { sentAt: '2030-01-01T00:10:00.000Z' });
  expect(await stored('skewed')).toMatchObject([{ at: new Date(clock.now - 600_000), clamped: false }]);
  await send(acme, [
    track({ messageId: 'future', timestamp: '2031-01-01T00:00:00.000Z' }),
    track({ messageId: 'past', timestamp: '1999-01-01T00:00:00.000Z' }),
    track({ messageId: 'ahead', timestamp: '2026-06-15T12:00:30.000Z' }),
  ]);
  expect(await stored('ahead')).toMatchObject([{ at: new Date(clock.now), clamped: false }]);
  expect(await stored('future')).toMatchObject([{ at: new Date(clock.now), clamped: true }]);
  expect(await stored('past')).toMatchObject([{ at: new Date(clock.now - 3 * 365 * 86_400_000), clamped: true }]);
});

test('of addresses only path, campaign and click ids are kept, of the network address nothing', async () => {
  const url = 'https://me:pw@acme.test/reset?token=SECRET&utm_source=chatgpt.com&gclid=G1&email=a@b.test#SECRET';
  const context = { ip: '203.0.113.9', page: { url, referrer: 'https://chatgpt.com/?q=SECRET', search: '?token=SECRET' } };
  await send(acme, [
    identify('urls', '20'),
    event('page', { messageId: 'urls', userId: 'urls', properties: { url, search: '?SECRET' }, context }),
  ]);
  const [row] = await stored('urls');
  expect(JSON.stringify(row?.payload)).not.toMatch(/SECRET|203\.0\.113|pw@|a@b/);
  const { read: seen } = leadContext.parse((await read(acme, hubspot('20'))).body);
  expect(seen.touches[0]?.url).toBe('https://acme.test/reset?utm_source=chatgpt.com&gclid=G1');
});

test('more events than can be stored just now are told when to come again, and reps read on', async () => {
  await send(acme, [identify('crowd', '900')]);
  const batches = Array.from({ length: 60 }, () =>
    JSON.stringify({ batch: [event('page', { userId: 'crowd', name: 'Pricing' })] }),
  );
  const asked = batches.map((raw) => batch(raw));
  expect((await read(acme, hubspot('900'))).status).toBe(200);
  const replies = await Promise.all(asked);
  const refused = batches.filter((_, at) => replies[at]?.status === 429);
  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 429]));
  const turnedAway = replies.find(({ status }) => status === 429);
  expect(turnedAway?.headers.get('retry-after')).toBe('1');
  expect(errorBody.parse(turnedAway?.body).error.code).toBe('rate_limited');
  for (const raw of refused) expect((await batch(raw)).status).toBe(200);
  const context = leadContext.parse((await read(acme, hubspot('900'))).body);
  expect(context.read.total).toBe(batches.length);
});
