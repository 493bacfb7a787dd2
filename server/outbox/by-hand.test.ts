import { expect, test } from 'vitest';
import { parkedJobs } from '../../lib/contract/connection.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { crmWrite } from '../../lib/contract/write.ts';
import { common } from '../routes/testing/harness.ts';
import { replay } from './by-hand.ts';
import { refused } from './testing/scripted.ts';
import { outboxStage } from './testing/stage.ts';

const { ask, pool, acme, clock, crm, lead, at, post, accept, way, settle } = await outboxStage();

const reject = async (ref: RecordRef) =>
  (
    await post('/v1/dispositions', {
      ...common(ref),
      at: at(),
      kind: 'reject',
      expected: 1,
      reason: 'bad_timing',
      subReason: null,
      missing: [],
    })
  ).id;
const parked = async () =>
  parkedJobs
    .parse((await ask('GET', '/v1/deliveries/parked', { token: acme.admin })).body)
    .jobs.map(({ operationId, leftOut }) => [operationId, leftOut]);

const park = (operationId: string) =>
  pool.query(
    `update crm_jobs set state = 'parked', tries = 3, parked_code = 'invalid', because = 'No.' where operation_id = $1`,
    [operationId],
  );

type Left = { state: string; tries: number; code?: string | null };

/** A decision that is parked and a later one of the same record, as `left`; answers with the fields the first still writes once sent again. */
async function sentAgain({ state, tries, code = null }: Left): Promise<Record<string, unknown>> {
  const ref = await lead();
  const first = await accept(ref);
  const later = await reject(ref);
  await park(first);
  await pool.query(
    `update crm_jobs set state = $2, tries = $3, parked_code = $4, lease = case when $2 = 'sending' then gen_random_uuid() end,
       lease_until = case when $2 = 'sending' then now() + interval '1 minute' end where operation_id = $1`,
    [later, state, tries, code],
  );
  expect((await ask('POST', `/v1/deliveries/${first}/retry`, { token: acme.rep })).status).toBe(200);
  const { rows } = await pool.query<{ write: unknown }>('select write from crm_jobs where operation_id = $1', [first]);
  const write = crmWrite.parse(rows[0]?.write);
  expect(write.note).toBe('Accepted');
  return write.fields;
}

test.each<Left>([
  { state: 'sending', tries: 1 },
  { state: 'in_crm', tries: 1 },
  { state: 'waiting', tries: 1 },
  { state: 'parked', tries: 10, code: 'exhausted' },
  // On its way when its connection was removed.
  { state: 'parked', tries: 1, code: 'disconnected' },
  // Taken back on its way, or given up by a person after tries whose outcome nobody knows.
  { state: 'withdrawn', tries: 2 },
  { state: 'withdrawn', tries: 10, code: 'exhausted' },
])('sent again, it leaves out what a later decision may have written: $state after $tries tries', async (left) => {
  expect(await sentAgain(left)).toEqual({});
});

test.each<Left>([
  { state: 'waiting', tries: 0 },
  { state: 'withdrawn', tries: 0 },
  { state: 'parked', tries: 0, code: 'disconnected' },
  { state: 'withdrawn', tries: 3, code: 'invalid' },
  { state: 'parked', tries: 3, code: 'invalid' },
])('sent again, it is written whole where the later decision is not in the CRM: $state after $tries tries', async (left) => {
  expect(await sentAgain(left)).toEqual({ hs_lead_status: 'IN_PROGRESS' });
});

test('what a later choice has set in the CRM stays when an earlier one is sent again, and who looks is told', async () => {
  const ref = await lead();
  const record: Record<string, unknown> = {};
  const notes: (string | null)[] = [];
  const first = await accept(ref);
  let refuses = true;
  crm.script.answer = ({ write }) => {
    if (refuses && write.operationId === first) return refused;
    Object.assign(record, write.fields);
    notes.push(write.note);
    return { kind: 'done', wrote: [...Object.keys(write.fields), 'Note'], ids: {} };
  };
  while ((await way(ref, first))?.state !== 'parked') await settle();
  expect(await parked()).toContainEqual([first, []]);
  const later = await reject(ref);
  while ((await way(ref, later))?.state !== 'in_crm') await settle();
  const stands = { ...record };
  expect(stands).toMatchObject({ hs_lead_status: expect.any(String) });
  expect(await parked()).toContainEqual([first, ['hs_lead_status']]);

  refuses = false;
  expect((await ask('POST', `/v1/deliveries/${first}/retry`, { token: acme.admin })).status).toBe(200);
  while ((await way(ref, first))?.state !== 'in_crm') await settle();
  expect(record).toEqual(stands);
  expect(notes.at(-1)).toBe('Accepted');
  expect(await way(ref, first)).toMatchObject({ wrote: ['Note'], leftOut: ['hs_lead_status'] });
  expect((await way(ref, later))?.leftOut).toEqual([]);
});

test('a later choice that goes on its way at that moment is waited for', async () => {
  const ref = await lead();
  const first = await accept(ref);
  const later = await reject(ref);
  await park(first);
  const deliverer = await pool.connect();
  await deliverer.query('begin');
  await deliverer.query(
    `update crm_jobs set state = 'sending', tries = 1, lease = gen_random_uuid(), lease_until = now() + interval '1 minute'
     where operation_id = $1`,
    [later],
  );
  let over = false;
  const replayed = replay(pool, acme.id, first, 'an admin', clock.now).finally(() => {
    over = true;
  });
  const waits = async () =>
    (await pool.query(`select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`)).rowCount;
  await expect.poll(async () => over || (await waits()) === 1).toBe(true);
  await deliverer.query('commit');
  deliverer.release();
  await replayed;
  const { rows } = await pool.query<{ write: unknown }>('select write from crm_jobs where operation_id = $1', [first]);
  expect(crmWrite.parse(rows[0]?.write)).toMatchObject({ fields: {}, leftOut: ['hs_lead_status'] });
});
