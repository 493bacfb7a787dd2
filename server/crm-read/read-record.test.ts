import { beforeAll, expect, test } from 'vitest';
import { fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import type { Reach } from './reach.ts';
import { connectTenant, fakeCrm, readingServer } from './testing/fake-crm.ts';

const crm = fakeCrm();
const { workspace, send, pool, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
  await connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
  await send(acme, [identify('ann', '1'), identify('bob', '2')]);
});

/** The way of the fake, with another connector at its end. */
const reachWith = (read: NonNullable<Awaited<ReturnType<Reach['way']>>>['read']): Reach => ({
  ...crm.reach,
  async way(workspaceId, tenant) {
    const way = await crm.reach.way(workspaceId, tenant);
    return way && { ...way, read };
  },
});
const readWith = (reach: Reach, id: string) =>
  readingServer({ pool, now: () => clock.now, reach, patienceMs: 20 }).reader.read(acme.id, hubspot(id));

test('a connector that never answers, whatever its signal says, holds nobody up', async () => {
  const deaf = reachWith(() => new Promise<never>(() => {}));
  expect(await readWith(deaf, '1')).toEqual({ kind: 'failed', because: 'HubSpot did not answer in time.', retryAfterMs: null });
});

test('a connector that breaks is one that could not be read', async () => {
  const broken = reachWith(() => Promise.reject(new TypeError('x is undefined')));
  expect(await readWith(broken, '2')).toMatchObject({ kind: 'failed', because: 'HubSpot could not be read; it is tried again.' });
});

test('a record that was merged into another says into which, and takes nothing of the other over', async () => {
  crm.hold(hubspot('9'), { person: { name: 'Somebody Else' } });
  const merged = reachWith(async () => {
    const record = crm.records.get([...crm.records.keys()][0] ?? '');
    return record ? { kind: 'found', record } : { kind: 'gone', because: 'no' };
  });
  expect(await readWith(merged, '1')).toMatchObject({
    kind: 'failed',
    because: 'HubSpot merged this record into contact 9. Open that one.',
  });
  const { rows } = await pool.query('select next_at, read_at from crm_reads where workspace_id = $1 and id = $2', [acme.id, '1']);
  expect(rows).toEqual([{ next_at: null, read_at: null }]);
});

test('who looked for a lead just before it was made has its CRM asked no second time', async () => {
  crm.asked.length = 0;
  crm.hold(hubspot('7'), { person: { name: 'Ann', email: 'ann@corp.test' } });
  const { reader } = readingServer({ pool, now: () => clock.now, reach: crm.reach });
  const first = await reader.firstSight(acme.id, hubspot('7'));
  expect([await reader.firstSight(acme.id, hubspot('7')), crm.asked.length]).toEqual([first, 1]);
  // It is for a moment: a lead that is gone since is looked for again.
  clock.now += 2000;
  expect([await reader.firstSight(acme.id, hubspot('7')), crm.asked.length]).toEqual([first, 2]);
});
