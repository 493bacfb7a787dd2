import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { getRequestListener } from '@hono/node-server';
import type pg from 'pg';
import type { Logger } from 'pino';
import type { App } from './app.ts';
import { brokenRequest, serverOf } from './broken-requests.ts';
import { openDatabase } from './db/open.ts';
import { createLog } from './log.ts';
import type { Settings } from './settings.ts';
import { codeOf, StartupError } from './startup-error.ts';

// V8 moves what a busy line of code makes straight among the old objects once it has seen such outlive a moment or two. An answer of 20 KB
// is long gone by then, but the old object that points to it keeps it until the next full collection, so that every quick one copies
// all answers since: a context read costs half as much CPU without that guess (`npm run bench:api`).
setFlagsFromString('--no-allocation-site-pretenuring');

// V8 lets the heap grow to several times of what lives in it before it collects all of it, the more the busier the machine is: up to 620 MB
// resident where half as much again keeps it at 270, for the same CPU (both measured at a fifth of the load of `npm run bench:load`).
setFlagsFromString('--heap-growing-percent=50');

export interface RunningServer {
  /** Such as `http://127.0.0.1:8787`, without a slash at the end. */
  url: string;
  pool: pg.Pool;
  /** Finishes requests in flight (for `stopTimeoutMs` at most), ends live streams, closes the database. Safe to call twice. */
  close(): Promise<void>;
}

function listen(server: Server, settings: Settings): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const { host, port } = settings;
      const sentence: Record<string, string> = {
        EADDRINUSE: `Port ${port} on ${host} is taken; stop what uses it or set PORT to another.`,
        EACCES: `Port ${port} needs rights this user does not have; set PORT to one above 1023.`,
        EADDRNOTAVAIL: `This machine does not have the address ${host}; set HOST to one it has, such as 127.0.0.1.`,
        ENOTFOUND: `The address ${host} is not known; set HOST to an address of this machine, such as 127.0.0.1.`,
      };
      reject(new StartupError(sentence[codeOf(cause) ?? ''] ?? `The server cannot listen on ${host}:${port}.`, { cause }));
    });
    server.listen(settings.port, settings.host, () => resolve(server.address() as AddressInfo));
  });
}

/** Both doors of an app: what it does not answer directly goes through its router. */
export function listenerOf(app: Pick<App, 'fetch' | 'direct'>): RequestListener {
  const byRouter = getRequestListener((request, env) => app.fetch(request, env), {
    // The app itself never fails: what could not be made a request of comes here.
    errorHandler() {
      const { status, headers, body } = brokenRequest('The address or the host of the request cannot be read.');
      return new Response(body, { status, headers });
    },
  });
  return (incoming, outgoing) => {
    if (!app.direct(incoming, outgoing)) void byRouter(incoming, outgoing);
  };
}

/** No new connections; those in use may finish within `patience` milliseconds, then they are cut. */
async function stopListening(server: Server, patience: number, streams: () => Promise<void>): Promise<void> {
  // A connection whose request ends from here on is not held for another.
  server.keepAliveTimeout = 1;
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, patience);
  await streams();
  server.closeIdleConnections();
  await closed;
  clearTimeout(cut);
}

/** Opens and migrates the database, starts the app and listens. Throws `StartupError` with a sentence when it cannot. */
export async function startServer(settings: Settings, options: { log?: Logger } = {}): Promise<RunningServer> {
  const log = options.log ?? createLog(settings.logLevel);
  const database = await openDatabase(settings, log);
  try {
    // Loaded only now: a second server on the same data folder is told so without waiting for all of the app.
    const [{ migrate }, { createApp }] = await Promise.all([import('./db/migrate.ts'), import('./app.ts')]);
    await migrate(database.url);
    const app = createApp({ pool: database.pool, log, now: Date.now, settings, folder: database.folder });
    await app.start();
    const server = serverOf(listenerOf(app));
    const { address, family, port } = await listen(server, settings).catch(async (error: unknown) => {
      await app.stop();
      throw error;
    });
    const close = async () => {
      await stopListening(server, settings.stopTimeoutMs, () => app.stop());
      await database.close();
    };
    let closing: Promise<void> | undefined;
    return {
      url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
      pool: database.pool,
      close: () => {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
