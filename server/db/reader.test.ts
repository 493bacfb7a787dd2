import { expect, test, vi } from 'vitest';
import { fileApp, hubspot, identify } from '../routes/testing/harness.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { readerFor } from './reader.ts';

const { app, workspace, send, read, pool } = await fileApp();
const ask = (value: number) => ({ name: 'echo', text: 'select $1::text', values: [String(value)] });
const nobody = '00000000-0000-4000-8000-000000000000';
const own = `application_name = 'leadside read' and datname = current_database()`;

test('many questions at once get their own answers, over two connections', async () => {
  const reader = readerFor(pool.options);
  const rows = await Promise.all(Array.from({ length: 300 }, (_, index) => reader.read(nobody, ask(index))));
  expect(rows.flat(2)).toEqual(Array.from({ length: 300 }, (_, index) => String(index)));
  const { rows: found } = await pool.query(`select count(*)::int as n from pg_stat_activity where ${own}`);
  expect(found).toEqual([{ n: 2 }]);
  await reader.end();
  await expect(reader.read(nobody, ask(1))).rejects.toThrow('after calling end');
  await vi.waitFor(async () => expect((await pool.query(`select 1 from pg_stat_activity where ${own}`)).rowCount).toBe(0));
});

test('a statement that fails fails alone', async () => {
  const reader = readerFor(pool.options);
  const bad = reader.read(nobody, { name: 'bad', text: 'select 1 / $1::int', values: ['0'] });
  const good = [reader.read(nobody, ask(1)), reader.read(nobody, ask(2))];
  await expect(bad).rejects.toMatchObject({ code: '22012' });
  expect(await Promise.all(good)).toEqual([[['1']], [['2']]]);
  await reader.end();
});

test('a broken connection fails what was under way, and the next question finds a new one', async () => {
  const reader = readerFor(pool.options);
  await reader.read(nobody, ask(0));
  const under = reader.read(nobody, { name: 'sleep', text: 'select pg_sleep(20)::text', values: [] });
  const failed = expect(under).rejects.toThrow();
  await vi.waitFor(async () => {
    const { rowCount } = await pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where ${own} and query like '%pg_sleep(20)%' and state = 'active'`,
    );
    expect(rowCount).toBe(1);
  });
  await failed;
  expect(await reader.read(nobody, ask(7))).toEqual([['7']]);
  await reader.end();
});

test('a server that stops answering is given up', async () => {
  const reader = readerFor({ ...pool.options, query_timeout: 300 });
  await expect(reader.read(nobody, { name: 'sleep', text: 'select pg_sleep(4)::text', values: [] })).rejects.toThrow(
    'terminated',
  );
  await reader.end();
});

test('contexts are read while writers hold every connection of the pool', async () => {
  const acme = await workspace();
  await send(acme, [identify('ann', '1')]);
  expect((await read(acme, hubspot('1'))).status).toBe(200);
  const held = await Promise.all(Array.from({ length: pool.options.max }, () => pool.connect()));
  expect((await read(acme, hubspot('1'))).status).toBe(200);
  for (const client of held) client.release();
  await app.stop();
});

test('a connection that breaks between two questions of a transaction fails it, and the process goes on', async () => {
  const work = inWorkspace(pool, nobody, async (db) => {
    const { rows } = await db.query<{ pid: number }>('select pg_backend_pid() as pid');
    await pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await vi.waitFor(async () => {
      const { rowCount } = await pool.query('select 1 from pg_stat_activity where pid = $1', [rows[0]?.pid]);
      expect(rowCount).toBe(0);
    });
    await new Promise((resolve) => setImmediate(resolve));
    return db.query('select 1');
  });
  await expect(work).rejects.toThrow();
  expect((await pool.query('select 1')).rowCount).toBe(1);
});
