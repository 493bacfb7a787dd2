import { randomUUID } from 'node:crypto';
import { beforeAll, expect, test, vi } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import { replyCap } from '../../lib/contract/wire.ts';
import { common, event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { rebuildIfDue } from './rebuild.ts';

const { ask, workspace, send, read, pool, clock } = await fileApp();
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
});
const leadOf = async (id: string) =>
  (await pool.query<{ lead_id: string }>('select lead_id from links where id = $1', [id])).rows[0]?.lead_id ?? '';

/** Holds up whoever gathers a lead's facts while `fn` runs; a page view does not touch this table. */
async function withFactsHeld<T>(fn: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('begin; lock table stages in access exclusive mode');
    return await fn();
  } finally {
    await client.query('rollback');
    client.release();
  }
}
const waiting = async () =>
  (await pool.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount;

test('working a context out holds no event up, and the event that came meanwhile is not lost', async () => {
  await send(acme, [identify('busy', '1')]);
  await read(acme, hubspot('1'));
  await send(acme, [event('page', { userId: 'busy', name: 'Home' })]);
  const working = await withFactsHeld(async () => {
    const asked = { answer: read(acme, hubspot('1')) };
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    await send(acme, [event('page', { userId: 'busy', name: 'Pricing' })]);
    expect(await waiting()).toBe(1);
    return asked;
  });
  await working.answer;
  expect(leadContext.parse((await read(acme, hubspot('1'))).body).read.total).toBe(2);
});

test.each([
  ['an event', () => send(acme, [event('page', { userId: 'busy', name: 'Docs' })])],
  [
    'a policy',
    async () => {
      const { rows } = await pool.query<{ text: string }>('select text from policies where workspace_id = $1', [acme.id]);
      return setPolicy(pool, { workspaceId: acme.id, policyText: rows[0]?.text ?? '' });
    },
  ],
])('nothing is kept when %s came while it was worked out', async (_what, change) => {
  const lead = await leadOf('1');
  await pool.query(`update contexts set refresh_at = 'epoch' where lead_id = $1`, [lead]);
  const stored = async () => (await pool.query('select version, body from contexts where lead_id = $1', [lead])).rows;
  const before = await stored();
  const work = () => inWorkspace(pool, acme.id, (db) => rebuildIfDue(db, acme.id, lead, clock.now));
  const working = await withFactsHeld(async () => {
    const asked = { outcome: work() };
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    await change();
    return asked;
  });
  expect(await working.outcome).toBe('changed');
  expect(await stored()).toEqual(before);
  expect([await work(), await work()]).toEqual(['done', 'fresh']);
});

test('a lead with the longest texts there can be is told in 256 KB', async () => {
  const long = '長い題名'.repeat(512);
  const url = (n: number) => `https://shop.example/${n}/${'a'.repeat(1900)}`;
  await send(acme, [identify('long', '7', { title: long, company: long })]);
  const views = Array.from({ length: 120 }, (_, n) =>
    event('page', {
      userId: 'long',
      name: `${n} ${long}`.slice(0, 2048),
      properties: { title: `${n} ${long}`.slice(0, 2048), url: url(n) },
    }),
  );
  for (let from = 0; from < views.length; from += 20) await send(acme, views.slice(from, from + 20));
  const body = { ...common(hubspot('7')), channel: 'call', outcome: 'connected', kind: 'attempt', note: '記'.repeat(5000) };
  for (let times = 0; times < 20; times++)
    await ask('POST', '/v1/attempts', { token: acme.rep, body: { ...body, id: randomUUID() } });
  const told = await ask('POST', '/v1/attempts', { token: acme.rep, body: { ...body, id: randomUUID() } });
  const reply = await read(acme, hubspot('7'));
  expect([told.status, reply.status]).toEqual([200, 200]);
  for (const { text } of [told, reply]) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(replyCap);
  const context = leadContext.parse(reply.body);
  expect(context.read.touches).toHaveLength(100);
  // Cut as little as it takes, and no address is half an address.
  expect(Buffer.byteLength(reply.text)).toBeGreaterThan(replyCap / 4);
  for (const { title, url: shown } of context.read.touches) {
    expect(title).toMatch(/^\d+ 長.*…$/);
    expect(shown).toBe('https://shop.example');
  }
});
