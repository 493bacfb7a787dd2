import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../test/postgres/database.ts';
import { createToken } from '../auth/tokens.ts';
import { event, fileApp, hubspot, identify } from '../routes/testing/harness.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { isolate } from './isolate.ts';
import { migrate } from './migrate.ts';
import { readerFor } from './reader.ts';
import { fill } from './testing/fill.ts';

const { pool, url, workspace, send, read } = await fileApp();
const { rows: tables } = await pool.query<{ name: string; key: string }>(
  `select table_name as name, column_name as key from information_schema.columns
   where table_schema = 'public' and (column_name = 'workspace_id' or (table_name = 'workspaces' and column_name = 'id')) order by 1`,
);
const names = tables.map(({ name, key }) => [name, key] as const);
let mine = '';
let theirs = '';
let client: pg.Client;

beforeAll(async () => {
  const [one, other] = [await workspace('Acme'), await workspace('Globex')];
  mine = one.id;
  theirs = other.id;
  for (const each of [one, other]) {
    await send(each, [identify('ann', '1'), event('track', { userId: 'ann', event: 'Demo Requested' })]);
    expect((await read(each, hubspot('1'))).status).toBe(200);
    await fill(pool, names, each.id);
  }
  // A connection as the app uses one, held open under the role.
  client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`set role leadside_app; select set_config('leadside.workspace', '${mine}', false)`);
});
afterAll(() => client.end());

const refused = (work: Promise<unknown>, code: string) => expect(work).rejects.toMatchObject({ code });

test('there are tables, and each of a workspace is guarded, forced on its owner too', async () => {
  expect(names.length).toBeGreaterThan(15);
  const { rows } = await pool.query<{ name: string }>(
    `select c.relname as name from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and relrowsecurity and relforcerowsecurity order by 1`,
  );
  expect(rows.map(({ name }) => name)).toEqual(names.map(([name]) => name));
});

describe.each(names)('%s under the role of requests', (name, key) => {
  test('shows the rows of its own workspace and no others', async () => {
    const { rows } = await client.query<{ workspace: string }>(`select ${key} as workspace from ${name}`);
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => row.workspace))).toEqual(new Set([mine]));
    expect((await client.query(`select 1 from ${name} where ${key} = $1`, [theirs])).rowCount).toBe(0);
  });

  test('changes and removes nothing of another, or may not do so at all', async () => {
    for (const statement of [`update ${name} set ${key} = ${key} where ${key} = $1`, `delete from ${name} where ${key} = $1`]) {
      const outcome = await client.query(statement, [theirs]).then(
        ({ rowCount }) => rowCount,
        (error: { code: string }) => error.code,
      );
      expect([0, '42501'], statement).toContain(outcome);
    }
  });

  test('takes no row of another, and no row moves there', async () => {
    const { rows } = await client.query<{ columns: string }>(
      `select string_agg(quote_ident(column_name), ', ' order by ordinal_position) as columns from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_identity = 'NO' and column_name <> $2`,
      [name, key],
    );
    const columns = rows[0]?.columns ?? '';
    await refused(
      client.query(`insert into ${name} (${key}, ${columns}) select $1::uuid, ${columns} from ${name} limit 1`, [theirs]),
      '42501',
    );
    await refused(client.query(`update ${name} set ${key} = $1`, [theirs]), '42501');
  });

  test('shows nothing when no workspace was said', async () => {
    for (const said of ['', null]) {
      await client.query('begin');
      await client.query(said === null ? 'reset leadside.workspace' : `set local leadside.workspace to ''`);
      expect((await client.query(`select 1 from ${name}`)).rowCount).toBe(0);
      await client.query('rollback');
    }
  });
});

test('the role removes no workspace, no token and no policy, and changes no policy', async () => {
  const { rows } = await pool.query<{ name: string; rights: string }>(
    `select name, string_agg(what, ' ' order by what) as rights
     from unnest(array['workspaces', 'tokens', 'policies', 'leads']) as name, unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE']) as what
     where has_table_privilege('leadside_app', name, what) group by name`,
  );
  expect(Object.fromEntries(rows.map(({ name, rights }) => [name, rights]))).toEqual({
    workspaces: 'INSERT SELECT UPDATE',
    tokens: 'INSERT SELECT UPDATE',
    policies: 'INSERT SELECT',
    leads: 'DELETE INSERT SELECT UPDATE',
  });
});

