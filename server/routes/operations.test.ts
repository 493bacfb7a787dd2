import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { saved } from '../../lib/contract/routes.ts';
import { common, fileApp, hubspot, identify, type TestWorkspace } from './testing/harness.ts';

const { ask, workspace, send, pool } = await fileApp();
let acme: TestWorkspace;
let other: TestWorkspace;
let next = 0;
beforeAll(async () => {
  acme = await workspace('Acme');
  other = await workspace('Other');
});
/** A fresh lead's record. */
const lead = async () => {
  next += 1;
  await send(acme, [identify(`lead${next}`, String(next))]);
  return hubspot(String(next));
};
const post = (path: string, body: unknown, token = acme.rep) => ask('POST', path, { token, body });
const errorOf = ({ body }: { body: unknown }) => errorBody.parse(body).error;

test('a disposition is saved once, answers the fresh context, and a repeat says so', async () => {
  const operation = { ...common(await lead()), kind: 'accept', expected: 0 };
  const first = await post('/v1/dispositions', operation);
  expect(first.status, first.text).toBe(200);
  const { context, duplicate } = saved.parse(first.body);
  expect(duplicate).toBe(false);
  expect(context.disposition).toMatchObject({ state: 'accepted', version: 1, current: { id: operation.id, by: 'Acme rep' } });
  const reordered = Object.fromEntries(Object.entries(operation).reverse());
  const again = saved.parse((await post('/v1/dispositions', reordered)).body);
  expect([again.duplicate, again.context.version]).toEqual([true, context.version]);
  const { rows } = await pool.query('select seen, policy_version from dispositions where id = $1', [operation.id]);
  expect(rows).toEqual([{ seen: operation.seen, policy_version: 1 }]);
});

test('an id cannot be used for something else, on its own route or another', async () => {
  const ref = await lead();
  const operation = { ...common(ref), kind: 'accept', expected: 0 };
  await post('/v1/dispositions', operation);
  expect(errorOf(await post('/v1/dispositions', { ...operation, note: 'other' })).code).toBe('id_reused');
  const attempt = { ...common(ref), id: operation.id, kind: 'attempt', channel: 'call', outcome: 'voicemail' };
  const reply = await post('/v1/attempts', attempt);
  expect([reply.status, errorOf(reply).code]).toEqual([409, 'id_reused']);
});

test('of eight reps at once one is first, the others see what stands', async () => {
  const ref = await lead();
  const tries = Array.from({ length: 8 }, () => ({ ...common(ref), kind: 'accept', expected: 0 }));
  const replies = await Promise.all(tries.map((operation) => post('/v1/dispositions', operation)));
  const won = replies.filter(({ status }) => status === 200);
  expect(won).toHaveLength(1);
  const { id } = saved.parse(won[0]?.body);
  for (const reply of replies.filter(({ status }) => status !== 200)) {
    expect(reply.status).toBe(409);
    expect(errorOf(reply)).toMatchObject({ code: 'conflict', current: { version: 1, entry: { id, kind: 'accept' } } });
  }
});

test('eight sendings of one operation at once are one', async () => {
  const operation = { ...common(await lead()), kind: 'accept', expected: 0 };
  const replies = await Promise.all(Array.from({ length: 8 }, () => post('/v1/dispositions', operation)));
  expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200));
  expect(replies.filter(({ body }) => !saved.parse(body).duplicate)).toHaveLength(1);
});

test('reject keeps the reason as it was named, undo and reopen follow each other', async () => {
  const ref = await lead();
  const reject = { ...common(ref), kind: 'reject', expected: 0, reason: 'bad_timing', subReason: null, missing: [] };
  const rejected = saved.parse((await post('/v1/dispositions', reject)).body).context.disposition;
  expect(rejected).toMatchObject({
    state: 'rejected',
    current: { reason: 'bad_timing', reasonLabel: expect.stringMatching(/timing/i) },
  });
  const undo = { ...common(ref), kind: 'undo', expected: 1, undoes: reject.id };
  const undone = saved.parse((await post('/v1/dispositions', undo)).body).context.disposition;
  expect([undone.state, undone.version]).toEqual(['open', 2]);
  expect(undone.history.find(({ id }) => id === reject.id)?.undone).toBe(true);
});

test('what the policy does not offer is refused with its reason', async () => {
  const reject = { ...common(await lead()), kind: 'reject', expected: 0, reason: 'no_such_reason', subReason: null, missing: [] };
  const reply = await post('/v1/dispositions', reject);
  expect(reply.status).toBe(422);
  expect(errorOf(reply)).toMatchObject({ code: 'not_offered', message: expect.stringContaining('no_such_reason') });
});

