import './jitless.ts';
import type * as z from 'zod';
import {
  type Connection,
  type ConnectionKey,
  type ConnectionTest,
  connection,
  connections,
  connectionTest,
  done,
  type ParkedJobs,
  parkedJobs,
  type SetConnection,
} from '../contract/connection.ts';
import { retryPath } from '../contract/wire.ts';
import type { Ask, Target } from './exchange.ts';
import { type Result, readReply } from './failure.ts';
import { exchangeSignedIn } from './session/exchange-signed-in.ts';

/** What an admin may ask of the server about the CRMs it writes to. Nothing here ever answers with a secret. */
export type WriteBackApi = {
  connections(): Promise<Result<{ connections: Connection[] }>>;
  set(connection: SetConnection): Promise<Result<Connection>>;
  setState(key: ConnectionKey, state: 'on' | 'paused'): Promise<Result<Connection>>;
  test(key: ConnectionKey): Promise<Result<ConnectionTest>>;
  remove(key: ConnectionKey): Promise<Result<{ done: true }>>;
  parked(): Promise<Result<ParkedJobs>>;
  replay(operationId: string): Promise<Result<{ done: true }>>;
  discard(operationId: string, reason: string): Promise<Result<{ done: true }>>;
};

/** The server tries the CRM for up to 20 seconds before it answers. */
const testTimeoutMs = 30_000;

export function createWriteBackApi(target: Target, send = exchangeSignedIn): WriteBackApi {
  const ask = async <T>(schema: z.ZodType<T>, what: Ask): Promise<Result<T>> =>
    readReply(target.apiUrl, await send(target, what), (json) => schema.safeParse(json).data ?? null);
  const post = <T>(schema: z.ZodType<T>, path: string, body: unknown, timeoutMs?: number) =>
    ask(schema, { method: 'POST', path, body: JSON.stringify(body), ...(timeoutMs ? { timeoutMs } : {}) });
  return {
    connections: () => ask(connections, { method: 'GET', path: '/v1/connections' }),
    set: (body) => post(connection, '/v1/connections', body),
    setState: (key, state) => post(connection, '/v1/connections/state', { ...key, state }),
    test: (key) => post(connectionTest, '/v1/connections/test', key, testTimeoutMs),
    remove: (key) => post(done, '/v1/connections/remove', key),
    parked: () => ask(parkedJobs, { method: 'GET', path: '/v1/deliveries/parked' }),
    replay: (operationId) => post(done, retryPath(operationId), {}),
    discard: (operationId, reason) => post(done, `/v1/deliveries/${encodeURIComponent(operationId)}/discard`, { reason }),
  };
}
