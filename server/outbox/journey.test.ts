import { beforeEach, expect, test } from 'vitest';
import { common } from '../routes/testing/harness.ts';
import { done, trouble } from './testing/scripted.ts';
import { outboxStage, second } from './testing/stage.ts';

const { app, clock, workspace, crm, lead, at, post, accept, attempt, history, way, settle } = await outboxStage();
beforeEach(() => {
  crm.script.answer = () => done;
  crm.seen.length = 0;
});

test('a disposition waits out the undo, is written once under its id, and the context says so', async () => {
  const ref = await lead();
  const id = await accept(ref);
  expect(await app.outbox.round()).toBe(0);
  expect(await way(ref, id)).toMatchObject({
    state: 'waiting',
    crm: 'hubspot',
    tries: 0,
    nextAt: new Date(clock.now + 10_000).toISOString(),
  });
  expect(await settle()).toBe(1);
  const [call] = crm.of(id);
  expect(call).toMatchObject({ look: false, target: { account: '42', secret: { token: 'canary-secret' } } });
  expect(call?.write).toMatchObject({
    operationId: id,
    ref,
    fields: { hs_lead_status: 'IN_PROGRESS' },
    note: 'Accepted',
    by: { name: 'Acme rep' },
  });
  expect(await way(ref, id)).toMatchObject({
    state: 'in_crm',
    tries: 1,
    nextAt: null,
    because: null,
    wrote: ['Contact.hs_lead_status', 'Note'],
  });
  expect(await app.outbox.round()).toBe(0);
});

test('without a connection for the record there is no job and the entry says nothing of a CRM', async () => {
  const other = await workspace('Other');
  const ref = await lead(other);
  const id = await accept(ref, other);
  await settle();
  expect(crm.of(id)).toEqual([]);
  const [entry] = await history(ref, other);
  expect(entry?.id).toBe(id);
  expect(entry).not.toHaveProperty('delivery');
});

test('taken back in time it is never written; later, what stood before is written again', async () => {
  const first = await lead();
  const id = await accept(first);
  await post('/v1/dispositions', { ...common(first), at: at(), kind: 'undo', expected: 1, undoes: id });
  await settle();
  expect(crm.of(id)).toEqual([]);
  expect(await way(first, id)).toMatchObject({ state: 'withdrawn' });

  const slow = await lead();
  const said = at();
  const late = await accept(slow);
  await settle();
  // Both clicks were seconds apart on the device; only the second was long on its way.
  const undo = (await post('/v1/dispositions', { ...common(slow), at: said, kind: 'undo', expected: 1, undoes: late })).id;
  await app.outbox.round();
  expect(crm.of(undo)[0]?.write).toMatchObject({ fields: { hs_lead_status: 'OPEN' }, note: 'Taken back: Accepted' });
});

test('a lead’s writes keep their order, whatever becomes of the first', async () => {
  const ref = await lead();
  const first = await accept(ref);
  const next = await attempt(ref);
  crm.script.answer = (_seen, times) => (times === 1 ? trouble : done);
  await settle();
  expect([crm.of(first).length, crm.of(next).length]).toEqual([1, 0]);
  expect(await way(ref, first)).toMatchObject({ state: 'waiting', tries: 1, because: 'HubSpot has trouble (503).' });
  clock.now += 6 * second;
  crm.script.answer = () => done;
  await app.outbox.round();
  expect(crm.seen.map(({ write, look }) => [write.operationId, look])).toEqual([
    [first, false],
    [first, true],
    [next, false],
  ]);
});
