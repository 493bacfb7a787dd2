import { beforeAll, expect, test, vi } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';

const { app, workspace, send, read, pool, clock } = await fileApp();
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
});
const due = async () => {
  const { rows } = await pool.query<{ due: number }>('select count(*)::int as due from contexts where refresh_at <= $1', [
    new Date(clock.now),
  ]);
  return rows[0]?.due;
};
const versions = async () => (await pool.query('select lead_id, version from contexts order by lead_id')).rows;

test('outdated contexts are worked out without a reader, in the background, and not twice', async () => {
  await send(
    acme,
    Array.from({ length: 30 }, (_, i) => identify(`p${i}`, String(i), { email: `p${i}@c${i}.test` })),
  );
  expect(await due()).toBe(30);
  await app.start();
  await vi.waitFor(async () => expect(await due()).toBe(0), 10_000);
  const before = await versions();
  expect(before.every(({ version }) => version === 1)).toBe(true);
  const { version } = leadContext.parse((await read(acme, hubspot('7'))).body);
  expect(version).toBe(1);
  clock.now += 40 * 86_400_000;
  await vi.waitFor(async () => expect(await due()).toBe(0), 10_000);
  expect((await versions()).some(({ version }) => version > 1)).toBe(true);
});

test('a lead whose context cannot be worked out does not hold up the others', async () => {
  await pool.query(`update contexts set refresh_at = 'epoch'`);
  const { rows } = await pool.query<{ lead_id: string }>('select lead_id from contexts order by lead_id limit 1');
  const held = await pool.connect();
  await held.query('begin');
  await held.query('select 1 from contexts where lead_id = $1 for update', [rows[0]?.lead_id]);
  await vi.waitFor(async () => expect(await due()).toBe(1), 10_000);
  await held.query('rollback');
  held.release();
  await vi.waitFor(async () => expect(await due()).toBe(0), 10_000);
});
