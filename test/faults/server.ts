/** The real app on a database of its own behind a real socket, with a wrapper of the test's around pool or door. */

import type { AddressInfo } from 'node:net';
import type { Pool } from 'pg';
import { pino } from 'pino';
import { createApp } from '../../server/app.ts';
import { serverOf } from '../../server/broken-requests.ts';
import { readSettings, type Settings } from '../../server/settings.ts';
import { listenerOf } from '../../server/start.ts';
import { testDatabase } from '../postgres/database.ts';
import { unlimited } from '../unlimited.ts';

export type Door = (request: Request, onward: (request: Request) => Promise<Response>) => Promise<Response>;
export type Wrapped = {
  /** What the app takes for its pool. */
  pool?: (pool: Pool) => Pool;
  /** Stands in front of every request but plain reads. */
  door?: Door;
  settings?: Record<string, string>;
  now?: () => number;
};
export type Served = { url: string; pool: Pool; databaseUrl: string; settings: Settings; close(): Promise<void> };

export async function serveApp({ pool: wrap, door, now = Date.now, settings: given = {} }: Wrapped = {}): Promise<Served> {
  const settings = readSettings({ ...unlimited, ...given });
  const database = await testDatabase({ settings });
  const pool = wrap ? wrap(database.pool) : database.pool;
  const app = createApp({ pool, log: pino({ level: 'silent' }), now, settings });
  const onward = async (request: Request) => app.fetch(request);
  const server = serverOf(
    listenerOf({
      direct: app.direct,
      fetch: door ? (request) => door(request, onward) : (request, env) => app.fetch(request, env),
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await app.start();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pool: database.pool,
    databaseUrl: database.url,
    settings,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await app.stop();
      await database.drop();
    },
  };
}
