import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test } from 'vitest';
import { type LeadContext, leadContext } from '../../lib/contract/context.ts';
import { errorBody } from '../../lib/contract/errors.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from './testing/harness.ts';

const { ask, workspace, send, read, pool, clock } = await fileApp();
let acme: TestWorkspace;
let other: TestWorkspace;
beforeAll(async () => {
  acme = await workspace('Acme');
  other = await workspace('Other');
});
const contextOf = async (ref = hubspot('1')): Promise<LeadContext> => leadContext.parse((await read(acme, ref)).body);

test('the context follows events at once, keeps its version while nothing changes, and answers 304', async () => {
  await send(acme, [identify('ann', '1', { title: 'VP Sales' })]);
  const first = await read(acme, hubspot('1'));
  expect(first.status, first.text).toBe(200);
  const context = leadContext.parse(first.body);
  expect(context.who.title?.value).toBe('VP Sales');
  expect(first.headers.get('etag')).toBe(`"${context.version}"`);
  expect(first.headers.get('cache-control')).toBe('private, no-cache');
  const again = await read(acme, hubspot('1'), { 'if-none-match': `W/"${context.version}"` });
  expect(again.status).toBe(304);
  expect(again.text).toBe('');

  await send(acme, [event('page', { userId: 'ann', name: 'Pricing' })]);
  const later = await read(acme, hubspot('1'), { 'if-none-match': `"${context.version}"` });
  expect(later.status).toBe(200);
  expect(leadContext.parse(later.body).read.total).toBe(1);
});

test('time alone outdates a context', async () => {
  await send(acme, [identify('tim', '2')]);
  const before = await contextOf(hubspot('2'));
  clock.now += 40 * 86_400_000;
  const after = await contextOf(hubspot('2'));
  expect(after.version).toBe(before.version + 1);
  expect(Date.parse(after.asOf)).toBe(clock.now);
});

test('a changed policy reaches contexts that are read later', async () => {
  await send(acme, [identify('pol', '3')]);
  const before = await contextOf(hubspot('3'));
  const { rows } = await pool.query<{ text: string }>('select text from policies where workspace_id = $1', [acme.id]);
  const policyText = (rows[0]?.text ?? '').replace('attemptsAgreed: 6', 'attemptsAgreed: 4');
  expect(await setPolicy(pool, { workspaceId: acme.id, policyText })).toMatchObject({ version: 2 });
  const after = await contextOf(hubspot('3'));
  expect([before.disposition.attemptsAgreed, after.disposition.attemptsAgreed]).toEqual([6, 4]);
  expect([before.handoff.policyVersion, after.handoff.policyVersion]).toEqual([1, 2]);
  await expect(setPolicy(pool, { workspaceId: acme.id, policyText: 'name: 1' })).rejects.toThrow(/line \d+/);
});

test('a finished clock and a handoff keep the policy they were judged and made under', async () => {
  const timestamp = new Date(clock.now).toISOString();
  await send(acme, [identify('fin', '61'), event('track', { userId: 'fin', event: 'Lead Handed Off', timestamp })]);
  const handed = await contextOf(hubspot('61'));
  const made = handed.handoff.policyVersion;
  clock.now += 3_600_000;
  const at = new Date(clock.now).toISOString();
  const seen = { contextVersion: handed.version, sections: [], openedAt: null };
  const accept = { id: randomUUID(), kind: 'accept', ref: hubspot('61'), at, note: null, seen, expected: 0 };
  expect((await ask('POST', '/v1/dispositions', { token: acme.rep, body: accept })).status).toBe(200);
  const decision = async () => (await contextOf(hubspot('61'))).clocks.find(({ id }) => id === 'decision');
  const judged = await decision();
  expect(judged).toMatchObject({ state: 'met', policyVersion: made });
  const { rows } = await pool.query<{ text: string }>(
    'select text from policies where workspace_id = $1 order by version desc limit 1',
    [acme.id],
  );
  const policyText = (rows[0]?.text ?? '').replaceAll(/duration: P\S+/g, 'duration: PT1M');
  // Twice: what the first edit left alone is not judged by the second either.
  for (const more of [1, 2]) {
    expect(await setPolicy(pool, { workspaceId: acme.id, policyText })).toMatchObject({ version: made + more });
    expect((await contextOf(hubspot('61'))).clocks.find(({ id }) => id === 'first_touch')?.goal.ms).toBe(60_000);
    expect(await decision()).toEqual(judged);
    expect((await contextOf(hubspot('61'))).handoff.policyVersion).toBe(made);
  }
});

