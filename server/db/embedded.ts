import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { codeOf, StartupError } from '../startup-error.ts';
import { type Binaries, findBinaries } from './embedded-binaries.ts';
import { checkVersion, freePort, makeCluster, readPassword, spawnPostgres } from './embedded-cluster.ts';
import { type Home, settleHome } from './embedded-home.ts';
import { lockFolder } from './embedded-lock.ts';
import { findPostmaster, stopOrphan, stopPostmaster } from './embedded-postmaster.ts';

export interface Embedded {
  /** For the role that owns the database: no superuser, so that row-level security holds for it. */
  url: string;
  /** Where the cluster really is; differs from the wished folder when that one could not be reached. */
  folder: string;
  /** Id of the postmaster now running; `null` between a crash and the restart. */
  pid(): number | null;
  close(): Promise<void>;
}

export interface EmbeddedOptions {
  folder: string;
  log: Logger;
  /** More Postgres settings, by name. */
  parameters?: Record<string, string>;
}

const name = 'leadside';
const urlOf = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** The address of the Postgres that runs on a data folder now, whoever owns it; `null` when none runs. */
export async function runningUrl(folder: string): Promise<string | null> {
  const home = await settleHome(folder);
  const [running, password] = [await findPostmaster(home.data), await readPassword(home)];
  return running === null || password === null ? null : urlOf(name, password, running.port, name);
}

interface Running {
  child: ChildProcess;
  /** Resolves when the postmaster has ended, with its last words. */
  ended: Promise<string>;
}

function launch(home: Home, binaries: Binaries, port: number, options: EmbeddedOptions): Running {
  const child = spawnPostgres(home, binaries, port, options.parameters ?? {});
  let last = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((part) => part.trim() !== '')) {
      if (/(FATAL|PANIC|ERROR):/.test(line)) last = line.replace(/^.*?(FATAL|PANIC|ERROR):\s*/, '');
      options.log.debug({ postgres: line }, 'postgres');
    }
  });
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // Not 'close': backends of a killed postmaster hold the pipe a little longer.
    child.once('exit', (code, signal) => resolve(last || `it ended with ${signal ?? code}`));
  });
  return { child, ended };
}

/** Waits until the postmaster answers, however long its crash recovery takes; throws its last words when it ends first. */
async function ready(running: Running, url: string): Promise<void> {
  let words: string | null = null;
  void running.ended.then((last) => {
    words = last;
  });
  for (;;) {
    if (words !== null) throw new Error(words);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
    client.on('error', () => {});
    try {
      await client.connect();
      return;
    } catch (error) {
      // Wrong password or no such role will not mend by waiting.
      if (codeOf(error)?.startsWith('28')) throw error;
    } finally {
      await client.end().catch(() => {});
    }
    await wait(25);
  }
}

/** Makes the role and the database when a start was ended before it came so far. */
async function prepare(port: number, password: string): Promise<void> {
  const client = new pg.Client({ connectionString: urlOf('postgres', password, port, 'postgres'), statement_timeout: 60_000 });
  await client.connect();
  try {
    const role = await client.query('select from pg_roles where rolname = $1', [name]);
    if (role.rowCount === 0) {
      await client.query(`create role ${name} login createdb createrole password '${password}'`);
    }
    const database = await client.query('select from pg_database where datname = $1', [name]);
    if (database.rowCount === 0) await client.query(`create database ${name} owner ${name}`);
  } finally {
    await client.end();
  }
}

const pauses = [100, 200, 400, 800, 1_600, 3_200];

/** Starts Postgres, with growing pauses: the backends of a killed one may still be ending. */
async function start(home: Home, binaries: Binaries, password: string, port: number, options: EmbeddedOptions): Promise<Running> {
  for (let tries = 0; ; tries++) {
    await stopOrphan(home.data);
    const running = launch(home, binaries, port, options);
    try {
      await ready(running, urlOf('postgres', password, port, 'postgres'));
      return running;
    } catch (error) {
      if (running.child.pid !== undefined) await stopPostmaster(running.child.pid);
      const pause = pauses[tries];
      const words = error instanceof Error ? error.message : String(error);
      if (pause === undefined) throw new StartupError(`Postgres does not start on ${home.data}: ${words}`, { cause: error });
      options.log.warn({ words }, 'postgres did not start, trying again');
      await wait(pause);
    }
  }
}

/**
 * Runs Leadside's own Postgres 18 on a data folder and keeps it running: it is restarted when it ends by itself, on the
 * same address. Throws `FolderHeldError` when another server owns the folder, `StartupError` when it cannot run.
 */
export async function openEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const { log } = options;
  const home = await settleHome(options.folder);
  const lock = await lockFolder(home.folder).catch((cause: unknown) => {
    if (!['EACCES', 'EPERM', 'EROFS'].includes(codeOf(cause) ?? '')) throw cause;
    throw new StartupError(
      `This user may not write in ${home.folder}; start as its owner, or set LEADSIDE_DATA to another folder.`,
      { cause },
    );
  });
  try {
    const binaries = await findBinaries(home.user);
    const orphan = await stopOrphan(home.data);
    if (orphan !== null) log.warn({ pid: orphan }, 'stopped the postgres a killed server left behind');
    const password = await makeCluster(home, binaries);
    await checkVersion(home, binaries);
    const port = await freePort();
    let running: Running | null = await start(home, binaries, password, port, options);
    await prepare(port, password);
    let closing = false;
    const leave = () => void running?.child.kill('SIGINT');
    process.once('exit', leave);

    const keep = async (): Promise<void> => {
      while (running !== null && !closing) {
        const words: string = await running.ended;
        if (closing) return;
        running = null;
        log.error({ words }, 'postgres ended, restarting it');
        while (running === null && !closing) {
          running = await start(home, binaries, password, port, options).catch((error: unknown) => {
            log.error({ err: error }, 'postgres does not restart, trying on');
            return null;
          });
        }
        // Closed while it was coming up: nobody else will stop it.
        if (closing && running?.child.pid !== undefined) await stopPostmaster(running.child.pid);
        else log.info('postgres runs again');
      }
    };
    const keeping = keep();

    return {
      url: urlOf(name, password, port, name),
      folder: home.folder,
      pid: () => running?.child.pid ?? null,
      async close() {
        closing = true;
        if (running?.child.pid !== undefined) await stopPostmaster(running.child.pid, 15_000);
        await keeping;
        process.off('exit', leave);
        await lock.release();
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}
