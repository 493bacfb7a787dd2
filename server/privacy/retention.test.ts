import { expect, test } from 'vitest';
import { event, fileApp, hubspot, identify } from '../routes/testing/harness.ts';
import { verifyViews } from '../views/verify.ts';
import { retain } from './retention.ts';

const { pool, workspace, send, read, clock } = await fileApp();
const limits = { events: 396, outbox: 30, views: 365 };
const day = 86_400_000;

test('over 400 days nothing stays past its limit, every run is on record, and the view log still holds', async () => {
  const acme = await workspace();
  await send(acme, [identify('ana', '7')]);
  for (let passed = 0; passed < 400; passed += 20) {
    await send(acme, [event('page', { userId: 'ana', timestamp: new Date(clock.now).toISOString() })]);
    expect((await read(acme, hubspot('7'))).status).toBe(200);
    clock.now += 20 * day;
    expect(await retain(pool, acme.id, limits, clock.now)).not.toBeNull();
    expect(await retain(pool, acme.id, limits, clock.now)).toBeNull();
  }
  const past = async (table: string, column: string, days: number) =>
    (
      await pool.query(`select 1 from ${table} where workspace_id = $1 and ${column} < $2`, [
        acme.id,
        new Date(clock.now - days * day),
      ])
    ).rowCount;
  expect(await past('events', 'received_at', limits.events)).toBe(0);
  expect(await past('view_pages', 'at', limits.views)).toBe(0);
  expect((await pool.query('select 1 from retention_runs where workspace_id = $1', [acme.id])).rowCount).toBe(20);
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole', rows: 18 });
  expect((await pool.query('select 1 from events where workspace_id = $1', [acme.id])).rowCount).toBe(19);
});

test('who signed in goes with the view log that names them, and the words of a write 30 days after the CRM has them', async () => {
  const acme = await workspace();
  await send(acme, [identify('ana', '7')]);
  const at = (days: number) => new Date(clock.now - days * day);
  const session = async (ended: number) => {
    await pool.query(
      `with s as (insert into sessions (workspace_id, id, role, name, email, how, family_hash, current_hash, refreshed_at, idle_until, ends_at, created_at, ended_at)
         values ($1, gen_random_uuid(), 'rep', $3, 'a@acme.test', 'code', uuid_send(gen_random_uuid()), 'x', $2, $2, $2, $2, $2) returning id)
       insert into tokens (workspace_id, id, role, name, hash, session_id)
         select $1, gen_random_uuid(), 'rep', $3, uuid_send(gen_random_uuid()), id from s`,
      [acme.id, at(ended), `ended ${ended} days ago`],
    );
    await pool.query(
      `insert into pairing_codes (workspace_id, id, hash, role, name, email, made_by, made_at, expires_at, used_at)
       values ($1, gen_random_uuid(), uuid_send(gen_random_uuid()), 'rep', $3, 'a@acme.test', 'x', $2, $2, $2)`,
      [acme.id, at(ended), `ended ${ended} days ago`],
    );
  };
  await session(366);
  await session(364);
  const token = (name: string, role: string, revoked: Date | null, expires: Date | null) =>
    pool.query(
      `insert into tokens (workspace_id, id, role, name, email, hash, revoked_at, expires_at)
       values ($1, gen_random_uuid(), $2, $3, $3, uuid_send(gen_random_uuid()), $4, $5)`,
      [acme.id, role, name, revoked, expires],
    );
  await token('expired 366 days ago', 'rep', null, at(366));
  await token('revoked 366 days ago', 'admin', at(366), at(1));
  await token('expired 364 days ago', 'rep', null, at(364));
  await token('a source', 'ingest', null, at(366));
  const job = (since: number, state: string) =>
    pool.query(
      `insert into crm_jobs (workspace_id, operation_id, lead_id, crm, account, ref, kind, write, state, run_at, state_since, created_at)
       select $1, gen_random_uuid(), id, 'hubspot', '42', '{}', 'accept', $4, $3, $2, $2, $2 from leads where workspace_id = $1`,
      [acme.id, at(since), state, { note: `${state} ${since}`, activity: { body: 'words' }, fields: [] }],
    );
  await job(31, 'in_crm');
  await job(29, 'in_crm');
  await job(31, 'parked');
  expect(await retain(pool, acme.id, limits, clock.now)).toMatchObject({ outbox: 1, sessions: 1, codes: 1, tokens: 3 });
  const left = async (sql: string) => (await pool.query<{ it: string | null }>(sql, [acme.id])).rows.map(({ it }) => it);
  for (const table of ['sessions', 'pairing_codes', '(select * from tokens where session_id is not null)'])
    expect(await left(`select name as it from ${table} t where workspace_id = $1`)).toEqual(['ended 364 days ago']);
  const named = `select name, email from tokens where workspace_id = $1 and session_id is null and expires_at < $2::timestamptz order by 1`;
  expect((await pool.query(named, [acme.id, at(0)])).rows).toEqual([
    { name: '', email: null },
    { name: '', email: null },
    { name: 'a source', email: null },
    { name: 'expired 364 days ago', email: 'expired 364 days ago' },
  ]);
  const words = `select write->>'note' as it from crm_jobs where workspace_id = $1 order by 1 nulls last`;
  expect(await left(words)).toEqual(['in_crm 29', 'parked 31', null]);
});
