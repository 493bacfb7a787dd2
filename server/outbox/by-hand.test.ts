import { expect, test } from 'vitest';
import { crmWrite } from '../../lib/contract/write.ts';
import { common } from '../routes/testing/harness.ts';
import { outboxStage } from './testing/stage.ts';

const { ask, pool, acme, lead, at, post, accept } = await outboxStage();

type Left = { state: string; tries: number; code?: string | null };

/** A decision that is parked and a later one of the same record, as `left`; answers with the fields the first still writes once sent again. */
async function sentAgain({ state, tries, code = null }: Left): Promise<Record<string, unknown>> {
  const ref = await lead();
  const first = await accept(ref);
  const reject = { kind: 'reject', expected: 1, reason: 'bad_timing', subReason: null, missing: [] };
  const { id: later } = await post('/v1/dispositions', { ...common(ref), at: at(), ...reject });
  await pool.query(
    `update crm_jobs set state = 'parked', tries = 3, parked_code = 'invalid', because = 'No.' where operation_id = $1`,
    [first],
  );
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
  // Taken back on its way, or given up by a person after tries whose outcome nobody knows.
  { state: 'withdrawn', tries: 2 },
  { state: 'withdrawn', tries: 10, code: 'exhausted' },
])('sent again, it leaves out what a later decision may have written: $state after $tries tries', async (left) => {
  expect(await sentAgain(left)).toEqual({});
});

test.each<Left>([
  { state: 'waiting', tries: 0 },
  { state: 'withdrawn', tries: 0 },
  { state: 'withdrawn', tries: 3, code: 'invalid' },
  { state: 'parked', tries: 3, code: 'invalid' },
])('sent again, it is written whole where the later decision is not in the CRM: $state after $tries tries', async (left) => {
  expect(await sentAgain(left)).toEqual({ hs_lead_status: 'IN_PROGRESS' });
});
