import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../test/postgres/database.ts';
import { migrate } from '../db/migrate.ts';
import { listViews } from './list.ts';
import { verifyViews } from './verify.ts';

const database = await testDatabase({ empty: true });
const folder = await mkdtemp(join(tmpdir(), 'leadside-migrations-'));
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

test('a log that was written row by row is pages from the next start on, and goes on behind its anchor', async () => {
  const { pool, url } = database;
  await cp('server/db/migrations', folder, { recursive: true });
  const path = join(folder, 'meta/_journal.json');
  const journal = JSON.parse(await readFile(path, 'utf8')) as { entries: { tag: string }[] };
  const entries = journal.entries.filter(({ tag }) => tag < '0006');
  await writeFile(path, JSON.stringify({ ...journal, entries }));
  await migrate(url, folder);
  const { rows } = await pool.query<{ id: string }>(
    "insert into workspaces (id, name) values (gen_random_uuid(), 'Acme') returning id",
  );
  const id = rows[0]?.id ?? '';
  const lead = '11111111-2222-4333-8444-555555555555';
  await pool.query(
    `insert into views (workspace_id, sequence, at, viewer, viewer_name, lead_id, record, purpose, result, hash)
     select $1, n, timestamptz '2026-06-15T12:00:00.123Z' + n * interval '1 second', gen_random_uuid(), 'Dana "D" Whitfield', $2, null, 'sidebar', 200, sha256('x')
     from generate_series(5, 9) as n`,
    [id, lead],
  );
  await pool.query(`insert into view_anchors (workspace_id, sequence, hash, at) values ($1, 5, sha256('x'), now())`, [id]);
  await pool.query('delete from views where workspace_id = $1 and sequence = 5', [id]);
  await migrate(url);
  expect(await verifyViews(pool, id)).toMatchObject({ kind: 'whole', rows: 4, end: { sequence: 9 } });
  const { views } = await listViews(pool, id, { viewer: null, before: null, limit: 10 });
  expect(views.map(({ sequence }) => sequence)).toEqual([9, 8, 7, 6]);
  expect(views[0]).toMatchObject({ at: '2026-06-15T12:00:09.123Z', viewer: { name: 'Dana "D" Whitfield' }, leadId: lead });
});