test('attempts commute and count; feedback confirms the origin and names competitors', async () => {
  const ref = await lead();
  const attempts = Array.from({ length: 4 }, () => ({ ...common(ref), kind: 'attempt', channel: 'call', outcome: 'no_answer' }));
  const replies = await Promise.all(attempts.map((attempt) => post('/v1/attempts', attempt)));
  expect(replies.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const origin = { ...common(ref), kind: 'origin', confirmed: false, channel: 'ai_assistant', assistant: 'chatgpt' };
  await post('/v1/feedback', origin);
  const heard = {
    ...common(ref),
    kind: 'heard',
    objections: ['price'],
    competitors: ['Rival'],
    words: [],
    claims: ['free for ever'],
  };
  const { context } = saved.parse((await post('/v1/feedback', heard)).body);
  expect(context.disposition).toMatchObject({ attempts: 4, version: 0 });
  expect(context.origin.confirmation).toMatchObject({ confirmed: false, channel: 'ai_assistant', by: 'Acme rep' });
  expect(context.origin.shortlist).toContain('Rival');
  expect(context.origin.claims).toContain('free for ever');
});

test.each([
  ['no JSON', '{', 'The body is not valid JSON.'],
  ['nothing', '', 'The body is empty; send JSON.'],
])('%s is refused with a sentence', async (_what, raw, message) => {
  const reply = await ask('POST', '/v1/dispositions', { token: acme.rep, raw });
  expect(reply.status).toBe(400);
  expect(errorOf(reply).message).toBe(message);
});

test.each([
  ['of another day in its own zone', '2026-06-15T12:00:00.0000000001+23:59', '2026-06-14T12:01:00.000Z'],
  ['of the first day', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00.000Z'],
  ['of the last day', '9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ['before the first year', '0000-12-31T23:59:59Z', null],
  ['before the first year, as it is told in UTC', '0001-01-01T00:00:00+14:00', null],
  ['after the last year, as it is told in UTC', '9999-12-31T23:59:59-01:00', null],
])('a choice at a moment %s is kept with that moment or refused', async (_what, at, kept) => {
  const ref = await lead();
  for (const [path, operation] of [
    ['/v1/dispositions', { kind: 'accept', expected: 0 }],
    ['/v1/feedback', { kind: 'origin', confirmed: true, channel: 'referral', assistant: null }],
  ] as const) {
    const reply = await post(path, { ...common(ref), ...operation, at });
    if (kept === null) {
      expect(errorOf(reply).issues).toEqual([{ path: 'at', message: 'Give a moment of the years 1 to 9999' }]);
      continue;
    }
    expect(reply.status, reply.text).toBe(200);
    const { disposition, origin } = saved.parse(reply.body).context;
    expect(disposition.current?.at).toBe(kept);
    if (path === '/v1/feedback') expect(origin.confirmation?.at).toBe(kept);
  }
});

test('a date of no year is refused', async () => {
  for (const until of ['0000-01-01', '0001-01-01', '9999-12-31'])
    expect(
      (await post('/v1/dispositions', { ...common(await lead()), kind: 'recycle', expected: 0, until, reason: null })).status,
    ).toBe(422);
});

test('each wrong field is named by its path', async () => {
  const wrong = { ...common(await lead()), kind: 'accept', expected: 'one', workspaceId: randomUUID() };
  const reply = await post('/v1/dispositions', wrong);
  expect(reply.status).toBe(400);
  expect(errorOf(reply).issues?.map(({ path }) => path)).toContain('expected');
  const nul = await post('/v1/dispositions', { ...common(hubspot('1')), note: 'a\0b', kind: 'accept', expected: 0 });
  expect(errorOf(nul).issues).toEqual([{ path: 'note', message: expect.stringContaining('NUL') }]);
  const odd = await post('/v1/dispositions', { ...common(hubspot('1')), kind: 'accept', expected: 0, ['x\ny'.repeat(5_000)]: 1 });
  expect(errorOf(odd).issues).toEqual([
    { path: '', message: expect.stringMatching(/^Unrecognized key: "x yx yx [^\n]{0,1000}$/) },
  ]);
  const large = await post('/v1/dispositions', {
    ...common(hubspot('1')),
    note: 'x'.repeat(70_000),
    kind: 'accept',
    expected: 0,
  });
  expect([large.status, errorOf(large).code]).toEqual([413, 'too_large']);
});

test.each(['/v1/dispositions', '/v1/attempts', '/v1/feedback'])('%s: a rep of another workspace meets no lead', async (path) => {
  const ref = await lead();
  const bodies: Record<string, object> = {
    '/v1/dispositions': { kind: 'accept', expected: 0 },
    '/v1/attempts': { kind: 'attempt', channel: 'call', outcome: 'sent' },
    '/v1/feedback': { kind: 'step', step: 'x', useful: true },
  };
  const operation = { ...common(ref), ...bodies[path] };
  const foreign = await post(path, operation, other.rep);
  expect([foreign.status, errorOf(foreign).code]).toEqual([404, 'no_lead']);
  expect((await post(path, operation)).status).toBe(200);
  const after = await post(path, operation, other.rep);
  expect([after.status, errorOf(after).code]).toEqual([404, 'no_lead']);
});
