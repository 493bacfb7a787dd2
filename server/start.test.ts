import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { paths } from '../lib/contract/routes.ts';
import { type TestDatabase, testDatabase } from '../test/postgres/database.ts';
import { readSettings } from './settings.ts';
import { type RunningServer, startServer } from './start.ts';

const log = pino({ level: 'silent' });
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const start = (more: Record<string, string> = {}) =>
  startServer(readSettings({ PORT: '0', DATABASE_URL: database.url, LEADSIDE_LOCK_TIMEOUT_MS: '60000', ...more }), { log });

const refused = (url: string) =>
  fetch(`${url}${paths.health}`).then(
    () => false,
    () => true,
  );

/** A request that waits inside the database until `free` is called: its token cannot be looked up yet. */
async function waiting(server: RunningServer): Promise<{ answer: Promise<number | string>; free(): Promise<void> }> {
  const holder = await database.pool.connect();
  await holder.query('begin; set local statement_timeout to 0; lock table tokens in access exclusive mode');
  const answer = fetch(`${server.url}${paths.session}`, { headers: { authorization: 'Bearer nobody' } }).then(
    (response) => response.status,
    () => 'cut',
  );
  await vi.waitFor(async () => {
    const { rowCount } = await holder.query("select from pg_locks where relation = 'tokens'::regclass and not granted");
    expect(rowCount).toBe(1);
  }, 20_000);
  return {
    answer,
    async free() {
      await holder.query('rollback');
      holder.release();
    },
  };
}

test('an idle connection is held for longer than load balancers hold theirs, and not past the closing', async () => {
  const server = await start();
  const answer = await fetch(`${server.url}/health`);
  expect(Number(/timeout=(\d+)/.exec(answer.headers.get('keep-alive') ?? '')?.[1])).toBeGreaterThan(60);
  await answer.text();
  await server.close();
});

test('closing takes no new requests and lets those in flight finish', async () => {
  const server = await start();
  const request = await waiting(server);
  const closing = server.close();
  await vi.waitFor(async () => expect(await refused(server.url)).toBe(true), 20_000);
  await request.free();
  expect(await request.answer).toBe(401);
  await closing;
});

test('closing waits no longer than it was told to, and twice is once', async () => {
  const server = await start({ LEADSIDE_STOP_TIMEOUT_MS: '0' });
  const request = await waiting(server);
  const closing = server.close();
  expect(await request.answer).toBe('cut');
  await request.free();
  await Promise.all([closing, server.close()]);
});

test('a taken port is named in a sentence', async () => {
  const server = await start();
  const { port } = new URL(server.url);
  await expect(start({ PORT: port })).rejects.toThrow(
    `Port ${port} on 127.0.0.1 is taken; stop what uses it or set PORT to another.`,
  );
  await server.close();
});

test('an address this machine does not have is named in a sentence', async () => {
  await expect(start({ HOST: '192.0.2.1' })).rejects.toThrow('does not have the address 192.0.2.1; set HOST');
});
