import { beforeAll, expect, test } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { errorBody } from '../../lib/contract/errors.ts';
import { linked } from '../../lib/contract/routes.ts';
import { fileApp, hubspot, identify, type TestWorkspace } from './testing/harness.ts';

const { ask, workspace, send, read } = await fileApp();
let acme: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  acme = await workspace('Acme');
  other = await workspace('Other');
});
const link = (body: unknown, token = acme.rep) => ask('POST', '/v1/links', { token, body });

test('an email makes a lead when it is new, and finds it afterwards', async () => {
  const first = linked.parse((await link({ ref: hubspot('1'), email: 'New@Corp.test' })).body);
  expect(first.created).toBe(true);
  const again = linked.parse((await link({ ref: hubspot('2'), email: 'new@corp.test' }, acme.marketer)).body);
  expect(again).toEqual({ leadId: first.leadId, created: false });
  const { who, refs } = leadContext.parse((await read(acme, hubspot('1'))).body);
  expect(who.email).toMatchObject({ value: 'new@corp.test', source: 'Acme rep' });
  expect(refs.map(({ id }) => id)).toEqual(['1', '2']);
});

test('an event finds the lead a link made', async () => {
  const { leadId } = linked.parse((await link({ ref: hubspot('3'), email: 'later@corp.test' })).body);
  await send(acme, [identify('later', '4', { email: 'later@corp.test', title: 'CTO' })]);
  const context = leadContext.parse((await read(acme, hubspot('3'))).body);
  expect([context.leadId, context.who.title?.value]).toEqual([leadId, 'CTO']);
});

test('a record moves to another lead on a person’s word, and its version grows past the one seen before', async () => {
  await send(acme, [identify('old', '5')]);
  const before = leadContext.parse((await read(acme, hubspot('5'))).body);
  const { leadId } = linked.parse((await link({ ref: hubspot('5'), email: 'right@corp.test' })).body);
  const after = leadContext.parse((await read(acme, hubspot('5'), { 'if-none-match': `"${before.version}"` })).body);
  expect(after.leadId).toBe(leadId);
  expect(after.version).toBeGreaterThan(before.version);
});

test('a short Salesforce id and its long form are one record', async () => {
  const short = { crm: 'salesforce', account: 'Acme', object: 'lead', id: '00Q5e00001AbCdE' } as const;
  await link({ ref: short, email: 'sf@corp.test' });
  const { refs } = leadContext.parse((await read(acme, short)).body);
  expect(refs).toEqual([{ ...short, account: 'acme', id: expect.stringMatching(/^00Q5e00001AbCdE...$/) }]);
  for (const ref of refs) expect((await read(acme, ref)).status).toBe(200);
});

test.each([
  ['neither email nor id', {}],
  ['both', { email: 'a@b.test', leadId: 'x' }],
  ['no email', { email: 'nobody' }],
  ['a workspace of its own choice', { email: 'a@b.test', workspaceId: 'x' }],
])('%s is a bad request', async (_what, rest) => {
  expect((await link({ ref: hubspot('9'), ...rest })).status).toBe(400);
});

test('a lead id that is none, or another workspace’s, is no lead', async () => {
  const { leadId } = linked.parse((await link({ ref: hubspot('10'), email: 'mine@corp.test' })).body);
  for (const [token, id] of [
    [acme.rep, 'nonsense'],
    [other.rep, leadId],
  ] as const) {
    const reply = await link({ ref: hubspot('11'), leadId: id }, token);
    expect([reply.status, errorBody.parse(reply.body).error.code]).toEqual([404, 'no_lead']);
  }
  expect((await read(other, hubspot('10'))).status).toBe(404);
});
