import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { views as schema } from '../../lib/contract/privacy.ts';
import { contextPath } from '../../lib/contract/routes.ts';
import { common, fileApp, hubspot, identify, type TestWorkspace } from '../routes/testing/harness.ts';
import { viewLogFor } from './log.ts';
import { verifyViews } from './verify.ts';

const { pool, url, ask, workspace, send, read, clock } = await fileApp();
let acme: TestWorkspace;
beforeEach(async () => {
  acme = await workspace();
  await send(acme, [identify('ana', '7')]);
});

const rowsOf = async (id: string) =>
  (await pool.query<Record<string, unknown>>('select * from views where workspace_id = $1 order by sequence', [id])).rows;
const listed = async (token: string, query = '') => schema.parse((await ask('GET', `/v1/views${query}`, { token })).body);

/** As the owner of the tables, whom triggers do not hold. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('alter table views disable trigger user');
  await client.query(sql, values);
  await client.query('alter table views enable trigger user');
  await client.end();
}

test('every context that is served is a row: all of it, unchanged, and with the answer to a choice', async () => {
  const first = await read(acme, hubspot('7'));
  expect(first.status).toBe(200);
  const same = await read(acme, hubspot('7'), { 'if-none-match': first.headers.get('etag') ?? '' });
  expect(same.status).toBe(304);
  const attempt = { ...common(hubspot('7')), kind: 'attempt', channel: 'call', outcome: 'no_answer' };
  expect((await ask('POST', '/v1/attempts', { token: acme.rep, body: attempt })).status).toBe(200);
  expect((await read(acme, hubspot('8'))).status).toBe(404);
  const { views } = await listed(acme.admin);
  expect(views.map(({ purpose, result }) => [purpose, result])).toEqual([
    ['answer', 200],
    ['sidebar', 304],
    ['sidebar', 200],
  ]);
  for (const one of views)
    expect(one).toMatchObject({ record: hubspot('7'), at: '2026-06-15T12:00:00.000Z', viewer: { name: 'Acme rep' } });
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole', rows: 3 });
});

test('no word about the person is in a row', async () => {
  await read(acme, hubspot('7'));
  const text = JSON.stringify(await rowsOf(acme.id));
  for (const word of ['ana', 'acme.test', 'Person', 'hubspot']) expect(text).not.toContain(word);
});

test('fifty reads at once are fifty rows, and other workspaces have chains of their own', async () => {
  const other = await workspace('Globex');
  await send(other, [identify('ana', '7')]);
  // Worked out beforehand: what is measured here is not the working out.
  for (const to of [acme, other]) await read(to, hubspot('7'));
  const replies = await Promise.all([acme, other].flatMap((to) => Array.from({ length: 49 }, () => read(to, hubspot('7')))));
  expect(replies.every(({ status }) => status === 200)).toBe(true);
  for (const { id } of [acme, other]) {
    expect((await rowsOf(id)).map(({ sequence }) => Number(sequence))).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(await verifyViews(pool, id)).toMatchObject({ kind: 'whole', rows: 50 });
  }
});

test('two servers write one chain', async () => {
  const logs = [viewLogFor(pool.options), viewLogFor(pool.options)];
  const view = {
    at: clock.now,
    viewer: acme.id,
    viewerName: 'Ana',
    leadId: acme.id,
    record: null,
    purpose: 'sidebar',
    result: 200,
  } as const;
  for (let round = 0; round < 20; round++) await Promise.all(logs.flatMap((log) => [1, 2, 3].map(() => log.keep(acme.id, view))));
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole', rows: 120 });
  await Promise.all(logs.map((log) => log.end()));
});

test('what cannot be logged is not shown', async () => {
  await read(acme, hubspot('7'));
  await pool.query('alter table views add constraint nothing_more check (sequence < 2) not valid');
  try {
    const refused = await ask('GET', contextPath(hubspot('7')), { token: acme.rep });
    expect(refused.status).toBe(500);
    expect(refused.text).not.toContain('Person ana');
  } finally {
    await pool.query('alter table views drop constraint nothing_more');
  }
  expect((await read(acme, hubspot('7'))).status).toBe(200);
  expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole', rows: 2 });
});

test('a rep sees what they were shown, an admin all of it, page by page', async () => {
  for (let count = 0; count < 3; count++) await read(acme, hubspot('7'));
  await ask('GET', contextPath(hubspot('7')), { token: acme.marketer });
  expect((await listed(acme.rep)).views).toHaveLength(3);
  expect((await listed(acme.marketer)).views).toHaveLength(1);
  const page = await listed(acme.admin, '?limit=3');
  expect(page.views.map(({ sequence }) => sequence)).toEqual([4, 3, 2]);
  expect(await listed(acme.admin, `?limit=3&before=${page.next}`)).toMatchObject({ views: [{ sequence: 1 }], next: null });
  expect((await ask('GET', '/v1/views?limit=x', { token: acme.admin })).status).toBe(400);
});

describe('the log is append-only', () => {
  test.each([
    ['update', "update views set viewer_name = 'x' where workspace_id = $1"],
    ['delete', 'delete from views where workspace_id = $1'],
  ])('%s is refused', async (_name, sql) => {
    await read(acme, hubspot('7'));
    await expect(pool.query(sql, [acme.id])).rejects.toThrow('append-only');
    expect(await rowsOf(acme.id)).toHaveLength(1);
  });

  test('truncate is refused, and so is an anchor that is no row of it', async () => {
    await read(acme, hubspot('7'));
    await expect(pool.query('truncate views')).rejects.toThrow('append-only');
    const anchor = 'insert into view_anchors (workspace_id, sequence, hash, at) values ($1, 1, $2, now())';
    await expect(pool.query(anchor, [acme.id, Buffer.alloc(32)])).rejects.toThrow('anchor');
  });

  test.each([
    ['viewer_name', "viewer_name = viewer_name || 'x'"],
    ['at', "at = at + interval '1 millisecond'"],
    ['lead_id', 'lead_id = gen_random_uuid()'],
    ['record', 'record = gen_random_uuid()'],
    ['result', 'result = 304'],
    ['purpose', "purpose = 'export'"],
    ['one byte of the hash', 'hash = set_byte(hash, 31, (get_byte(hash, 31) + 1) % 256)'],
  ])('a row whose %s was changed is named', async (_name, change) => {
    for (let count = 0; count < 5; count++) await read(acme, hubspot('7'));
    await tamper(`update views set ${change} where workspace_id = $1 and sequence = 3`, [acme.id]);
    expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'broken', sequence: 3 });
  });

  test('a row taken out is named, and rows cut off the end by an end noted earlier', async () => {
    for (let count = 0; count < 5; count++) await read(acme, hubspot('7'));
    const whole = await verifyViews(pool, acme.id);
    if (whole.kind !== 'whole') throw new Error(whole.because);
    await tamper('delete from views where workspace_id = $1 and sequence = 5', [acme.id]);
    expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'whole', rows: 4 });
    expect(await verifyViews(pool, acme.id, whole.end)).toMatchObject({ kind: 'broken', sequence: 5 });
    await tamper('delete from views where workspace_id = $1 and sequence = 2', [acme.id]);
    expect(await verifyViews(pool, acme.id)).toMatchObject({ kind: 'broken', sequence: 2 });
  });
});
