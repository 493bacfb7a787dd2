import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { pino } from 'pino';
import { inject } from 'vitest';
import { createPool } from '../../server/db/open.ts';
import { readSettings, type Settings } from '../../server/settings.ts';
import { dropDatabase } from './drop.ts';
import { onDatabase } from './global-setup.ts';

export interface TestDatabase {
  pool: pg.Pool;
  url: string;
  drop(): Promise<void>;
}

async function administer(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgres').url });
  await client.connect();
  try {
    // Postgres copies a template for one at a time: test files that start together wait for each other.
    await client.query("select pg_advisory_lock(hashtext('leadside test databases'))");
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/** A database of its own for one test file: migrated, empty, with the same limits as in the running server. */
export async function testDatabase(options: { empty?: boolean; settings?: Settings } = {}): Promise<TestDatabase> {
  const { url, template } = inject('postgres');
  const name = `leadside_test_${randomUUID().replaceAll('-', '')}`;
  await administer(`create database ${name}${options.empty ? '' : ` template ${template}`}`);
  const own = onDatabase(url, name);
  const pool = createPool(own, (options.settings ?? readSettings({})).database, pino({ level: 'silent' }));
  return {
    pool,
    url: own,
    async drop() {
      await pool.end();
      await dropDatabase(url, name);
    },
  };
}
