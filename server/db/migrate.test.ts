import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/postgres/database.ts';
import { migrate } from './migrate.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database.drop());

const ran = () => database.pool.query<{ hash: string }>('select hash from drizzle.__drizzle_migrations');

test('twelve servers that boot at once on an empty database all succeed, and each migration runs once', async () => {
  await Promise.all(Array.from({ length: 12 }, () => migrate(database.url)));
  const { rows } = await ran();
  expect(rows.length).toBeGreaterThan(0);
  expect(new Set(rows.map((row) => row.hash)).size).toBe(rows.length);
  await migrate(database.url);
  expect((await ran()).rows).toHaveLength(rows.length);
});

test('nothing holds the lock afterwards', async () => {
  await migrate(database.url);
  const { rows } = await database.pool.query(
    "select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())",
  );
  expect(rows).toHaveLength(0);
});
