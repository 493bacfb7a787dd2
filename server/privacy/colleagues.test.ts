import type { Pool, PoolClient, QueryConfig } from 'pg';
import { beforeEach, expect, test, vi } from 'vitest';
import { rebuild } from '../context/rebuild.ts';
import { event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { eraseLead } from './erase.ts';
import { restrictLead } from './restrict.ts';

const { pool, workspace, send, read, clock } = await fileApp();
const names = ['Canary Name', 'Canary Title', 'Canary Page'];
let acme: TestWorkspace;
let canary: string;
let colleague: string;

beforeEach(async () => {
  clock.now += 3_600_000;
  acme = await workspace();
  await send(acme, [
    identify('canary', '1', { email: 'canary@works.example', name: names[0], title: names[1] }),
    event('page', { userId: 'canary', properties: { title: names[2] } }),
    identify('colleague', '2', { email: 'colleague@works.example' }),
  ]);
  [canary, colleague] = (await Promise.all(['1', '2'].map(leadOf))) as [string, string];
});

async function leadOf(id: string): Promise<string> {
  const { rows } = await pool.query<{ id: string }>('select lead_id as id from links where workspace_id = $1 and id = $2', [
    acme.id,
    id,
  ]);
  return rows[0]?.id ?? '';
}
/** What of the one is left in what is stored for the other. */
async function left(): Promise<string[]> {
  const { rows } = await pool.query<{ body: string }>('select body from contexts where workspace_id = $1 and lead_id = $2', [
    acme.id,
    colleague,
  ]);
  return names.filter((name) => rows[0]?.body.includes(name));
}
const said = () => ({ by: null, now: clock.now });
const erase = (at: Pool = pool) => eraseLead(at, acme.id, canary, said());
const restrict = (at: Pool = pool) => restrictLead(at, acme.id, canary, { ...said(), because: 'Says it is wrong.' });

/** The pool, but for one meddling before the first statement of that name. */
function before(name: string, meddle: () => Promise<unknown>): Pool {
  let done = false;
  const connect = async (): Promise<PoolClient> => {
    const client = await pool.connect();
    const query = async (config: QueryConfig, values?: unknown[]) => {
      if (config.name === name && !done) {
        done = true;
        await meddle();
      }
      return client.query(config, values);
    };
    return new Proxy(client, {
      get(target, key) {
        if (key === 'query') return query;
        const found: unknown = Reflect.get(target, key);
        return typeof found === 'function' ? found.bind(target) : found;
      },
    });
  };
  return new Proxy(pool, { get: (target, key) => (key === 'connect' ? connect : Reflect.get(target, key)) });
}
const mark = () =>
  pool.query(`update contexts set refresh_at = refresh_at - interval '1 millisecond' where lead_id = $1`, [colleague]);

test.each([
  ['erased', erase],
  ['restricted', restrict],
])(
  'a person who is %s has left their colleague by the time it is answered, though another mark came meanwhile',
  async (_what, done) => {
    await read(acme, hubspot('2'));
    expect(await left()).toEqual(names);
    await done(before('context-same', mark));
    expect(await left()).toEqual([]);
  },
);

test('an erased person is not in what is kept of a restricted colleague', async () => {
  await read(acme, hubspot('2'));
  await restrictLead(pool, acme.id, colleague, { ...said(), because: 'Says it is wrong.' });
  expect(await left()).toEqual(names);
  await erase();
  expect(await left()).toEqual([]);
});

test('an erasure waits for a colleague who is worked out for the first time just then', async () => {
  await pool.query('delete from contexts where lead_id = $1', [colleague]);
  let erasing: Promise<unknown> = Promise.resolve();
  await inWorkspace(pool, acme.id, async (db) => {
    await lock(db, acme.id, 'lead', [colleague]);
    const slow: Db = {
      async query(config: string | QueryConfig, values?: readonly unknown[]) {
        // All it is made of has been read.
        if (typeof config !== 'string' && config.name === 'context-store') {
          let over = false;
          erasing = erase().finally(() => {
            over = true;
          });
          await vi.waitFor(async () => {
            const { rowCount } = await pool.query(
              `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
            );
            expect(over || rowCount === 1).toBe(true);
          });
        }
        return db.query(config, values);
      },
    };
    await rebuild(slow, acme.id, colleague, clock.now);
  });
  await erasing;
  expect(await left()).toEqual([]);
});