test('the role cannot go around it', async () => {
  const { rows } = await client.query(
    `select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user`,
  );
  expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcanlogin: false, rolcreaterole: false, rolcreatedb: false }]);
  for (const statement of [
    'alter table leads disable row level security',
    'alter table leads no force row level security',
    'drop policy leadside_workspace on leads',
    'create policy mine on leads using (true)',
    'create table public.notes (id int)',
    'truncate leads',
    'alter role leadside_app bypassrls',
    `set session_replication_role to replica`,
    'select * from server_epoch',
    'select * from drizzle.__drizzle_migrations',
  ])
    await refused(client.query(statement), '42501');
  await client.query('begin; set local row_security to off');
  await refused(client.query('select * from leads'), '42501');
  await client.query('rollback');
});

test('a transaction sees its own workspace even where the question forgets to say which', async () => {
  const all = await inWorkspace(pool, mine, (db) => db.query<{ workspace_id: string }>('select workspace_id from leads'));
  expect(new Set(all.rows.map((row) => row.workspace_id))).toEqual(new Set([mine]));
  // Both end with the transaction: the pool's connection is as it was.
  const held = await pool.query(`select current_user as who, nullif(current_setting('leadside.workspace', true), '') as said`);
  expect(held.rows[0]).toMatchObject({ said: null });
  expect(held.rows[0]).not.toMatchObject({ who: 'leadside_app' });
});

test('reads of many workspaces over the same connections each see their own', async () => {
  const reader = readerFor(pool.options);
  const ask = { name: 'whose', text: 'select distinct workspace_id::text from leads', values: [] };
  const asked = Array.from({ length: 400 }, (_, index) => ((index * 7) % 3 === 0 ? mine : theirs));
  const answers = await Promise.all(asked.map((id) => reader.read(id, ask)));
  expect(answers).toEqual(asked.map((id) => [[id]]));
  const wrong = reader.read('no workspace', ask);
  await expect(wrong).rejects.toMatchObject({ code: '22P02' });
  expect(await reader.read(mine, ask)).toEqual([[mine]]);
  await reader.end();
});

test('a user who owns the tables and is no superuser serves all of it', async () => {
  const own = await testDatabase({ empty: true });
  const user = `leadside_owner_${process.pid}`;
  try {
    await own.pool.query(`create role ${user} login password 'x' nosuperuser`);
    await own.pool.query(`grant create on schema public to ${user}`);
    await own.pool.query(`do $$ begin execute format('grant create on database %I to ${user}', current_database()); end $$`);
    const as = new URL(own.url);
    as.username = user;
    as.password = 'x';
    const refusal = await migrate(as.href).catch((error: unknown) => String(error));
    expect(refusal).toContain(`as an administrator of this Postgres run once: grant leadside_app to "${user}";`);
    await own.pool.query(`grant leadside_app to ${user}`);
    await migrate(as.href);
    const owner = new pg.Pool({ connectionString: as.href });
    const id = 'aaaaaaaa-0000-4000-8000-000000000001';
    await inWorkspace(owner, id, (db) => db.query(`insert into workspaces (id, name) values ($1, 'Acme')`, [id]));
    await createToken(owner, { workspaceId: id, role: 'rep', name: 'Ana' });
    expect((await owner.query('select 1 from tokens')).rowCount).toBe(1);
    await owner.end();
  } finally {
    await own.drop();
    await pool.query(`drop role ${user}`);
  }
});

test('a second look changes nothing', async () => {
  const own = new pg.Client({ connectionString: url });
  await own.connect();
  const state = async () =>
    (await own.query('select oid, xmin from pg_class union all select oid, xmin from pg_policy order by 1')).rows;
  const before = await state();
  await isolate(own);
  expect(await state()).toEqual(before);
  await own.end();
});
