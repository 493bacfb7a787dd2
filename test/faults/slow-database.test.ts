/** F23: one query holds the tables for three seconds; nobody waits for it longer than two, and the process stays awake. */
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routeOf } from '../../lib/client/api.ts';
import { contextPath, paths } from '../../lib/contract/routes.ts';
import { tell, times, watch, within } from './figures.ts';
import { accept, call, type Desk, makeLeads, openDesk, refOf, step } from './operations.ts';
import { type Served, serveApp } from './server.ts';

const wanted = times('SLOW_QUERIES', 2);
const heldMs = 3_000;

let served: Served;
let desk: Desk;
beforeAll(async () => {
  // With the settings a server has when nobody sets any.
  served = await serveApp();
  desk = await openDesk(served);
  await makeLeads(desk, 0, 2);
});
afterAll(() => served.close());

const timed = async (path: string, init: RequestInit = {}) => {
  const began = performance.now();
  const reply = await fetch(served.url + path, {
    ...init,
    headers: { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' },
  });
  await reply.arrayBuffer();
  return { status: reply.status, retryAfter: reply.headers.get('retry-after'), ms: performance.now() - began };
};
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** One query of three seconds that nobody gets past; resolves once it has begun, with its end. */
async function slowQuery(): Promise<{ ended: Promise<unknown> }> {
  const client = new pg.Client({ connectionString: served.databaseUrl });
  await client.connect();
  await client.query('begin');
  await client.query('lock table contexts, dispositions, feedback, links in access exclusive mode');
  const ended = client.query('select pg_sleep($1)', [heldMs / 1000]).then(async () => {
    await client.query('commit');
    await client.end();
  });
  return { ended };
}

test(`${wanted} slow queries: /health answers at once, all others say when to come back, and nothing is half done`, async () => {
  const healths: number[] = [];
  const waits: number[] = [];
  const late = watch();
  let rounds = 0;
  for (; rounds < wanted && !late(); rounds += 1) {
    const operations = [call(refOf(0)), step(refOf(1)), accept(refOf(1), 0)];
    const { ended } = await slowQuery();
    let over = false;
    const watching = (async () => {
      while (!over) {
        const { status, ms } = await timed(paths.health);
        expect(status).toBe(200);
        healths.push(ms);
      }
    })();
    const answers = await Promise.all([
      timed(contextPath(refOf(0))),
      ...operations.map((operation) => timed(routeOf(operation), { method: 'POST', body: JSON.stringify(operation) })),
    ]);
    for (const { status, retryAfter, ms } of answers) {
      expect(status).toBe(503);
      expect(Number(retryAfter)).toBeGreaterThan(0);
      waits.push(ms);
    }
    await ended;
    over = true;
    await watching;
    const { rows } = await served.pool.query(
      'select id from dispositions where id = any($1) union all select id from feedback where id = any($1)',
      [operations.map(({ id }) => id)],
    );
    expect(rows).toEqual([]);
    expect((await timed(contextPath(refOf(0)))).status).toBe(200);
  }
  const slowest = Math.round(Math.max(...waits));
  tell(
    'F23',
    waits.length,
    `${rounds} queries of 3 s: ${waits.length} requests answered 503 with Retry-After, median ${Math.round(median(waits))} ms (${within(median(waits), 2_000)}), slowest ${slowest} ms; /health median ${median(healths).toFixed(1)} ms (${within(median(healths), 50)}) of ${healths.length}`,
    { done: rounds, wanted },
  );
});
