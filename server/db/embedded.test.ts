import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { type Spawned, spawnScript } from '../../test/postgres/process.ts';
import { type Embedded, openEmbedded, runningUrl } from './embedded.ts';
import { findBinaries } from './embedded-binaries.ts';
import { findPackage } from './embedded-package.ts';
import { findPostmaster } from './embedded-postmaster.ts';
import { exists } from './embedded-process.ts';
import { canEnter, isRoot, userFor } from './embedded-user.ts';

// Clusters and processes take seconds to start where other tests keep the machine busy.
vi.setConfig({ testTimeout: 120_000 });

const log = pino({ level: 'silent' });
const folders: string[] = [];
const children: Spawned[] = [];

async function temporary(mode: number): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'leadside-embedded-'));
  await chmod(folder, mode);
  folders.push(folder);
  return folder;
}

function writer(folder: string): Spawned {
  const spawned = spawnScript('test/postgres/writer.ts', [folder]);
  children.push(spawned);
  return spawned;
}

afterEach(async () => {
  for (const { child, ended } of children.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
});
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function ask<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

const numbers = (out: string, word: string) =>
  new Set([...out.matchAll(new RegExp(`^${word} (\\d+)$`, 'gm'))].map((found) => Number(found[1])));
const postmasterOf = (out: string) => Number(/^up \d+ (\d+)$/m.exec(out)?.[1]);

/** Every answered row is there, and no row that nobody sent. */
async function judge(embedded: Embedded, out: string): Promise<void> {
  const stored = new Set((await ask<{ n: string }>(embedded.url, 'select n from kept')).map((row) => Number(row.n)));
  const [sent, kept] = [numbers(out, 'sent'), numbers(out, 'kept')];
  expect([...kept].filter((n) => !stored.has(n))).toEqual([]);
  expect([...stored].filter((n) => !sent.has(n))).toEqual([]);
  expect(kept.size).toBeGreaterThanOrEqual(50);
}

test('it runs with fsync, for a role without superuser rights, on loopback only, as a user other than root', async () => {
  const folder = await temporary(0o755);
  const embedded = await openEmbedded({ folder, log });
  try {
    const [row] = await ask<Record<string, unknown>>(
      embedded.url,
      `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, current_setting('listen_addresses') as listen,
        (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) as mighty, current_setting('data_checksums') as sums`,
    );
    expect(row).toEqual({ fsync: 'on', pages: 'on', listen: '127.0.0.1', mighty: false, sums: 'on' });
    await expect(ask(embedded.url.replace(/:[^:@/]+@/, ':wrong@'), 'select 1')).rejects.toThrow(/password authentication failed/);
    expect((await stat(path.join(embedded.folder, 'password'))).mode & 0o777).toBe(0o600);
    expect((await stat(path.join(embedded.folder, 'data'))).uid).not.toBe(0);
    expect(await runningUrl(folder)).toBe(embedded.url);
  } finally {
    await embedded.close();
  }
  expect(await runningUrl(folder)).toBeNull();
});

test('below a folder closed to others the data is kept where its user can reach it, and found again', async () => {
  const closed = await temporary(0o700);
  const folder = path.join(closed, 'checkout', '.leadside', 'postgres');
  const first = await openEmbedded({ folder, log });
  folders.push(first.folder);
  await ask(first.url, 'create table mark ()');
  await first.close();
  const user = await userFor(path.join(first.folder, 'data'));
  if (user !== null) expect(await canEnter(first.folder, user)).toBe(true);
  expect(first.folder === folder).toBe(!isRoot());
  const second = await openEmbedded({ folder, log });
  expect(second.folder).toBe(first.folder);
  expect(await ask(second.url, "select from pg_tables where tablename = 'mark'")).toHaveLength(1);
  await second.close();
});

test('binaries below a closed folder, installed without their library links, still run', async () => {
  const closed = await temporary(0o700);
  const found = await findPackage();
  const native = path.join(closed, 'native');
  const listed: { target: string }[] = JSON.parse(
    await readFile(path.join(found.native, 'pg-symlinks.json'), 'utf8').catch(() => '[]'),
  );
  const links = new Set(listed.map(({ target }) => path.join(found.native, path.relative('native', target))));
  await cp(found.native, native, { recursive: true, verbatimSymlinks: true, filter: (file) => !links.has(file) });
  const user = await userFor(closed);
  const binaries = await findBinaries(user, { ...found, native, version: `test-${process.pid}` });
  const folder = path.dirname(path.dirname(binaries.postgres));
  if (isRoot()) folders.push(folder);
  expect(folder === native).toBe(!isRoot());
  const { stdout } = await promisify(execFile)(binaries.initdb, ['--version'], { cwd: '/', ...user });
  expect(stdout).toMatch(/18\.\d/);
});

test('a platform without a package is told to set DATABASE_URL', async () => {
  await expect(findPackage('sunos-sparc')).rejects.toThrow('There is no Postgres to embed for sunos-sparc; set DATABASE_URL');
});

describe('two processes and one folder', () => {
  test('the second ends with a sentence that names the first', async () => {
    const folder = await temporary(0o755);
    const first = writer(folder);
    await first.until((out) => out.includes('up '));
    const second = writer(folder);
    expect(await second.ended).toBe(1);
    expect(second.err()).toContain(`in use by process ${first.pid} since `);
    expect(second.err().trim().split('\n')).toHaveLength(1);
    first.child.kill('SIGTERM');
    expect(await first.ended).toBe(0);
    expect(exists(postmasterOf(first.out()))).toBe(false);
  });
});

describe('kill -9', () => {
  test('of the server: the next start stops the Postgres left behind and has every answered row', async () => {
    const folder = await temporary(0o755);
    const first = writer(folder);
    await first.until((out) => numbers(out, 'kept').size >= 50);
    first.child.kill('SIGKILL');
    await first.ended;
    const left = await findPostmaster(path.join(folder, 'data'));
    expect(left?.pid).toBe(postmasterOf(first.out()));
    const embedded = await openEmbedded({ folder, log });
    expect(embedded.pid()).not.toBe(left?.pid);
    await judge(embedded, first.out());
    await embedded.close();
  });

  test('of Postgres: the server restarts it on the same address and goes on', async () => {
    const folder = await temporary(0o755);
    const server = writer(folder);
    await server.until((out) => numbers(out, 'kept').size >= 50);
    process.kill(postmasterOf(server.out()), 'SIGKILL');
    const sent = numbers(server.out(), 'sent').size;
    // Rows sent long after the kill and answered: Postgres is back under the same pool.
    await server.until((out) => [...numbers(out, 'kept')].some((n) => n > sent + 50));
    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const embedded = await openEmbedded({ folder, log });
    await judge(embedded, server.out());
    await embedded.close();
  });

  test('of both: the next start recovers every answered row', async () => {
    const folder = await temporary(0o755);
    const server = writer(folder);
    await server.until((out) => numbers(out, 'kept').size >= 50);
    server.child.kill('SIGKILL');
    process.kill(postmasterOf(server.out()), 'SIGKILL');
    await server.ended;
    const embedded = await openEmbedded({ folder, log });
    await judge(embedded, server.out());
    await embedded.close();
  });
});

test('a start that was ended before its cluster was whole is begun anew', async () => {
  const folder = await temporary(0o755);
  await mkdir(path.join(folder, 'data.new-half', 'base'), { recursive: true });
  const embedded = await openEmbedded({ folder, log });
  expect(await ask(embedded.url, 'select 1 as one')).toEqual([{ one: 1 }]);
  await embedded.close();
  await expect(stat(path.join(folder, 'data.new-half'))).rejects.toThrow('ENOENT');
});
