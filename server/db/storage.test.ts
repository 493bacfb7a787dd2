import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { createApp } from '../app.ts';
import { common, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { readSettings } from '../settings.ts';
import { storageFor } from './storage.ts';

const { ask, pool, workspace, send, read, clock } = await fileApp();
let acme: TestWorkspace;
let folder: string;
beforeAll(async () => {
  acme = await workspace();
  await send(acme, [identify('ann', '1')]);
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-disk-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const accept = () => ({ ...common(hubspot('1')), kind: 'accept', expected: 0 });

test('a disk that is full by the database’s word: writes are refused, reads served, and it mends by itself', async () => {
  await pool.query(`create function full_disk() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file' using errcode = '53100'; end $$`);
  await pool.query('create trigger full_disk before insert on dispositions for each row execute function full_disk()');
  for (let turn = 0; turn < 2; turn++) {
    const reply = await ask('POST', '/v1/dispositions', { token: acme.rep, body: accept() });
    expect([reply.status, errorBody.parse(reply.body).error.code]).toEqual([507, 'storage_full']);
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  }
  expect((await read(acme, hubspot('1'))).status).toBe(200);
  expect((await ask('GET', '/health')).body).toMatchObject({
    status: 'storage_full',
    storage: { because: expect.stringContaining('disk of the database is full') },
  });
  await pool.query('drop trigger full_disk on dispositions');
  expect((await ask('POST', '/v1/dispositions', { token: acme.rep, body: accept() })).status).toBe(200);
  expect((await ask('GET', '/health')).body).toMatchObject({ status: 'ok' });
});

test('of our own disk a reserve is kept, so that Postgres can go on serving reads', async () => {
  const small = readSettings({ LEADSIDE_DISK_RESERVE_MB: '1000000' });
  const app = createApp({ pool, log: pino({ level: 'silent' }), now: () => clock.now, settings: small, folder });
  const call = async (route: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://x${route}`, { ...init, headers: { authorization: `Bearer ${acme.rep}` } }));
  const refused = await call('/v1/attempts', { method: 'POST', body: '{}' });
  expect(refused.status).toBe(507);
  expect((await call('/v1/context/hubspot/42/contact/1')).status).toBe(200);
  expect(await (await call('/health')).json()).toMatchObject({
    storage: { because: expect.stringMatching(/MB are free.*Free some space/) },
  });
  await app.stop();
});

test('spare room is kept on our own disk, given up once for reads, and kept anew when there is room', async () => {
  let now = 0;
  const mega = 1024 * 1024;
  const storage = storageFor({ folder, reserve: 8 * mega, now: () => now });
  const size = () => stat(path.join(folder, 'spare')).then(({ size: bytes }) => bytes / mega);
  await storage.full();
  expect([await storage.makeRoom(), await storage.makeRoom()]).toEqual([true, false]);
  await storage.full();
  expect(await storage.makeRoom()).toBe(false);
  now += 1000;
  await storage.full();
  await expect.poll(size).toBe(1);
  expect(await storageFor({ folder: null, reserve: 0, now: () => now }).makeRoom()).toBe(false);
});
