/** F23: the database blocks: its wire dies unheard, it stops answering at all, it holds a lock, or a question never ends. */
import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { afterEach, expect, test, vi } from 'vitest';
import { routeOf } from '../../lib/client/api.ts';
import { contextPath, paths } from '../../lib/contract/routes.ts';
import { createPool } from '../../server/db/open.ts';
import { readSettings } from '../../server/settings.ts';
import { openWire, type Wire } from '../postgres/wire.ts';
import { tell } from './figures.ts';
import { call, type Desk, makeLeads, openDesk, refOf } from './operations.ts';
import { type Served, serveApp } from './server.ts';

/** Short, so that what is given up is given up soon. */
const settings = {
  LEADSIDE_CONNECT_TIMEOUT_MS: '2000',
  LEADSIDE_STATEMENT_TIMEOUT_MS: '2000',
  LEADSIDE_LOCK_TIMEOUT_MS: '500',
};
const soon = { timeout: 60_000, interval: 50 };

let served: Served;
let desk: Desk;
let wire: Wire;
let wired: Pool;
let ended: (() => void) | undefined;

async function serve(wrap: (pool: Pool) => Pool = (pool) => pool): Promise<void> {
  wire = await openWire();
  const over = (direct: Pool) => {
    const { database } = readSettings(settings);
    wired = createPool(wire.over(direct.options.connectionString ?? ''), database, pino({ level: 'silent' }));
    return wrap(wired);
  };
  served = await serveApp({ pool: over, settings });
  desk = await openDesk(served);
  await makeLeads(desk, 0, 3);
  await kept();
}
afterEach(async () => {
  ended?.();
  ended = undefined;
  await wire.close();
  await served.close();
  await wired.end();
});

type Health = {
  status: string;
  database?: { since: string; because: string };
  workers?: { worker: string; because: string }[];
};
const health = async (): Promise<Health> => {
  const reply = await fetch(served.url + paths.health);
  expect(reply.status).toBe(200);
  return (await reply.json()) as Health;
};
const whole = () => vi.waitFor(async () => expect(await health()).toEqual({ status: 'ok', version: expect.anything() }), soon);
/** Every context is worked out by the server itself: nobody reads one here. */
const kept = () =>
  vi.waitFor(async () => {
    const { rows } = await served.pool.query('select 1 from contexts where refresh_at <= now()');
    expect(rows).toEqual([]);
  }, soon);
const outdate = () => served.pool.query("update contexts set refresh_at = 'epoch'");

async function live(): Promise<{ events: string[] }> {
  const stop = new AbortController();
  ended = () => stop.abort();
  const reply = await fetch(served.url + paths.live, { headers: { authorization: `Bearer ${desk.token}` }, signal: stop.signal });
  const events: string[] = [];
  reply.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .pipeTo(new WritableStream({ write: ({ event }) => void events.push(event ?? '') }))
    .catch(() => {});
  return { events };
}

const read = async () => {
  const reply = await fetch(served.url + contextPath(refOf(0)), { headers: { authorization: `Bearer ${desk.token}` } });
  await reply.arrayBuffer();
  return reply;
};

const choose = () => {
  const operation = call(refOf(1));
  const headers = { authorization: `Bearer ${desk.token}`, 'content-type': 'application/json' };
  return fetch(served.url + routeOf(operation), { method: 'POST', headers, body: JSON.stringify(operation) });
};

test('every connection dies unheard: it is noticed, live updates and the work beside requests begin anew', async () => {
  await serve();
  const { events } = await live();
  wire.die();
  await outdate();
  await vi.waitFor(async () => expect((await health()).status).toBe('database_silent'), soon);
  await whole();
  await kept();
  await vi.waitFor(() => expect(events).toContain('resync'), soon);
  const before = events.length;
  await vi.waitFor(async () => expect((await read()).status).toBe(200), soon);
  await makeLeads(desk, 3, 4);
  await vi.waitFor(() => expect(events.slice(before)).toContain('context'), soon);
  tell('F23', wire.died(), `${wire.died()} connections to the database died unheard, noticed, and all work goes on`);
});

test('the database stops answering at all: requests are told to come back, /health says since when, and it mends by itself', async () => {
  await serve();
  wire.die('all');
  await outdate();
  // On a connection that has died, on one that does not come up, and for one who writes.
  for (const asked of [read, read, choose]) {
    const refused = await asked();
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([503, true]);
  }
  await vi.waitFor(async () => {
    const { status, database, workers } = await health();
    expect([status, database?.because]).toEqual([
      'database_silent',
      'The database does not answer. Nothing is lost; requests are told to come back.',
    ]);
    expect(workers?.map(({ worker }) => worker)).toContain('contexts');
  }, soon);
  wire.mend();
  await whole();
  await kept();
  await vi.waitFor(async () => expect((await read()).status).toBe(200), soon);
});

test('a lock that is held: what waits for it is named, and goes on when it is given back', async () => {
  await serve();
  const holder = await served.pool.connect();
  await holder.query('begin');
  await holder.query('lock table contexts in access exclusive mode');
  await vi.waitFor(async () => {
    const { status, workers } = await health();
    expect([status, workers?.find(({ worker }) => worker === 'contexts')?.because]).toEqual([
      'ok',
      'Stories are not brought up to date.',
    ]);
  }, soon);
  await holder.query('commit');
  holder.release();
  await outdate();
  await whole();
  await kept();
});

test('a question that never ends, against all limits: its worker is given up and begins anew', async () => {
  let hang = false;
  let hung = 0;
  await serve(
    (pool) =>
      new Proxy(pool, {
        get(target, name) {
          const found: unknown = Reflect.get(target, name, target);
          if (typeof found !== 'function') return found;
          return (...given: unknown[]) => {
            if (name === 'query' && hang && String(given[0]).includes('from contexts where refresh_at')) {
              hang = false;
              hung += 1;
              return new Promise(() => {});
            }
            return Reflect.apply(found, target, given) as unknown;
          };
        },
      }),
  );
  hang = true;
  await vi.waitFor(() => expect(hung).toBe(1), soon);
  await outdate();
  await vi.waitFor(async () => expect((await health()).workers?.map(({ worker }) => worker)).toContain('contexts'), soon);
  await whole();
  await kept();
  const metrics = await (await fetch(served.url + paths.metrics)).text();
  expect(metrics).toContain('leadside_hung_workers_total{worker="contexts"} 1');
});
