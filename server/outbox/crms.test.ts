import { randomUUID } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { faultsFrom, rough } from '../../test/crm-fakes/faults.ts';
import { cutting } from '../connectors/testing/drive.ts';
import { hubspotWorld, pipedriveWorld, salesforceWorld } from '../connectors/testing/worlds.ts';
import { crmsStage } from './testing/crms-stage.ts';
import { clean, oracleFor } from './testing/oracle.ts';

const jobsEach = 1000;
const worlds = await Promise.all([salesforceWorld(jobsEach), hubspotWorld(jobsEach), pipedriveWorld(jobsEach)]);
const others = await Promise.all([salesforceWorld(64), hubspotWorld(64), pipedriveWorld(64)]);
const { app, pool, clock, workspace, ways, connect, queue, untilDone, states } = await crmsStage();
afterAll(() => Promise.all([...worlds, ...others].map(({ fake }) => fake.stop())));

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
  const oracles = worlds.map(({ jobs, found }) => oracleFor(jobs, found));
  for (const [at, one] of worlds.entries()) {
    const way = cutting(one.connector, one.fake);
    ways.set(one.target.baseUrl, oracles[at]?.watching(way) ?? way);
    await connect(acme, one);
    await queue(
      acme,
      one.jobs.map(({ write }) => write),
      one.target.account,
    );
    one.fake.faults = faultsFrom(20 + at, rough, true);
  }
  const resent = await untilDone(acme, oracles);
  expect(oracles.map((oracle) => oracle.verdict())).toEqual([clean, clean, clean]);
  expect(worlds.flatMap(({ fake }) => fake.problems)).toEqual([]);
  expect(resent.size).toBeLessThan(jobsEach / 20);
  expect(await states(acme)).toEqual({ in_crm: 3 * jobsEach });
  const { rows } = await pool.query<{ tries: number }>('select sum(tries)::int as tries from crm_jobs where workspace_id = $1', [
    acme.id,
  ]);
  expect(rows[0]?.tries).toBeGreaterThan(jobsEach);
}, 600_000);
