import { expect, test, vi } from 'vitest';
import { fileApp, hubspot, identify } from '../routes/testing/harness.ts';
import { newEpoch, readEpoch } from './epoch.ts';

const { app, ask, pool, workspace, send, read } = await fileApp();

test('made once, however many servers boot at once, and sent with every answer', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => readEpoch(pool)));
  expect(new Set(all).size).toBe(1);
  const acme = await workspace();
  await send(acme, [identify('ann', '1')]);
  for (const reply of [await read(acme, hubspot('1')), await ask('GET', '/v1/session'), await ask('GET', '/health')])
    expect(reply.headers.get('leadside-epoch')).toBe(all[0]);
});

test('changed by hand, running servers hear of it', async () => {
  const before = await readEpoch(pool);
  await app.start();
  const id = await newEpoch(pool);
  expect(id).not.toBe(before);
  await vi.waitFor(async () => expect((await ask('GET', '/health')).headers.get('leadside-epoch')).toBe(id), 10_000);
});

test('a database that was read into another cluster, or went another way in time, is another history', async () => {
  const before = await readEpoch(pool);
  expect(await readEpoch(pool)).toBe(before);
  await pool.query(`update server_epoch set cluster = cluster || 'x'`);
  const after = await readEpoch(pool);
  expect(after).not.toBe(before);
  expect(await readEpoch(pool)).toBe(after);
});

test('from a Postgres that did not say to one that does is no other history', async () => {
  const before = await readEpoch(pool);
  await pool.query('update server_epoch set cluster = null');
  expect(await readEpoch(pool)).toBe(before);
  const { rows } = await pool.query('select cluster from server_epoch');
  expect(rows).toEqual([{ cluster: expect.stringMatching(/^\d+\/[0-9A-F]{8}$/) }]);
});
