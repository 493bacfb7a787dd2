import pg from 'pg';
import type { Logger } from 'pino';
import type { Settings } from '../settings.ts';
import { codeOf, StartupError } from '../startup-error.ts';
import { openEmbedded } from './embedded.ts';

export interface Database {
  pool: pg.Pool;
  /** Holds the password: for connecting, never for a log. */
  url: string;
  /** Whether the server runs this Postgres itself. */
  embedded: boolean;
  /** The data folder of the Postgres the server runs itself; null for one elsewhere. */
  folder: string | null;
  /** Ends the pool, then the embedded Postgres. */
  close: () => Promise<void>;
}

/** The oldest Postgres the schema and the queries are written for. */
const oldest = 150_000;

/** A pool in which every wait has an end: for a connection, for an answer, for a lock, for the end of a transaction. */
export function createPool(url: string, limits: Settings['database'], log: Logger): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: 'leadside',
    max: limits.poolSize,
    connectionTimeoutMillis: limits.connectTimeoutMs,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    statement_timeout: limits.statementTimeoutMs,
    lock_timeout: limits.lockTimeoutMs,
    idle_in_transaction_session_timeout: limits.statementTimeoutMs * 2,
    // Of our own, for a server that has stopped answering at all.
    query_timeout: limits.statementTimeoutMs + 2_000,
  });
  // An idle connection that breaks is replaced at the next query; unheard, its error would end the process.
  pool.on('error', (err) => {
    // Ended connections may still hear that the database goes down after them.
    if (!pool.ending) log.warn({ err }, 'a database connection broke');
  });
  return pool;
}

function place(url: string): string {
  try {
    const { hostname, port } = new URL(url);
    return `${hostname || 'the local socket'}${port ? `:${port}` : ''}`;
  } catch {
    return 'the address given';
  }
}

/** Throws a sentence when the database cannot be reached or is too old. Never repeats the password. */
async function check(pool: pg.Pool, url: string): Promise<void> {
  let version: number;
  try {
    const { rows } = await pool.query<{ version: string }>("select current_setting('server_version_num') as version");
    version = Number(rows[0]?.version);
  } catch (cause) {
    const code = codeOf(cause);
    const why = code?.startsWith('28') ? 'it refused the user or the password' : (code ?? 'no answer in time');
    throw new StartupError(`The database at ${place(url)} cannot be used (${why}); start it or correct DATABASE_URL.`, { cause });
  }
  if (version < oldest) {
    const found = Math.floor(version / 10_000);
    throw new StartupError(`The database at ${place(url)} is Postgres ${found}; Leadside needs Postgres 15 or newer.`);
  }
}

/** A database at an address, checked. */
export async function connectDatabase(url: string, limits: Settings['database'], log: Logger): Promise<Database> {
  const pool = createPool(url, limits, log);
  try {
    await check(pool, url);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { pool, url, embedded: false, folder: null, close: () => pool.end() };
}

/**
 * Opens the database of the settings: any Postgres 15 or newer at `DATABASE_URL`, else Leadside's own in its data folder.
 * Throws `StartupError` when it cannot be used, `FolderHeldError` when another server owns the folder.
 */
export async function openDatabase(settings: Settings, log: Logger): Promise<Database> {
  const limits = settings.database;
  if (limits.url !== undefined) return connectDatabase(limits.url, limits, log);
  const embedded = await openEmbedded({ folder: limits.dataFolder, log });
  try {
    const database = await connectDatabase(embedded.url, limits, log);
    return {
      ...database,
      embedded: true,
      folder: embedded.folder,
      async close() {
        await database.close();
        await embedded.close();
      },
    };
  } catch (error) {
    await embedded.close();
    throw error;
  }
}
