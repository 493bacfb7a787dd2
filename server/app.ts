import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { authenticator } from './auth/authenticate.ts';
import { providersFor } from './auth/oidc/providers.ts';
import { tokensChannel, tokensHeard } from './auth/told.ts';
import { keyringFor } from './connections/keyring.ts';
import { type Connectors, connectors as every } from './connectors/index.ts';
import { refresherFor } from './context/refresher.ts';
import { connectedReach } from './crm-read/connected.ts';
import type { Reach } from './crm-read/reach.ts';
import { crmReaderFor } from './crm-read/reader.ts';
import { sweeperFor } from './crm-read/sweep.ts';
import { epochChannel, epochFor } from './db/epoch.ts';
import { readerFor } from './db/reader.ts';
import { storageFor } from './db/storage.ts';
import { turnsFor } from './ingest/turns.ts';
import { addressOf, incomingOf } from './limits/address.ts';
import { leadsReadFor } from './limits/leads-read.ts';
import { requestLimits } from './limits/requests.ts';
import { signInLimits } from './limits/sign-in.ts';
import { hubFor } from './live/hub.ts';
import { listenFor } from './live/listen.ts';
import { errorForLog } from './log.ts';
import { type Deliverer, delivererFor } from './outbox/deliverer.ts';
import { jobsChannel } from './outbox/wake.ts';
import { retentionFor } from './privacy/retention.ts';
import { readWhole } from './routes/body.ts';
import { answerContext } from './routes/context.ts';
import { preflight } from './routes/cors.ts';
import { describeSecurity, documentInfo } from './routes/describe.ts';
import { directRead, writeDirect } from './routes/direct.ts';
import { routes } from './routes/index.ts';
import { metricsFor } from './routes/metrics-registry.ts';
import type { Asked, Call, HeaderOf, OpenApiDocument, Route, Services } from './routes/route.ts';
import { honoPath, unknownRoute } from './routes/table.ts';
import { serve } from './serve.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';
import { viewLogFor } from './views/log.ts';
import { watchdogFor } from './watchdog.ts';

export type AppDeps = {
  pool: Pool;
  log: Logger;
  now: () => number;
  settings: Settings;
  /** The data folder of the server's own Postgres; left out or null for one elsewhere. */
  folder?: string | null;
  /** The way to CRMs; left out, that of the connections the workspaces have set up. */
  reach?: Reach;
  /** Left out: every CRM there is. */
  connectors?: Connectors;
  /** From 0 to 1, for waits that should not fall together. */
  random?: () => number;
};

export type App = {
  fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  /** Answers a plain read of a context straight on `node:http`, as `fetch` would; false leaves the request to `fetch`. */
  direct: (incoming: IncomingMessage, outgoing: ServerResponse) => boolean;
  /** What is on its way into the CRMs. */
  outbox: Deliverer;
  /** Begins what runs beside requests: live updates, the refreshing of contexts that time has outdated, and the outbox. */
  start: () => Promise<void>;
  /** Ends it, and every live stream, and waits for what is under way. */
  stop: () => Promise<void>;
};

/** Of a body nobody reads. */
const mostUnread = 64 * 1024;

