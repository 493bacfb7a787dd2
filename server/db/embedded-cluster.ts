import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { chown, mkdir, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { StartupError } from '../startup-error.ts';
import type { Binaries } from './embedded-binaries.ts';
import type { Home } from './embedded-home.ts';

/** Only root's or our own eyes; the server reads it to connect, Postgres never does. */
const passwordFile = (home: Home) => path.join(home.folder, 'password');

/** The password of a cluster, or `null` when there is none yet. */
export async function readPassword(home: Home): Promise<string | null> {
  return (await readFile(passwordFile(home), 'utf8').catch(() => '')).trim() || null;
}

async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes the cluster when there is none and gives its password. Made aside and renamed: a start that was killed half way
 * leaves no half cluster. Sorts by code point in UTF-8 whatever the system's locale, with checksums on every page.
 */
export async function makeCluster(home: Home, binaries: Binaries): Promise<string> {
  const made = await stat(path.join(home.data, 'PG_VERSION')).catch(() => null);
  const known = await readPassword(home);
  if (made !== null) {
    if (process.getuid !== undefined && home.user === null && made.uid !== process.getuid()) {
      throw new StartupError(
        `The data folder ${home.data} belongs to user ${made.uid}; start the server as that user or as root.`,
      );
    }
    if (known !== null) return known;
    throw new StartupError(
      `The password file ${passwordFile(home)} is gone; restore it, or move ${home.data} away to start empty.`,
    );
  }
  const password = known ?? randomBytes(32).toString('base64url');
  if (known === null) await writeDurably(passwordFile(home), password);
  // Names of their own: the initdb of a killed server may still be writing into the last ones.
  const drafts = (await readdir(home.folder)).filter((name) => /^(data|password)\.new-/.test(name));
  for (const name of drafts) await rm(path.join(home.folder, name), { recursive: true, force: true });
  const draft = path.join(home.folder, `data.new-${randomUUID()}`);
  const given = path.join(home.folder, `password.new-${randomUUID()}`);
  await writeFile(given, password, { mode: 0o600 });
  try {
    // The user initdb runs as may not write beside it, so the folder has to be there before.
    await mkdir(draft, { mode: 0o700 });
    if (home.user !== null) {
      await chown(given, home.user.uid, home.user.gid);
      await chown(draft, home.user.uid, home.user.gid);
    }
    const options = ['--username=postgres', `--pwfile=${given}`, '--auth=scram-sha-256', '--encoding=UTF8', '--no-instructions'];
    const locale = ['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const run = { cwd: '/', env: environment(), ...home.user };
    await promisify(execFile)(binaries.initdb, ['-D', draft, ...options, ...locale], run);
    await rename(draft, home.data);
  } catch (error) {
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : String(error);
    throw new StartupError(`Postgres could not make its data folder ${home.data}: ${stderr.split('\n').at(-1)}`, {
      cause: error,
    });
  } finally {
    await rm(given, { force: true });
  }
  return password;
}

/** Nothing of ours leaks into Postgres: it would read `PG*` and `LC_*` settings from there. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC' };
}

/** A free port below the range systems hand out by themselves, so that it is still free when Postgres restarts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(15_000, 32_000);
    const free = await new Promise<boolean>((resolve) => {
      const probe = createServer();
      probe.once('error', () => resolve(false));
      probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** Settings every cluster runs with. fsync and full_page_writes stay on: an answer means the disk has it. */
const parameters = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Failed statements go to their caller; in this log they would leave personal data.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  jit: 'off',
};

/** Starts the postmaster in its own process group: Ctrl-C must reach the server first, which stops Postgres last. */
export function spawnPostgres(home: Home, binaries: Binaries, port: number, more: Record<string, string>): ChildProcess {
  const settings = Object.entries({ ...parameters, ...more }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return spawn(binaries.postgres, ['-D', home.data, '-p', String(port), ...settings], {
    cwd: '/',
    env: environment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...home.user,
  });
}

/** A cluster of another major version cannot be opened; says so before Postgres does in its own words. */
export async function checkVersion(home: Home, binaries: Binaries): Promise<void> {
  const data = (await readFile(path.join(home.data, 'PG_VERSION'), 'utf8').catch(() => '')).trim();
  const { stdout } = await promisify(execFile)(binaries.postgres, ['--version'], { cwd: '/', ...home.user });
  const major = /(\d+)\.\d+/.exec(stdout)?.[1];
  if (data === '' || data === major) return;
  throw new StartupError(
    `The data in ${home.data} was made by Postgres ${data} and this is Postgres ${major}; move it with pg_dump, or set DATABASE_URL.`,
  );
}