test('a stage that counts as a handoff was made under the policy of its day', async () => {
  await send(acme, [identify('stg', '71', { lifecycleStage: 'mql' })]);
  const newest = (await contextOf(hubspot('1'))).handoff.policyVersion;
  const under = async () => (await contextOf(hubspot('71'))).handoff;
  expect((await under()).at).not.toBeNull();
  await pool.query('update policies set created_at = $2 where workspace_id = $1', [acme.id, new Date(0)]);
  await pool.query(`update contexts set refresh_at = 'epoch'`);
  expect((await under()).policyVersion).toBe(newest);
  await pool.query('update policies set created_at = $2 where workspace_id = $1 and version > 1', [
    acme.id,
    new Date(clock.now + 86_400_000),
  ]);
  await pool.query(`update contexts set refresh_at = 'epoch'`);
  expect((await under()).policyVersion).toBe(1);
});

test('what a colleague did is on the account', async () => {
  await send(acme, [
    identify('col1', '4', { email: 'a@shared.test' }),
    identify('col2', '5', { email: 'b@shared.test', title: 'CFO' }),
  ]);
  await send(acme, [event('page', { userId: 'col2', name: 'Pricing', properties: { title: 'Pricing' } })]);
  clock.now += 10_000;
  const { account } = await contextOf(hubspot('4'));
  expect(account?.domain?.value).toBe('shared.test');
  expect(account?.peopleTotal).toBe(1);
  expect(account?.people[0]).toMatchObject({ title: 'CFO', did: 'Pricing', touches: 1 });
});

test.each([
  ['an unknown CRM', '/v1/context/nocrm/1/contact/1', 'crm'],
  ['an unknown object', '/v1/context/hubspot/1/person/1', 'object'],
  ['an endless id', `/v1/context/hubspot/1/contact/${'9'.repeat(201)}`, 'id'],
  ['a NUL in the id', '/v1/context/hubspot/1/contact/%00', 'id'],
])('%s is a bad request that names the part', async (_what, path, part) => {
  const reply = await ask('GET', path, { token: acme.rep });
  expect(reply.status, reply.text).toBe(400);
  expect(errorBody.parse(reply.body).error.issues?.map(({ path }) => path)).toEqual([part]);
});

test('a record without a lead says so and what to do', async () => {
  const reply = await read(acme, hubspot('999'));
  expect(reply.status).toBe(404);
  expect(errorBody.parse(reply.body).error).toMatchObject({ code: 'no_lead', fix: expect.stringContaining('email') });
});

test('accounts and ids of any CRM survive the address', async () => {
  const ref = { crm: 'custom', account: 'https://crm.test/a b', object: 'lead', id: 'ä/ö?#%' } as const;
  await send(acme, [identify('odd', 'x', { crm: ref })]);
  const reply = await ask('GET', contextPath(ref), { token: acme.rep });
  expect(reply.status, reply.text).toBe(200);
  expect(leadContext.parse(reply.body).refs).toEqual([ref]);
});

test('another workspace with the same record and mail address sees nothing of ours', async () => {
  await send(acme, [identify('eve', '6')]);
  const reply = await ask('GET', contextPath(hubspot('6')), { token: other.rep });
  expect(reply.status).toBe(404);
  expect(errorBody.parse(reply.body).error.code).toBe('no_lead');
  await send(other, [identify('eve', '6', { name: 'Another Eve' })]);
  const [ours, theirs] = await Promise.all([read(acme, hubspot('6')), read(other, hubspot('6'))]);
  expect(leadContext.parse(ours.body).who.name?.value).toBe('Person eve');
  expect(leadContext.parse(theirs.body).who.name?.value).toBe('Another Eve');
});
