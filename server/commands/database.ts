import { setTimeout as wait } from 'node:timers/promises';
import type pg from 'pg';
import { runningUrl } from '../db/embedded.ts';
import { settleHome } from '../db/embedded-home.ts';
import { FolderHeldError } from '../db/embedded-lock.ts';
import { migrate } from '../db/migrate.ts';
import { connectDatabase, type Database, openDatabase } from '../db/open.ts';
import { createLog } from '../log.ts';
import { readSettings, type Settings } from '../settings.ts';

/** A server that is just coming up owns the folder before its Postgres answers. */
const patience = 15_000;

/** The database of the running server, or our own for as long as the command takes. */
async function reach(settings: Settings): Promise<Database> {
  const log = createLog('error');
  const { url, dataFolder } = settings.database;
  if (url !== undefined) return openDatabase(settings, log);
  const deadline = Date.now() + patience;
  for (;;) {
    const running = await runningUrl(dataFolder);
    try {
      if (running === null) return await openDatabase(settings, log);
      const { folder } = await settleHome(dataFolder);
      return { ...(await connectDatabase(running, settings.database, log)), folder };
    } catch (error) {
      // Held and not yet up, or up and just going down: both change by themselves.
      const passing = error instanceof FolderHeldError || running !== null;
      if (!passing || Date.now() >= deadline) throw error;
      await wait(200);
    }
  }
}

/**
 * Runs `work` on the migrated database of the settings in the environment, whether or not the server is running. `folder` is the
 * data folder of our own Postgres, null with one elsewhere.
 */
export async function withDatabase<T>(work: (pool: pg.Pool, folder: string | null) => Promise<T>): Promise<T> {
  const database = await reach(readSettings(process.env));
  try {
    await migrate(database.url);
    return await work(database.pool, database.folder);
  } finally {
    await database.close();
  }
}
