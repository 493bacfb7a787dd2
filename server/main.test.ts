import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { paths } from '../lib/contract/routes.ts';
import { type Spawned, spawnScript } from '../test/postgres/process.ts';
import { findPostmaster } from './db/embedded-postmaster.ts';
import { exists } from './db/embedded-process.ts';

// A process takes seconds to start where other tests keep the machine busy.
vi.setConfig({ testTimeout: 120_000 });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'leadside-main-'));
  await chmod(folder, 0o755);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const children: Spawned[] = [];
afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});

function main(env: Record<string, string> = {}): Spawned {
  const own = { DATABASE_URL: undefined, LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'warn', ...env };
  const spawned = spawnScript('server/main.ts', [], own);
  children.push(spawned);
  return spawned;
}

async function up(spawned: Spawned): Promise<string> {
  await spawned.until((out) => out.includes('\n'));
  return /^Leadside listens on (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(spawned.out())?.[1] ?? spawned.out();
}

const postmaster = async () => (await findPostmaster(path.join(folder, 'data')))?.pid ?? 0;
const status = (url: string) =>
  fetch(url).then(
    (response) => response.status,
    () => 0,
  );

test.each(['SIGTERM', 'SIGINT'] as const)(
  'it prints its address, answers, and on %s stops itself and its Postgres',
  async (signal) => {
    const server = main();
    const url = await up(server);
    expect(await status(`${url}${paths.health}`)).toBe(200);
    const postgres = await postmaster();
    expect(exists(postgres)).toBe(true);
    server.child.kill(signal);
    expect(await server.ended).toBe(0);
    expect(exists(postgres)).toBe(false);
    expect(server.err()).toBe('');
  },
);

test('the second server on a folder ends with the name of the first, whose data stays as it is', async () => {
  const first = main();
  const url = await up(first);
  const second = main();
  expect(await second.ended).toBe(1);
  expect(second.err()).toMatch(new RegExp(`^The data folder ${folder} is in use by process ${first.pid} since \\S+; .*\n$`));
  expect(await status(`${url}${paths.ready}`)).toBe(200);
});

describe('kill -9', () => {
  test('of Postgres: the server is ready again by itself', async () => {
    const server = main({ LOG_LEVEL: 'silent' });
    const url = await up(server);
    const before = await postmaster();
    process.kill(before, 'SIGKILL');
    await vi.waitFor(
      async () => {
        expect([0, before]).not.toContain(await postmaster());
        expect(await status(`${url}${paths.ready}`)).toBe(200);
      },
      { timeout: 60_000, interval: 100 },
    );
  });

  test('of the server: the next one starts on the same folder', async () => {
    const first = main();
    await up(first);
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await status(`${await up(main())}${paths.ready}`)).toBe(200);
  });
});

test('a bad setting is named, with exit code 2', async () => {
  const server = main({ PORT: 'eighty' });
  expect(await server.ended).toBe(2);
  expect(server.err()).toBe('PORT is "eighty" and must be a port from 0 to 65535 (0 takes a free one).\n');
});
