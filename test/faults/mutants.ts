/** Three servers that break a promise, each as a wrapper of the real one: the oracle must see all of them. */
import type { Pool, PoolClient } from 'pg';
import type { Operation } from '../../lib/contract/disposition.ts';
import type { Saved } from '../../lib/contract/routes.ts';
import { paths } from '../../lib/contract/wire.ts';
import type { Door } from './server.ts';

const operationPaths: readonly string[] = [paths.dispositions, paths.attempts, paths.feedback];
const isOperation = (request: Request) => operationPaths.includes(new URL(request.url).pathname);

/** Says "saved" to every thousandth operation and forgets it. */
export function dropsOneInAThousand(): Door {
  const last = new Map<string, Saved>();
  let seen = 0;
  return async (request, onward) => {
    if (!isOperation(request)) return onward(request);
    const operation = (await request.clone().json()) as Operation;
    seen += 1;
    const before = last.get(operation.ref.id);
    if (seen % 1000 === 0 && before) return Response.json({ ...before, id: operation.id });
    const reply = await onward(request);
    if (reply.ok) last.set(operation.ref.id, (await reply.clone().json()) as Saved);
    return reply;
  };
}

/** Passes every attempt on twice, the second under an id of its own, as a queue would that names things when it sends them. */
export const sendsTwice: Door = async (request, onward) => {
  if (new URL(request.url).pathname !== paths.attempts) return onward(request);
  const operation = (await request.clone().json()) as Operation;
  const again = new Request(request.url, {
    method: 'POST',
    headers: request.headers,
    body: JSON.stringify({ ...operation, id: crypto.randomUUID() }),
  });
  const reply = await onward(request);
  await onward(again);
  return reply;
};

/** A pool whose transactions, from `begin` on, are answered as committed a moment before they are; `die` is the kill in that moment. */
export function answersBeforeCommit(): { wrap: (pool: Pool) => Pool; begin: () => void; die: () => void } {
  const open = new Set<PoolClient>();
  const heard = new WeakSet<PoolClient>();
  let early = false;
  let dead = false;
  const lateMs = 100;
  const hasty = (client: PoolClient): PoolClient => {
    let committing: Promise<unknown> = Promise.resolve();
    open.add(client);
    if (!heard.has(client)) client.on('error', () => undefined);
    heard.add(client);
    const query = (...asked: unknown[]): unknown => {
      if (!early || asked[0] !== 'commit') return Reflect.apply(Reflect.get(client, 'query') as () => unknown, client, asked);
      committing = new Promise((resolve) => setTimeout(resolve, lateMs)).then(() => (dead ? undefined : client.query('commit')));
      committing.catch(() => undefined);
      return Promise.resolve({ rows: [] });
    };
    const release = (broken?: boolean): void => {
      void committing
        .catch(() => undefined)
        .then(() => {
          open.delete(client);
          client.release(broken || dead);
        });
    };
    const wrapped: PoolClient = new Proxy(client, {
      get(target, name) {
        if (name === 'query') return query;
        if (name === 'release') return release;
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return value;
        // What answers with the client itself (`on`, `off`) answers with this one.
        return (...asked: unknown[]): unknown => {
          const answer: unknown = Reflect.apply(value, target, asked);
          return answer === target ? wrapped : answer;
        };
      },
    });
    return wrapped;
  };
  return {
    wrap: (pool) =>
      new Proxy(pool, {
        get(target, name) {
          if (name === 'connect') return async () => hasty(await target.connect());
          const value: unknown = Reflect.get(target, name);
          return typeof value === 'function' ? value.bind(target) : value;
        },
      }),
    begin() {
      early = true;
    },
    die() {
      dead = true;
      // What Postgres sees of a killed server: its connections are gone.
      for (const client of open)
        (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    },
  };
}
