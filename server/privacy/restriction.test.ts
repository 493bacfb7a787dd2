// Long because one lead is known by everything there is, and each way in and out is tried on it.
import { randomUUID } from 'node:crypto';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { beforeEach, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { parkedJobs } from '../../lib/contract/connection.ts';
import { leadContext } from '../../lib/contract/context.ts';
import { errorBody } from '../../lib/contract/errors.ts';
import { erasure, leadExport, restriction, views } from '../../lib/contract/privacy.ts';
import { liveUpdate } from '../../lib/contract/routes.ts';
import { defaultPolicy, defaultPolicyInput } from '../../lib/policy/default.ts';
import { markChanged } from '../crm-read/reads-rows.ts';
import { connectTenant, fakeCrm, readingServer } from '../crm-read/testing/fake-crm.ts';
import { claim, nextDue, readyConnections } from '../outbox/jobs.ts';
import { dryRun } from '../policies/dry-run.ts';
import { common, event, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { verifyViews } from '../views/verify.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { restrictedSentence } from './restricted.ts';

const crm = fakeCrm();
const { app, pool, ask, workspace, send, read, clock } = await fileApp({ reach: crm.reach });
crm.state.pool = pool;
const { reader, sweep } = readingServer({ pool, now: () => clock.now, reach: crm.reach });

const ref = hubspot('1');
const colleague = hubspot('5');
let acme: TestWorkspace;
let leadId: string;

const call = (note: string, id = randomUUID()) => ({
  ...common(ref),
  id,
  note,
  kind: 'attempt',
  channel: 'call',
  outcome: 'connected',
});
const write = (body: object) => ask('POST', '/v1/attempts', { token: acme.rep, body });

beforeEach(async () => {
  clock.now += 3_600_000;
  crm.records.clear();
  acme = await workspace();
  await connectTenant(pool, acme.id, 'hubspot', '42', clock.now);
  await send(acme, [
    identify('ann', '1', { name: 'Ann Canary', title: 'Canary Title' }, { anonymousId: 'browser-ann' }),
    event('page', { userId: 'ann', name: 'Canary Page' }),
    identify('bob', '5'),
  ]);
  expect((await read(acme, ref)).text).toContain('Ann Canary');
  expect((await read(acme, colleague)).text).toContain('Ann Canary');
  expect((await write(call('Canary note'))).status).toBe(200);
  const { rows } = await pool.query<{ id: string }>(`select lead_id as id from links where workspace_id = $1 and id = '1'`, [
    acme.id,
  ]);
  leadId = rows[0]?.id ?? '';
});

const restrict = (because = 'Says that the phone number is wrong.', token = acme.admin, id = leadId) =>
  ask('POST', `/v1/leads/${id}/restrict`, { token, body: { because } });
const lift = (token = acme.admin, id = leadId) => ask('POST', `/v1/leads/${id}/lift`, { token });

/** Every row that holds something of the lead, but for the restriction itself. */
async function held(): Promise<string> {
  const tables = [
    'events',
    'touches',
    'lead_facts',
    'stages',
    'handoffs',
    'claims',
    'identities',
    'links',
    'contexts',
    'dispositions',
  ];
  const rows = tables.map(async (table) => {
    const found = await pool.query(`select to_jsonb(t) as row from ${table} t where workspace_id = $1 order by t::text`, [
      acme.id,
    ]);
    return [table, found.rows];
  });
  return JSON.stringify(await Promise.all(rows));
}
const refusal = (body: unknown) => errorBody.parse(body).error;

test('while it stands a lead is shown to nobody, not even where it was a colleague, and the view log has no row for it', async () => {
  const etag = (await read(acme, ref)).headers.get('etag') ?? '';
  const { sequence: before } = views.parse((await ask('GET', '/v1/views', { token: acme.admin })).body).views[0] ?? {};
  const set = await restrict();
  expect(set.status, set.text).toBe(200);
  const stands = { leadId, restrictedAt: new Date(clock.now).toISOString(), dropped: 0, liftedAt: null };
  expect(restriction.parse(set.body)).toEqual({ ...stands, because: 'Says that the phone number is wrong.' });
  for (const headers of [{}, { 'if-none-match': etag }] as Record<string, string>[]) {
    const closed = await read(acme, ref, headers);
    expect([closed.status, closed.text.includes('Canary')]).toEqual([404, false]);
    expect(refusal(closed.body)).toMatchObject({ code: 'no_lead', message: restrictedSentence, restricted: true });
    expect(refusal(closed.body).fix).toContain('privacy contact');
  }
  const other = await read(acme, colleague);
  expect([other.status, other.text.includes('Ann Canary')]).toEqual([200, false]);
  const listed = views.parse((await ask('GET', '/v1/views', { token: acme.admin })).body).views;
  expect(listed.filter((one) => one.sequence > (before ?? 0)).map((one) => one.leadId)).not.toContain(leadId);
  expect(listed.filter((one) => one.leadId === leadId).map(({ record }) => record)).toEqual([null, null, null]);
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole' });
  // Again it is the same one, with its first reason.
  clock.now += 60_000;
  expect(restriction.parse((await restrict('Another.')).body)).toEqual(restriction.parse(set.body));
});

test('what is sent of the person by any of their names is dropped, counted, and answered as if it were taken', async () => {
  await restrict();
  const before = await held();
  const sent = [
    event('track', { userId: 'ann', event: 'Demo Requested' }),
    event('identify', { userId: 'new-id', traits: { email: 'ANN@acme.test', name: 'Ann Other' } }),
    event('identify', { userId: 'third-id', traits: { crm: ref } }),
    event('page', { anonymousId: 'browser-ann', name: 'Home' }),
    event('group', { userId: 'ann', groupId: 'acme', traits: { industry: 'Lifts' } }),
    event('alias', { previousId: 'ann', userId: 'ann-2' }),
  ];
  expect(await send(acme, sent)).toMatchObject({ stored: sent.length, duplicates: 0, rejected: [] });
  expect(await held()).toBe(before);
  // Somebody else on the same browser is somebody else.
  expect(await send(acme, [event('page', { userId: 'bob', anonymousId: 'browser-ann', name: 'Home' })])).toMatchObject({
    stored: 1,
  });
  expect(await held()).not.toBe(before);
  expect(restriction.parse((await lift()).body)).toMatchObject({ dropped: sent.length, liftedAt: expect.any(String) });
  expect((await read(acme, ref)).text).not.toContain('Demo Requested');
});

test('others who name the same company’s or deal’s record are taken in as ever, and nobody is joined to who is restricted', async () => {
  const company = { ...ref, object: 'account', id: '100' };
  const deal = { ...ref, object: 'opportunity', id: '200' };
  await send(acme, [
    event('identify', { userId: 'ann', traits: { crm: company } }),
    event('identify', { anonymousId: 'browser-dee', traits: { email: 'dee@acme.test', crm: deal } }),
    event('page', { userId: 'solo', name: 'Solo Page' }),
  ]);
  const { rows } = await pool.query<{ id: string }>(`select lead_id as id from links where workspace_id = $1 and id = '200'`, [
    acme.id,
  ]);
  const dee = rows[0]?.id;
  await restrict();
  await restrict('Asked.', acme.admin, dee);
  const before = await held();
  // Known by nothing but a user id: by such a record alone it would become part of them.
  await send(acme, [event('identify', { userId: 'solo', traits: { crm: deal } })]);
  expect(await held()).toBe(before);
  await send(acme, [
    identify('bob', '5', { title: 'Head of Lifts', crmRecords: [company] }),
    identify('cyd', '6', { crmRecords: [company, deal] }),
  ]);
  expect((await read(acme, colleague)).text).toContain('Head of Lifts');
  expect((await read(acme, hubspot('6'))).text).toContain('Person cyd');
  expect(restriction.parse((await lift()).body).dropped).toBe(0);
  expect(restriction.parse((await lift(acme.admin, dee)).body).dropped).toBe(1);
});

test('what arrives while it is being set is there from before it, or dropped and counted', async () => {
  const arrivals = Array.from({ length: 20 }, () => () => send(acme, [event('track', { userId: 'ann', event: 'Arrived' })]));
  const kept = async () => {
    const { rows } = await pool.query<{ count: number }>(
      `select count(*)::int as count from events where workspace_id = $1 and payload->>'event' = 'Arrived'`,
      [acme.id],
    );
    return rows[0]?.count ?? 0;
  };
  const first = arrivals.slice(0, 10).map((one) => one());
  const [atOnce] = await Promise.all([restrict().then(kept), ...first, ...arrivals.slice(10).map((one) => one())]);
  expect(await kept()).toBe(atOnce);
  expect((await read(acme, ref)).status).toBe(404);
  const { dropped } = restriction.parse((await lift()).body);
  expect((await kept()) + dropped).toBe(arrivals.length);
});

test('whoever has the lead in hand ends first', async () => {
  const setting = await inWorkspace(pool, acme.id, async (db) => {
    await lock(db, acme.id, 'lead', [leadId]);
    const asked = restrict();
    await vi.waitFor(async () => {
      const { rows } = await pool.query(
        `select 1 from pg_locks where locktype = 'advisory' and not granted
           and database = (select oid from pg_database where datname = current_database())`,
      );
      expect(rows).toHaveLength(1);
    }, 10_000);
    expect((await read(acme, ref)).status).toBe(200);
    return { asked };
  });
  expect((await setting.asked).status).toBe(200);
  expect((await read(acme, ref)).status).toBe(404);
});

test('a browser of a restricted person that gives a new name is not taken in as them', async () => {
  await send(acme, [event('identify', { anonymousId: 'browser-only', traits: { crm: hubspot('9') } })]);
  const { rows } = await pool.query<{ id: string }>(`select lead_id as id from links where workspace_id = $1 and id = '9'`, [
    acme.id,
  ]);
  await restrict('Asked.', acme.admin, rows[0]?.id);
  const before = await held();
  await send(acme, [event('identify', { anonymousId: 'browser-only', userId: 'fresh', traits: { email: 'fresh@acme.test' } })]);
  expect(await held()).toBe(before);
});

test('one that was restricted and turns out to be somebody else’s other name goes on as them', async () => {
  await send(acme, [event('page', { userId: 'solo', name: 'Home' })]);
  const { rows } = await pool.query<{ id: string }>(
    `select lead_id as id from identities where workspace_id = $1 and value = 'solo'`,
    [acme.id],
  );
  await restrict('Asked.', acme.admin, rows[0]?.id);
  const joins = () => event('identify', { userId: 'solo', traits: { email: 'bob@acme.test' } });
  expect(await send(acme, [joins()])).toMatchObject({ stored: 1 });
  expect((await read(acme, colleague)).text).not.toContain('Home');
  await lift(acme.admin, rows[0]?.id);
  expect(await send(acme, [joins()])).toMatchObject({ stored: 1 });
  expect((await read(acme, colleague)).text).toContain('Home');
  const { rows: moved } = await pool.query('select lead_id <> $2 as moved from restrictions where workspace_id = $1', [
    acme.id,
    rows[0]?.id,
  ]);
  expect(moved).toEqual([{ moved: true }]);
});

test('its CRM is not asked, by schedule, webhook or opening, and what it says of the person beside others is not kept', async () => {
  crm.hold(ref, { person: { name: 'Ann Fromcrm', email: 'ann@acme.test' } });
  crm.hold(colleague, { person: { name: 'Bob' }, people: [{ ref, name: 'Ann Fromcrm', email: 'ann@acme.test' }] } as object);
  // The others' records are no matter here.
  await pool.query('delete from crm_connections where workspace_id <> $1', [acme.id]);
  // One reading is under way, and the record is due again.
  let answer = () => {};
  crm.state.gate = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const underWay = reader.read(acme.id, ref);
  await vi.waitFor(() => expect(crm.asked.some((key) => key.endsWith('/1'))).toBe(true), 10_000);
  await restrict();
  const schedule = async () => {
    const { rows } = await pool.query('select next_at from crm_reads where workspace_id = $1 and lead_id = $2', [
      acme.id,
      leadId,
    ]);
    return rows.map(({ next_at }) => next_at);
  };
  expect(await schedule()).toEqual([null]);
  crm.state.gate = null;
  answer();
  expect((await underWay).kind).toBe('nobody');
  crm.asked.length = 0;
  const changed = [{ object: 'contact', id: '1', at: clock.now + 3_600_000 } as const];
  const tenant = { workspaceId: acme.id, crm: 'hubspot', account: '42' } as const;
  expect(await inWorkspace(pool, acme.id, (db) => markChanged(db, tenant, changed))).toBe(0);
  await pool.query(`update crm_reads set next_at = 'epoch' where workspace_id = $1 and id = '1'`, [acme.id]);
  await sweep();
  expect((await reader.read(acme.id, ref)).kind).toBe('nobody');
  await read(acme, ref);
  expect(crm.asked.filter((key) => key.endsWith('/1'))).toEqual([]);
  expect((await reader.read(acme.id, colleague)).kind).toBe('lead');
  expect(await held()).not.toContain('Fromcrm');
  expect(await schedule()).toEqual([null]);
  await lift();
  await sweep();
  expect((await read(acme, ref)).text).toContain('Fromcrm');
});

test('nothing is worked out of it, by time or by a new policy', async () => {
  await restrict();
  const mine = async () => (await pool.query('select version, body, refresh_at from contexts where lead_id = $1', [leadId])).rows;
  const before = await mine();
  expect(before).toMatchObject([{ refresh_at: Number.POSITIVE_INFINITY }]);
  clock.now += 40 * 86_400_000;
  await setPolicy(pool, { workspaceId: acme.id, policyText: stringify({ ...defaultPolicyInput, name: 'Another' }) });
  expect((await read(acme, ref)).status).toBe(404);
  await app.start();
  await vi.waitFor(async () => {
    const { rows } = await pool.query('select 1 from contexts where workspace_id = $1 and refresh_at <= $2', [
      acme.id,
      new Date(clock.now),
    ]);
    expect(rows).toEqual([]);
  }, 10_000);
  expect(await mine()).toEqual(before);
  const seen: string[] = [];
  await dryRun(pool, acme.id, defaultPolicy, clock.now, ({ leadId: id }) => void seen.push(id));
  expect([seen.length, seen.includes(leadId)]).toEqual([1, false]);
});

test('a choice is refused with one sentence and taken after lifting, under the same id, and a record is not tied to it', async () => {
  const done = call('Sent twice');
  expect((await write(done)).status).toBe(200);
  await restrict();
  const before = await held();
  for (const body of [done, call('Meanwhile')]) {
    const refused = await write(body);
    expect([refused.status, refusal(refused.body).restricted]).toEqual([404, true]);
  }
  for (const link of [
    { ref: hubspot('77'), email: 'ann@acme.test' },
    { ref: hubspot('77'), leadId },
    { ref, email: 'bob@acme.test' },
  ])
    expect(refusal((await ask('POST', '/v1/links', { token: acme.rep, body: link })).body).restricted).toBe(true);
  expect(await held()).toBe(before);
  await lift();
  expect((await write(done)).body).toMatchObject({ duplicate: true });
  expect((await write(call('After'))).body).toMatchObject({ duplicate: false });
});

test('what is on its way into the CRM waits uncounted, or is not listed, and goes on after lifting', async () => {
  await restrict();
  // The others' jobs are no matter here.
  await pool.query('delete from crm_connections where workspace_id <> $1', [acme.id]);
  const due = clock.now + 60_000;
  const mine = async (state: string) => {
    await pool.query(`update crm_jobs set state = $2, parked_code = null where workspace_id = $1`, [acme.id, state]);
    return (await readyConnections(pool, due)).filter((one) => one.workspace_id === acme.id);
  };
  expect(await mine('waiting')).toEqual([]);
  expect(await nextDue(pool)).toBeNull();
  await mine('parked');
  const listed = parkedJobs.parse((await ask('GET', '/v1/deliveries/parked', { token: acme.admin })).body);
  expect(listed).toEqual({ jobs: [], total: 0 });
  await lift();
  expect(parkedJobs.parse((await ask('GET', '/v1/deliveries/parked', { token: acme.admin })).body).total).toBe(1);
  const [connection] = await mine('waiting');
  if (!connection) throw new Error('A connection was expected');
  const jobs = await claim(pool, connection, { room: 4, lease: randomUUID(), leaseMs: 1000, now: due });
  expect(jobs.map(({ leadId: id, tries }) => [id, tries])).toEqual([[leadId, 1]]);
});

test('open sidebars are told when it is set and when it is lifted, and then all of it is back', async () => {
  await app.start();
  const response = await app.fetch(new Request('http://x/v1/live', { headers: { authorization: `Bearer ${acme.rep}` } }));
  const updates: { leadId: string; version: number; refs: unknown }[] = [];
  void response.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .pipeTo(
      new WritableStream({
        write: ({ event: kind, data }) => {
          const said = kind === 'context' ? liveUpdate.parse(JSON.parse(data)) : null;
          if (said?.leadId === leadId) updates.push(said);
        },
      }),
    );
  const before = leadContext.parse((await read(acme, ref)).body);
  await restrict();
  await vi.waitFor(() => expect(updates.at(-1)).toEqual({ leadId, version: 0, refs: [ref] }), 10_000);
  await lift();
  await vi.waitFor(() => expect(updates.at(-1)?.version).toBeGreaterThan(before.version), 10_000);
  const after = leadContext.parse((await read(acme, ref)).body);
  expect({ ...after, version: 0, asOf: '' }).toEqual({ ...before, version: 0, asOf: '' });
  expect((await read(acme, colleague)).text).toContain('Ann Canary');
});

test('the person still gets all that is held, the reason too, and can be erased', async () => {
  await restrict();
  const reply = await ask('GET', `/v1/leads/${leadId}/export`, { token: acme.admin });
  const { held: tables } = leadExport.parse(reply.body);
  expect(['Ann Canary', 'Canary Page', 'Canary note'].filter((canary) => !reply.text.includes(canary))).toEqual([]);
  expect(tables.restrictions).toMatchObject([{ because: 'Says that the phone number is wrong.', lifted_at: null }]);
  expect(JSON.stringify(tables.restrictions)).not.toContain('restricted_by');
  const gone = await ask('DELETE', `/v1/leads/${leadId}`, { token: acme.admin });
  expect(erasure.parse(gone.body).removed).toMatchObject({ leads: 1, restrictions: 1 });
  expect(refusal((await read(acme, ref)).body)).toMatchObject({ erased: true });
  expect((await lift()).status).toBe(404);
});

test('another workspace, a lower role, no reason and an id that is none change nothing', async () => {
  const other = await workspace('Globex');
  expect((await restrict('x', other.admin)).status).toBe(404);
  expect((await restrict('x', acme.rep)).status).toBe(403);
  expect((await restrict('x', acme.admin, 'none')).status).toBe(404);
  expect((await restrict(' ')).status).toBe(400);
  expect((await restrict('x'.repeat(201))).status).toBe(400);
  const early = await lift();
  expect([early.status, refusal(early.body).message]).toEqual([422, 'This lead is not restricted.']);
  expect((await read(acme, ref)).status).toBe(200);
  await restrict();
  expect([(await lift(other.admin)).status, (await lift(acme.rep)).status]).toEqual([404, 403]);
  expect((await read(acme, ref)).status).toBe(404);
});
