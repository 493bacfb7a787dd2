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
  expect(await past('views', 'at', limits.views)).toBe(0);
  expect((await pool.query('select 1 from retention_runs where workspace_id = $1', [acme.id])).rowCount).toBe(20);
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole', rows: 18 });
  expect((await pool.query('select 1 from events where workspace_id = $1', [acme.id])).rowCount).toBe(19);
});
