import { beforeEach, expect, test, vi } from 'vitest';
import { leadContext } from '../../lib/contract/context.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { common, event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { connectTenant, fakeCrm, readingServer } from './testing/fake-crm.ts';

const crm = fakeCrm();
const { workspace, send, read, ask, pool, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;

const server = () => readingServer({ pool, now: () => clock.now, reach: crm.reach });

let acme: TestWorkspace;
beforeEach(async () => {
  await pool.query('delete from crm_reads');
  await pool.query('delete from crm_connections');
  acme = await workspace();
  crm.records.clear();
  crm.asked.length = 0;
  Object.assign(crm.state, { trouble: null, rest: null, gate: null });
  clock.now += 86_400_000;
});
const contextOf = async (ref: RecordRef) => {
  const reply = await read(acme, ref);
  return leadContext.parse(reply.body, { error: () => reply.text });
};
/** Leads marketing knows, each with a record the CRM holds. */
async function leads(count: number) {
  const ids = Array.from({ length: count }, (_, i) => String(i + 1));
  await send(
    acme,
    ids.map((id) => identify(`p${id}`, id)),
  );
  for (const id of ids) crm.hold(hubspot(id), { person: { name: `Name ${id}`, title: 'CFO' } });
  return ids;
}
const connect = () => connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
const rounds = async (sweep: () => Promise<number>) => {
  let total = 0;
  for (let done = await sweep(); done > 0; done = await sweep()) total += done;
  return total;
};
const schedule = async () => {
  const { rows } = await pool.query<{ id: string; next_at: Date | null }>(
    'select id, next_at from crm_reads where workspace_id = $1 order by next_at, id',
    [acme.id],
  );
  return rows.map(({ id, next_at }) => ({ id, inMs: next_at === null ? null : next_at.getTime() - clock.now }));
};

test('a new connection has the records of its open leads read, spread out, and again after hours', async () => {
  await leads(6);
  const decided = { ...common(hubspot('6')), kind: 'reject', expected: 0, reason: 'bad_fit', subReason: 'size', missing: [] };
  const rejected = await ask('POST', '/v1/dispositions', { token: acme.rep, body: decided });
  expect(rejected.status, rejected.text).toBe(200);
  await connect();
  const { sweep } = server();
  expect(await rounds(sweep)).toBe(0);
  const planned = await schedule();
  expect(planned.map(({ id }) => id).sort()).toEqual(['1', '2', '3', '4', '5']);
  expect(planned.map(({ inMs }) => inMs)).toEqual([2000, 4000, 6000, 8000, 10_000]);
  clock.now += 4000;
  expect(await rounds(sweep)).toBe(2);
  clock.now += 60_000;
  expect(await rounds(sweep)).toBe(3);
  expect((await contextOf(hubspot('1'))).who.title?.value).toBe('CFO');
  expect(crm.asked).toHaveLength(5);
  clock.now += 3_600_000;
  expect(await rounds(sweep)).toBe(0);
  clock.now += 4 * 3_600_000;
  expect(await rounds(sweep)).toBe(5);
});

test('an event that names a record of a connected CRM has it read at once, and no more than once', async () => {
  await connect();
  await leads(1);
  const { sweep } = server();
  expect(await rounds(sweep)).toBe(1);
  await send(acme, [event('page', { userId: 'p1', name: 'Docs' }), identify('p1', '1')]);
  expect(await rounds(sweep)).toBe(0);
});

test('several servers read each record once', async () => {
  await connect();
  await leads(40);
  const servers = Array.from({ length: 4 }, server);
  const done = await Promise.all(servers.map(({ sweep }) => rounds(sweep)));
  expect(done.reduce((sum, one) => sum + one, 0)).toBe(40);
  expect(crm.asked.toSorted()).toEqual([...new Set(crm.asked)].toSorted());
});

test('first sights on several servers at once make one lead', async () => {
  await connect();
  crm.hold(hubspot('1'), { person: { name: 'Ann', email: 'ann@corp.test' }, people: [], changedAt: null });
  const servers = Array.from({ length: 6 }, server);
  const seen = await Promise.all(servers.map(({ reader }) => reader.firstSight(acme.id, hubspot('1'))));
  expect(new Set(seen.map((one) => (one.kind === 'lead' ? one.leadId : one.kind))).size).toBe(1);
  const { rows } = await pool.query(
    `select (select count(*)::int from leads where workspace_id = $1) as leads, (select count(*)::int from events where workspace_id = $1) as events`,
    [acme.id],
  );
  expect(rows).toEqual([{ leads: 1, events: 1 }]);
});

test('a tenant is read within its budget, what has changed first', async () => {
  await connectTenant(pool, acme.id, 'pipedrive', 'acme', clock.now);
  const ids = Array.from({ length: 30 }, (_, i) => String(i + 1));
  const refOf = (id: string): RecordRef => ({ crm: 'pipedrive', account: 'acme', object: 'contact', id });
  await send(
    acme,
    ids.map((id) => identify(`p${id}`, id, { crm: refOf(id) })),
  );
  for (const id of ids) crm.hold(refOf(id), { person: { name: `Name ${id}` } });
  const { sweep } = server();
  // Two a minute, over ten minutes.
  expect(await rounds(sweep)).toBe(20);
  clock.now += 60_000;
  expect(await rounds(sweep)).toBe(0);
  await pool.query(`update crm_reads set next_at = $1 where next_at = 'epoch'`, [new Date(clock.now - 1)]);
  await pool.query(`update crm_reads set next_at = 'epoch' where id = '1'`);
  clock.now += 9 * 60_000;
  crm.asked.length = 0;
  expect(await rounds(sweep)).toBe(11);
  expect(crm.asked[0]).toMatch(/1$/);
});

test('a connection that is paused, signed out or rests is left alone, and goes on where it stopped', async () => {
  await connect();
  await leads(3);
  const { sweep } = server();
  for (const stopped of [
    "state = 'paused'",
    "state = 'signed_out'",
    `open_until = '${new Date(clock.now + 60_000).toISOString()}'`,
  ]) {
    await pool.query(`update crm_connections set ${stopped}`);
    expect(await rounds(sweep)).toBe(0);
    await pool.query(`update crm_connections set state = 'on', open_until = null`);
  }
  expect(crm.asked).toEqual([]);
  expect(await rounds(sweep)).toBe(3);
});

test('a CRM that fails is tried again later and later, and the schedule goes on when it is back', async () => {
  await connect();
  await leads(1);
  const { sweep } = server();
  crm.state.trouble = { kind: 'later', because: 'HubSpot has trouble (503).', retryAfterMs: null };
  const waits: (number | null | undefined)[] = [];
  for (let tries = 0; tries < 8; tries++) {
    await sweep();
    const [next] = await schedule();
    waits.push(next?.inMs);
    clock.now += next?.inMs ?? 0;
  }
  const minute = 60_000;
  expect(waits.map((ms) => (ms ?? 0) / minute)).toEqual([1, 1, 1, 1.5, 2.25, 3.375, 5.0625, 7.59375]);
  crm.state.trouble = { kind: 'later', because: 'Too many requests.', retryAfterMs: 30 * minute };
  await sweep();
  expect((await schedule())[0]?.inMs).toBe(30 * minute);
  clock.now += 30 * minute;
  crm.state.trouble = null;
  expect(await rounds(sweep)).toBe(1);
  expect((await schedule())[0]?.inMs).toBe(4 * 60 * minute);
  expect((await contextOf(hubspot('1'))).crm).toMatchObject({ failingSince: null, because: null });
});

test('a change told while the record is being read is read after it', async () => {
  await connect();
  await leads(1);
  const { sweep } = server();
  let open = () => {};
  crm.state.gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const first = sweep();
  await vi.waitFor(() => expect(crm.asked).toHaveLength(1), 10_000);
  await pool.query(`update crm_reads set next_at = 'epoch'`);
  open();
  expect(await first).toBe(1);
  expect(await sweep()).toBe(1);
  expect(await sweep()).toBe(0);
});

test('what a dead server had claimed is read by another', async () => {
  await connect();
  await leads(1);
  crm.state.gate = new Promise<void>(() => {});
  const dead = server();
  const round = dead.sweep();
  await vi.waitFor(() => expect(crm.asked).toHaveLength(1), 10_000);
  await dead.reader.stop();
  await round;
  crm.state.gate = null;
  const { sweep } = server();
  expect(await sweep()).toBe(0);
  clock.now += 121_000;
  expect(await sweep()).toBe(1);
});
