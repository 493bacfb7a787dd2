import { pino } from 'pino';
import { beforeEach, expect, test, vi } from 'vitest';
import { watchdogFor } from '../watchdog.ts';
import { delivererFor } from './deliverer.ts';
import { done, refused, trouble } from './testing/scripted.ts';
import { outboxStage, second } from './testing/stage.ts';

const { app, pool, clock, workspace, crm, keyring, acme, connect, lead, accept, attempt, way, settle } = await outboxStage();
beforeEach(() => {
  crm.script.answer = () => done;
  crm.seen.length = 0;
});

test('poison is parked with its reason within a minute; the same lead’s next and other leads go on', async () => {
  const [bad, good] = [await lead(), await lead()];
  const poison = await accept(bad);
  const others = [await attempt(bad), await accept(good)];
  crm.script.answer = ({ write }) => (write.operationId === poison ? refused : done);
  const began = clock.now + 10 * second;
  await settle();
  expect(crm.of(others[1] ?? '')).toHaveLength(1);
  for (let left = 20; left > 0 && (await way(bad, poison))?.state !== 'parked'; left--) {
    clock.now += 3 * second;
    await app.outbox.round();
  }
  const parked = await way(bad, poison);
  expect(parked).toMatchObject({ state: 'parked', tries: 3, because: 'HubSpot does not know the status "X".', nextAt: null });
  expect(Date.parse(parked?.since ?? '') - began).toBeLessThan(60 * second);
  await app.outbox.round();
  expect(await way(bad, others[0] ?? '')).toMatchObject({ state: 'in_crm' });
});

test('two deliverers at once never send the same job twice', async () => {
  const refs = await Promise.all(Array.from({ length: 12 }, () => lead()));
  const ids = (await Promise.all(refs.map((ref) => Promise.all([attempt(ref), attempt(ref), attempt(ref)])))).flat();
  const more = Array.from({ length: 2 }, () =>
    delivererFor({
      pool,
      log: pino({ level: 'silent' }),
      keyring,
      connectors: { hubspot: crm.connector },
      now: () => clock.now,
      random: () => 0.5,
      tried: () => {},
      outdated: () => {},
      watchdog: watchdogFor({ log: pino({ level: 'silent' }), now: () => clock.now, hung: () => {} }),
      patienceMs: 8_000,
    }),
  );
  crm.script.answer = () => new Promise((resolve) => setImmediate(() => resolve(done)));
  clock.now += 10 * second;
  await Promise.all([app.outbox, ...more].map((deliverer) => deliverer.round()));
  // What one round left because another held it is taken by the next.
  await app.outbox.round();
  expect(crm.seen.map(({ write }) => write.operationId).sort()).toEqual([...ids].sort());
});

test('a server that dies between the effect and its commit is followed by one that looks first', async () => {
  const ref = await lead();
  const id = await accept(ref);
  crm.script.answer = async ({ write }) => {
    // The effect is there; then the server is gone, and with it everything it held.
    await pool.query(`update crm_jobs set lease = gen_random_uuid() where operation_id = $1`, [write.operationId]);
    return done;
  };
  await settle();
  const { rows } = await pool.query('select state, tries from crm_jobs where operation_id = $1', [id]);
  expect(rows).toEqual([{ state: 'sending', tries: 1 }]);
  crm.script.answer = () => done;
  expect(await app.outbox.round()).toBe(0);
  clock.now += 61 * second;
  await app.outbox.round();
  expect(crm.of(id).map(({ look }) => look)).toEqual([false, true]);
  expect(await way(ref, id)).toMatchObject({ state: 'in_crm', tries: 2 });
});

test('signed out: the connection waits and loses nothing, other workspaces go on; the secret set again, it goes on', async () => {
  const [mine, other] = [await lead(), await workspace('Bystander')];
  await connect(other, '43');
  const theirs = await lead(other, '43');
  const [a, b] = [await accept(mine), await accept(theirs, other)];
  crm.script.answer = ({ target }) =>
    target.workspaceId === acme.id ? { kind: 'signed_out', because: 'HubSpot no longer takes the token; set it again.' } : done;
  await settle();
  expect(await way(theirs, b, other)).toMatchObject({ state: 'in_crm' });
  expect(await way(mine, a)).toMatchObject({ state: 'waiting', nextAt: null, because: expect.stringContaining('set it again') });
  const held = await accept(await lead());
  clock.now += 3_600 * second;
  expect(await app.outbox.round()).toBe(0);
  crm.script.answer = () => done;
  await connect(acme);
  expect(await app.outbox.round()).toBe(2);
  expect(await way(mine, a)).toMatchObject({ state: 'in_crm' });
  expect(crm.of(held)).toHaveLength(1);
});

test('a CRM that is down is left alone, without costing its jobs a try, and comes back by one that asks', async () => {
  const refs = await Promise.all(Array.from({ length: 30 }, () => lead()));
  const ids = await Promise.all(refs.map((ref) => accept(ref)));
  crm.script.answer = () => trouble;
  await settle();
  const asked = crm.seen.length;
  expect(asked).toBeLessThan(15);
  expect(await app.outbox.round()).toBe(0);
  crm.script.answer = () => done;
  for (let turn = 0; turn < 20; turn++) {
    clock.now += 60 * second;
    await app.outbox.round();
  }
  const { rows } = await pool.query(
    `select state, count(*)::int as n from crm_jobs where operation_id = any($1) group by state`,
    [ids],
  );
  expect(rows).toEqual([{ state: 'in_crm', n: 30 }]);
});

test('tried ten times over 75 hours it is parked and kept', async () => {
  const ref = await lead();
  const id = await attempt(ref);
  crm.script.answer = () => ({ kind: 'later', because: 'No answer.', retryAfterMs: null, unknown: false });
  await settle();
  for (;;) {
    const { rows } = await pool.query<{ at: Date }>(
      `select run_at as at from crm_jobs where operation_id = $1 and state = 'waiting'`,
      [id],
    );
    if (!rows[0]) break;
    clock.now = rows[0].at.getTime();
    await app.outbox.round();
  }
  const calls = crm.of(id);
  expect(calls).toHaveLength(10);
  expect((calls.at(-1)?.at ?? 0) - (calls[0]?.at ?? 0)).toBeGreaterThanOrEqual((75 * 3600 + 35 * 60 + 5) * second);
  expect(await way(ref, id)).toMatchObject({ state: 'parked', tries: 10, because: expect.stringContaining('tried 10 times') });
});

test('running, it needs no one to ask: a choice reaches the CRM and the live context', async () => {
  const ref = await lead();
  await app.start();
  const id = await attempt(ref);
  // The connection still rests after the failures above.
  clock.now += 120 * second;
  app.outbox.nudge();
  await vi.waitFor(async () => expect(await way(ref, id)).toMatchObject({ state: 'in_crm' }), 10_000);
});
