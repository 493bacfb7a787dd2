import { beforeAll, describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { errorBody } from '../../lib/contract/errors.ts';
import { policyApplied, policyChecked, policyDryRunResult, policyShown, policyVersions } from '../../lib/contract/policy.ts';
import { defaultPolicy, defaultPolicyInput } from '../../lib/policy/default.ts';
import type { PolicyInput } from '../../lib/policy/schema.ts';
import { storyEvents } from '../../test/demo/events.ts';
import { dryRun } from '../policies/dry-run.ts';
import { fileApp, type TestWorkspace } from './testing/harness.ts';

const { workspace, send, ask, pool, clock } = await fileApp();
let acme: TestWorkspace;
let other: TestWorkspace;

const standard = stringify(defaultPolicyInput);
const broken = standard.replace('threshold: 60', 'threshold: high');
const lineOfThreshold = standard.split('\n').findIndex((line) => line.includes('threshold: 60')) + 1;
const { score } = defaultPolicyInput;
const eager = stringify({ ...defaultPolicyInput, name: 'Eager', score: { ...score, threshold: 10 } } satisfies PolicyInput);

const post = (path: string, body: object, to = acme) => ask('POST', path, { token: to.admin, body });
const get = (path: string, to = acme) => ask('GET', path, { token: to.admin });
const refused = (body: unknown) => errorBody.parse(body).error;

beforeAll(async () => {
  acme = await workspace();
  other = await workspace('Other');
  await send(acme, storyEvents(clock.now));
});

test('a check names the policy, or each problem by its path and line', async () => {
  const good = policyChecked.parse((await post('/v1/policy/check', { text: standard })).body);
  expect(good).toEqual({ name: defaultPolicy.name, problems: [] });
  const bad = policyChecked.parse((await post('/v1/policy/check', { text: broken })).body);
  expect(bad).toEqual({
    name: null,
    problems: [{ path: 'score.threshold', line: lineOfThreshold, message: 'Write a number here, not a text.' }],
  });
});

test('a check finds a holiday left out that no calendar has, on its line', async () => {
  const business = { ...defaultPolicyInput.calendars.business, country: 'US', without: ['Colombus Day'] };
  const text = stringify({ ...defaultPolicyInput, calendars: { ...defaultPolicyInput.calendars, business } });
  const { problems } = policyChecked.parse((await post('/v1/policy/check', { text })).body);
  const line = text.split('\n').findIndex((one) => one.includes('Colombus')) + 1;
  expect(problems).toEqual([
    { path: 'calendars.business.without.0', line, message: expect.stringMatching(/^No holiday is "Colombus Day": write a name/) },
  ]);
});

test.each(['/v1/policy/dry-run', '/v1/policy'])('%s refuses a bad policy with the path and the line', async (path) => {
  const reply = await post(path, { text: broken, ...(path === '/v1/policy' ? { from: 1 } : {}) });
  expect(reply.status).toBe(400);
  expect(refused(reply.body)).toMatchObject({
    message: 'The policy cannot be used.',
    issues: [{ path: 'score.threshold', line: lineOfThreshold, message: 'Write a number here, not a text.' }],
  });
});

test('a text past the longest is refused', async () => {
  expect((await post('/v1/policy/check', { text: 'x'.repeat(1_000_001) })).status).toBe(400);
  expect((await post('/v1/policy/check', { text: 'x'.repeat(2_000_001) })).status).toBe(413);
});

describe('a dry run', () => {
  test('says what would change, the loudest leads first, and keeps nothing', async () => {
    const reply = await post('/v1/policy/dry-run', { text: eager, leads: 2 });
    const run = policyDryRunResult.parse(reply.body);
    expect([run.from, run.to]).toEqual([
      { version: 1, name: defaultPolicy.name },
      { version: 2, name: 'Eager' },
    ]);
    expect([run.complete, run.sums.above > 0, run.leads.length]).toEqual([true, true, 2]);
    expect(run.leads[0]?.crosses).toBe('above');
    expect(run.lines[0]).toMatch(/^\d+ open leads, of which \d+ would change/);
    expect(policyShown.parse((await get('/v1/policy')).body).version).toBe(1);
  });

  test('is one at a time for a workspace, and leaves the next one free', async () => {
    const both = await Promise.all([1, 2].map(() => post('/v1/policy/dry-run', { text: eager })));
    expect(both.map(({ status }) => status).sort((a, b) => a - b)).toEqual([200, 429]);
    const late = both.find(({ status }) => status === 429);
    expect(late?.headers.get('retry-after')).toBe('10');
    expect((await post('/v1/policy/dry-run', { text: eager }, other)).status).toBe(200);
    expect((await post('/v1/policy/dry-run', { text: eager })).status).toBe(200);
  });

  test('that is stopped says so, and what it saw by then', async () => {
    const stopped = await dryRun(
      pool,
      acme.id,
      defaultPolicy,
      clock.now,
      () => {},
      () => true,
    );
    expect(stopped.complete).toBe(false);
    expect(stopped.sums.leads + stopped.sums.decided).toBe(10);
  });
});

test('a policy is applied once, from the version it was written from', async () => {
  const applied = async (body: object, to = other) => (await post('/v1/policy', body, to)).body;
  expect(policyApplied.parse(await applied({ text: eager, from: 1 }))).toEqual({ version: 2, changed: true });
  // The answer was lost and the same is sent again.
  expect(policyApplied.parse(await applied({ text: eager, from: 1 }))).toEqual({ version: 2, changed: false });
  const late = await post('/v1/policy', { text: standard, from: 1 }, other);
  expect(late.status).toBe(409);
  expect(refused(late.body).message).toBe('Version 2 of the policy is in force by now; this one was written from 1.');
  expect(policyApplied.parse(await applied({ text: standard, from: 2 }))).toEqual({ version: 3, changed: true });

  const { versions } = policyVersions.parse((await get('/v1/policy/versions', other)).body);
  expect(versions.map(({ version, name }) => [version, name])).toEqual([
    [3, defaultPolicy.name],
    [2, 'Eager'],
    [1, defaultPolicy.name],
  ]);
  expect(policyShown.parse((await get('/v1/policy/versions/2', other)).body)).toMatchObject({ version: 2, text: eager });
  expect(policyShown.parse((await get('/v1/policy', other)).body)).toMatchObject({ version: 3, text: standard });
});

test('a version that is not there, or none, is refused', async () => {
  const none = await get('/v1/policy/versions/7');
  expect([none.status, refused(none.body).message]).toEqual([404, 'There is no version 7 of the policy.']);
  for (const version of ['0', 'x', '-1', '99999999999']) {
    expect((await get(`/v1/policy/versions/${version}`)).status, version).toBe(400);
  }
});