/** The context API over one pool. It listens nowhere itself: hand `fetch` to a server, or call it. */
export function createApp({ pool, log, now, settings, folder = null, ...given }: AppDeps): App {
  const hub = hubFor();
  const metrics = metricsFor(pool, () => hub.size());
  const watchdog = watchdogFor({ log, now, hung: (worker) => metrics.hung.inc({ worker }) });
  // Longer than pg waits for any answer.
  const patienceMs = settings.database.statementTimeoutMs + 3_000;
  const refresher = refresherFor({ pool, log, now, metrics, watchdog, patienceMs });
  const { connectors = every, random = Math.random } = given;
  const keyring = keyringFor({ keys: settings.secretsKeys, folder });
  const reach = given.reach ?? connectedReach({ pool, keyring, connectors, now, random });
  const crm = crmReaderFor({ pool, log, now, reach, nudge: refresher.nudge });
  const sweeper = sweeperFor({ pool, log, now, reader: crm, watchdog, patienceMs: patienceMs + 60_000 });
  const epoch = epochFor(pool);
  const storage = storageFor({ folder, reserve: settings.database.diskReserve, now });
  const base = { pool, log, now };
  const outbox = delivererFor({
    ...base,
    keyring,
    connectors,
    random,
    tried: (crm, outcome) => metrics.tries.inc({ crm, outcome }),
    outdated: refresher.nudge,
    watchdog,
    patienceMs,
  });
  const retention = retentionFor({ pool, log, now, limits: settings.keepDays, watchdog, patienceMs });
  const app = new OpenAPIHono();
  describeSecurity(app.openAPIRegistry);
  let document: OpenApiDocument | undefined;
  const reader = readerFor(pool.options);
  const views = viewLogFor(pool.options);
  const services: Services = {
    ...base,
    reader,
    views,
    version,
    patienceMs: settings.database.connectTimeoutMs,
    authenticate: authenticator(pool, now),
    metrics,
    hub,
    refresher,
    turns: turnsFor(settings.database.poolSize),
    crm,
    sweeper,
    epoch,
    storage,
    outbox,
    silentSince: () => listening.silentSince(),
    heldUp: watchdog.heldUp,
    keyring,
    connectors,
    providers: providersFor({ pool, keyring, log, now }),
    leadsRead: leadsReadFor(settings.leadsAnHour, log),
    requestLimits: requestLimits(settings.requestRates),
    signInLimits: signInLimits(),
    document: () => {
      document ??= app.getOpenAPI31Document(documentInfo(version), { unionPreferredType: 'oneOf' });
      return document;
    },
  };
  const learn = () => {
    epoch.load().catch((error: unknown) => log.warn({ error: errorForLog(error) }, 'the epoch could not be read'));
  };
  const others = { [epochChannel]: learn, [jobsChannel]: outbox.nudge, [tokensChannel]: tokensHeard(services) };
  const listening = listenFor({ pool, reader, log, hub, now, others });

  const fetched = async (request: Request, env: unknown, route: Route | null, params: Call['params'] = {}): Promise<Response> => {
    const header: HeaderOf = (name) => request.headers.get(name);
    const incoming = incomingOf(env);
    const address = () => addressOf(incoming?.socket.remoteAddress, header('x-forwarded-for'), settings.proxies);
    const withBody = (asked: Asked): Call => ({ ...asked, request });
    const from = { header, params, address };
    const { status, headers, body } = await (route === null
      ? serve(services, { ...from, name: 'none', open: true, handle: () => Promise.reject(unknownRoute(routes, request)) })
      : route.open
        ? serve(services, { ...from, name: route.name, open: true, handle: (asked) => route.handle(withBody(asked)) })
        : serve(services, {
            ...from,
            name: route.name,
            open: false,
            async handle(asked, who) {
              // Nothing is done for a request that turns out to be broken behind what its route reads of it.
              if (route.spec.request?.body === undefined && request.body !== null) await readWhole(request, incoming, mostUnread);
              return route.handle(withBody(asked), who);
            },
          }));
    return new Response(body, { status, headers });
  };

  for (const route of routes) {
    app.openAPIRegistry.registerPath(route.spec);
    app.on(route.spec.method.toUpperCase(), honoPath(route.spec.path), (c) => fetched(c.req.raw, c.env, route, c.req.param()));
  }
  app.notFound((c) => preflight(c.req.raw) ?? fetched(c.req.raw, c.env, null));

  return {
    fetch: (request, env) => app.fetch(request, env as object | undefined),
    direct(incoming, outgoing) {
      const read = directRead(incoming);
      if (read === null) return false;
      const address = () => addressOf(incoming.socket.remoteAddress, read.header('x-forwarded-for'), settings.proxies);
      serve(services, { ...read, address, name: 'context', open: false, handle: answerContext })
        .then((reply) => writeDirect(outgoing, reply))
        .catch((error: unknown) => {
          log.error({ error: errorForLog(error) }, 'an answer could not be written');
          outgoing.destroy();
        });
      return true;
    },
    outbox,
    async start() {
      await listening.start();
      refresher.start();
      sweeper.start();
      outbox.start();
      retention.start();
    },
    async stop() {
      hub.close();
      await Promise.all([listening.stop(), refresher.stop(), crm.stop(), sweeper.stop(), outbox.stop(), retention.stop()]);
      await Promise.all([reader.end(), views.end()]);
    },
  };
}
