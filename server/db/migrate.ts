import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate as runMigrations } from 'drizzle-orm/node-postgres/migrator';
import pg from 'pg';
import { isolate } from './isolate.ts';

const migrations = fileURLToPath(new URL('./migrations', import.meta.url));
/** Any number, the same in every server: the lock is known by it within one database. */
const lockId = 7_305_311_201;
/** Waiting for another server's migrations counts too. */
const longest = 10 * 60_000;

/**
 * Brings a database to the newest schema and keeps its workspaces apart, on a connection of its own. Servers that boot at once wait for each other on an
 * advisory lock, because drizzle's migrator takes none; the lock goes with the connection, however that ends.
 */
export async function migrate(url: string, folder = migrations): Promise<void> {
  const client = new pg.Client({ connectionString: url, statement_timeout: longest, connectionTimeoutMillis: 10_000 });
  // A break while a query runs rejects that query; between queries it would be thrown at nobody.
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockId]);
    await runMigrations(drizzle(client), { migrationsFolder: folder });
    await isolate(client);
  } finally {
    await client.end();
  }
}
