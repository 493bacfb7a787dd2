import type { Pool, QueryConfig } from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { lookUp } from '../ingest/people-rows.ts';
import { nextDue, readyConnections } from '../outbox/jobs.ts';
import { fileApp } from '../routes/testing/harness.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';

const { pool, workspace } = await fileApp();
const jobs = 3_000;
let id = '';

beforeAll(async () => {
  ({ id } = await workspace('Acme'));
  await pool.query(`insert into leads (workspace_id, id) select $1, md5('lead' || i)::uuid from generate_series(1, ${jobs}) i`, [
    id,
  ]);
  await pool.query(
    `insert into identities (workspace_id, kind, value, lead_id, source) select $1, 'user', i::text, md5('lead' || i)::uuid, 'web' from generate_series(1, ${jobs}) i`,
    [id],
  );
  await pool.query(
    `insert into links (workspace_id, crm, account, object, id, lead_id, source)
     select $1, 'custom', 'https://busy.example', 'lead', i::text, md5('lead' || i)::uuid, 'web' from generate_series(1, ${jobs}) i`,
    [id],
  );
  await pool.query(
    `insert into contexts (workspace_id, lead_id, version, body, refresh_at) select workspace_id, id, 1, '', 'infinity' from leads`,
  );
  await pool.query(
    `insert into crm_connections (workspace_id, crm, account, base_url, secret, key_id, created_at, changed_at)
     select $1, 'custom', 'https://' || n || '.example', 'https://' || n || '.example', '', 'none', now(), now()
     from unnest(array['busy', 'idle']) n`,
    [id],
  );
  await pool.query(
    `insert into crm_jobs (workspace_id, operation_id, lead_id, crm, account, ref, kind, write, state, run_at, state_since, created_at)
     select $1, gen_random_uuid(), md5('lead' || i)::uuid, 'custom', 'https://busy.example', '{}', 'accept', '{}', 'waiting',
       now() + i * interval '1 minute', now(), now() from generate_series(1, ${jobs}) i`,
    [id],
  );
  await pool.query('analyze');
});

/** What Postgres would do for whatever is asked through it, in place of doing it. */
function planner(ask: (config: QueryConfig) => Promise<{ rows: { 'QUERY PLAN': string }[] }>) {
  const plans: string[] = [];
  const query = async (asked: string | QueryConfig, given?: readonly unknown[]) => {
    const { text, values } = typeof asked === 'string' ? { text: asked, values: given } : asked;
    const { rows } = await ask({ text: `explain (analyze, costs off, timing off) ${text}`, values: [...(values ?? [])] });
    plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    return { rows: [], rowCount: 0 };
  };
  return { plans, query };
}

/** Rows a plan has read of a table to give those it wanted. */
const readOf = (plan: string, table: string): number =>
  [...plan.matchAll(new RegExp(`Scan (?:using \\w+ )?on ${table}\\b.*rows=([\\d.]+) loops=(\\d+)`, 'g'))].reduce(
    (sum, [, rows, loops]) => sum + Number(rows) * Number(loops),
    0,
  );

test('the owners of what a batch names are looked up by index, under the role of requests too', async () => {
  const plan = await inWorkspace(pool, id, async (db) => {
    // Tables this small are read whole unless that is forbidden; the question is whether there is a way by index at all.
    await db.query('set local enable_seqscan to off');
    const asked = planner((config) => db.query(config));
    const ref = { crm: 'custom', account: 'https://busy.example', object: 'lead', id: '1' } as const;
    await lookUp(
      asked as unknown as Db,
      id,
      [{ kind: 'email', value: 'ann@acme.example' }],
      [{ kind: 'record', value: 'x', ref }],
    );
    return asked.plans[0] ?? '';
  });
  expect(plan).toMatch(/on links .*\n\s+Index Cond: .*\bid = r\.id\b/);
  expect(plan).toMatch(/on identities .*\n\s+Index Cond: .*\bvalue = k\.value\b/);
});

test('the deliverer reads a handful of the jobs that wait, however many there are', async () => {
  const asked = planner((config) => pool.query(config));
  await readyConnections(asked as unknown as Pool, Date.now());
  await nextDue(asked as unknown as Pool);
  expect(asked.plans).toHaveLength(2);
  for (const plan of asked.plans) {
    expect(plan).not.toMatch(/Seq Scan on (?:crm_jobs|contexts)/);
    expect(readOf(plan, 'crm_jobs')).toBeLessThan(10);
    // Nor does it read them only to leave them out.
    expect(plan).not.toMatch(/Rows Removed by [\w ]+: \d{2}/);
  }
  // It did find the one that is due next.
  expect(readOf(asked.plans[1] ?? '', 'crm_jobs')).toBeGreaterThan(0);
});

test('it wakes when the first of them is due, or the lease of one that is on its way runs out, and not for a connection without any', async () => {
  const due = () => nextDue(pool);
  const first = await pool.query<{ at: Date }>('select min(run_at) as at from crm_jobs');
  expect(await due()).toBe(first.rows[0]?.at.getTime());
  const lease = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000);
  await pool.query(
    `update crm_jobs set state = 'sending', run_at = $2, lease_until = $2, lease = gen_random_uuid() where lead_id = md5('lead' || $1)::uuid`,
    [7, lease],
  );
  expect(await due()).toBe(lease.getTime());
  expect(await readyConnections(pool, lease.getTime() - 1)).toHaveLength(0);
  expect((await readyConnections(pool, lease.getTime())).map(({ account }) => account)).toEqual(['https://busy.example']);
  const rested = new Date(Date.now() + 3_600_000);
  await pool.query('update crm_connections set open_until = $1', [rested]);
  expect(await due()).toBe(rested.getTime());
  await pool.query(`update crm_jobs set state = 'in_crm'`);
  expect(await due()).toBeNull();
});
