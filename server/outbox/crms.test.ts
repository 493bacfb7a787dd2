import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { faultsFrom, rough } from '../../test/crm-fakes/faults.ts';
import { keyringFor } from '../connections/keyring.ts';
import { setConnection } from '../connections/store.ts';
import type { CrmWrite } from '../connectors/connector.ts';
import { compare, cutting } from '../connectors/testing/drive.ts';
import { hubspotWorld, pipedriveWorld, salesforceWorld, type World } from '../connectors/testing/worlds.ts';
import { fileApp, type TestWorkspace } from '../routes/testing/harness.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { replay } from './by-hand.ts';
import { enqueue, nextDue } from './jobs.ts';

const jobsEach = 1000;
const quarter = 15 * 60 * 1000;
const worlds = await Promise.all([salesforceWorld(jobsEach), hubspotWorld(jobsEach), pipedriveWorld(jobsEach)]);
const others = await Promise.all([salesforceWorld(64), hubspotWorld(64), pipedriveWorld(64)]);
const connectors = Object.fromEntries(worlds.map(({ connector, fake }) => [connector.crm, cutting(connector, fake)]));
const { app, pool, clock, workspace } = await fileApp({ connectors });
const keyring = keyringFor({ keys: [Buffer.alloc(32, 7)], folder: null });
afterAll(() => Promise.all([...worlds, ...others].map(({ fake }) => fake.stop())));

async function connect(to: TestWorkspace, { target: { crm, account, baseUrl, secret, settings } }: World, as = account) {
  await setConnection({ pool, keyring, connectors, now: clock.now }, to.id, { crm, account: as, baseUrl, secret, settings });
}

/** One lead a record, and its writes in order, due now. */
async function queue(to: TestWorkspace, writes: readonly CrmWrite[], account: string) {
  const leads = new Map<string, string>();
  await inWorkspace(pool, to.id, async (db) => {
    for (const write of writes) {
      const known = leads.get(write.ref.id);
      const leadId = known ?? randomUUID();
      leads.set(write.ref.id, leadId);
      if (!known) await db.query('insert into leads (workspace_id, id) values ($1, $2)', [to.id, leadId]);
      const mine = { ...write, ref: { ...write.ref, account } };
      await enqueue(db, { workspaceId: to.id, leadId, kind: 'accept', write: mine, runAt: clock.now, now: clock.now });
    }
  });
}

async function states(to: TestWorkspace) {
  const { rows } = await pool.query<{ state: string; n: number }>(
    'select state, count(*)::int as n from crm_jobs where workspace_id = $1 group by state',
    [to.id],
  );
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}

test('what a CRM never takes is parked with its reason within a minute, a lost credential waits, and the rest goes on', async () => {
  const [bad, good] = [await workspace('Poisoned'), await workspace('Bystander')];
  const began = clock.now;
  for (const one of others) {
    await connect(bad, one, '900');
    await queue(
      bad,
      [...one.poison, ...one.jobs].map(({ write }) => write),
      '900',
    );
  }
  for (let left = 60; left > 0; left -= 3) {
    await app.outbox.round();
    clock.now += 3 * 1000;
  }
  const { rows: parked } = await pool.query<{ id: string; code: string; because: string; since: Date }>(
    `select operation_id as id, parked_code as code, because, state_since as since from crm_jobs where workspace_id = $1 and state = 'parked'`,
    [bad.id],
  );
  const poison = others.flatMap((one) => one.poison);
  expect(Object.fromEntries(parked.map(({ id, code }) => [id, code]))).toEqual(
    Object.fromEntries(poison.map(({ write, code }) => [write.operationId, code])),
  );
  for (const { because, since } of parked) {
    expect(because).toMatch(/^[A-Z].{20,}\.$/);
    expect(since.getTime() - began).toBeLessThan(60 * 1000);
  }
  expect(await states(bad)).toEqual({ parked: poison.length, in_crm: 3 * 64 });

  for (const { jobs, revoke } of others) {
    revoke();
    const again = jobs.slice(0, 8).map(({ write }) => ({ ...write, operationId: randomUUID() }));
    await queue(bad, again, '900');
  }
  const calm = await salesforceWorld(16);
  await connect(good, calm, '902');
  await queue(
    good,
    calm.jobs.map(({ write }) => write),
    '902',
  );
  await app.outbox.round();
  expect(await states(good)).toEqual({ in_crm: 16 });
  expect(await states(bad)).toMatchObject({ waiting: 3 * 8 });
  const { rows: shut } = await pool.query<{ state: string }>('select state from crm_connections where workspace_id = $1', [
    bad.id,
  ]);
  expect(shut).toEqual([{ state: 'signed_out' }, { state: 'signed_out' }, { state: 'signed_out' }]);
  await calm.fake.stop();
}, 60_000);

test('a thousand writes to each CRM through faults: each is there once, and said to be', async () => {
  const acme = await workspace('Acme');
  for (const one of worlds) {
    await connect(acme, one);
    await queue(
      acme,
      one.jobs.map(({ write }) => write),
      one.target.account,
    );
  }
  worlds.forEach(({ fake }, at) => {
    fake.faults = faultsFrom(20 + at, rough, true);
  });
  const resent = new Set<string>();
  for (;;) {
    await app.outbox.round();
    // Ten tries that all met a fault end with a person, who sends it again.
    const { rows } = await pool.query<{ operation_id: string; id: string }>(
      `select operation_id, ref->>'id' as id from crm_jobs where state = 'parked' and workspace_id = $1`,
      [acme.id],
    );
    for (const { operation_id, id } of rows) {
      resent.add(id);
      await replay(pool, acme.id, operation_id, 'an admin', clock.now);
    }
    const due = await nextDue(pool);
    if (due === null) break;
    clock.now = Math.max(due, clock.now + quarter);
  }
  // What was decided after a job that had to be sent again stands: of that record's decisions one may rightly be left out.
  const overtaken = (line: string) => /^(fields|archive|unarchive) /.test(line) && [...resent].some((id) => line.includes(id));
  for (const { jobs, found, fake } of worlds) {
    const expected = jobs.flatMap(({ effects }) => effects);
    const { lost, tooMany } = compare(expected, found());
    expect({ lost: lost.filter((line) => !overtaken(line)), tooMany }).toEqual({ lost: [], tooMany: [] });
    expect(fake.problems).toEqual([]);
  }
  expect(resent.size).toBeLessThan(jobsEach / 20);
  expect(await states(acme)).toEqual({ in_crm: 3 * jobsEach });
  const { rows } = await pool.query<{ tries: number }>('select sum(tries)::int as tries from crm_jobs where workspace_id = $1', [
    acme.id,
  ]);
  expect(rows[0]?.tries).toBeGreaterThan(jobsEach);
}, 600_000);
