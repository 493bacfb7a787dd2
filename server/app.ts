import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import * as z from 'zod';
import { headers as names, oldestClientContract } from '../lib/contract/routes.ts';
import { authorise } from './auth/access.ts';
import { authenticator } from './auth/authenticate.ts';
import { refresherFor } from './context/refresher.ts';
import { hubFor } from './live/hub.ts';
import { listenFor } from './live/listen.ts';
import { errorForLog } from './log.ts';
import { ApiError, asApiError } from './routes/api-error.ts';
import { contextParams, contextRoute } from './routes/context.ts';
import { corsHeaders, preflight } from './routes/cors.ts';
import { describeSecurity, documentInfo } from './routes/describe.ts';
import { routes } from './routes/index.ts';
import { metricsFor } from './routes/metrics-registry.ts';
import { baseHeaders, refusal } from './routes/reply.ts';
import type { Call, OpenApiDocument, Route, Services } from './routes/route.ts';
import { allowedMethods, honoPath } from './routes/table.ts';
import type { Settings } from './settings.ts';

export type AppDeps = {
  pool: Pool;
  log: Logger;
  now: () => number;
  settings: Settings;
};

export type App = {
  fetch: (request: Request, env?: unknown) => Response | Promise<Response>;
  /** Begins what runs beside requests: live updates and the refreshing of contexts that time has outdated. */
  start: () => Promise<void>;
  /** Ends it, and every live stream, and waits for what is under way. */
  stop: () => Promise<void>;
};

const version = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))).version;

/** The context API over one pool. It listens nowhere itself: hand `fetch` to a server, or call it. */
export function createApp({ pool, log, now, settings }: AppDeps): App {
  const hub = hubFor();
  const metrics = metricsFor(pool, () => hub.size());
  const refresher = refresherFor({ pool, log, now, metrics });
  const app = new OpenAPIHono();
  describeSecurity(app.openAPIRegistry);
  let document: OpenApiDocument | undefined;
  const services: Services = {
    pool,
    log,
    now,
    version,
    patienceMs: settings.database.connectTimeoutMs,
    authenticate: authenticator(pool, now),
    metrics,
    hub,
    refresher,
    document: () => {
      document ??= app.getOpenAPI31Document(documentInfo(version), { unionPreferredType: 'oneOf' });
      return document;
    },
  };
  const listening = listenFor({ pool, log, hub });

  /** One request through one route, whatever happens. */
  const serve = async (request: Request, route: Route | null, params: Call['params'] = {}): Promise<Response> => {
    const began = performance.now();
    const at = now();
    const requestId = randomUUID();
    const headers = baseHeaders(requestId, at);
    corsHeaders(headers, request.headers.get('origin'));
    const label = route?.name ?? 'none';
    let response: Response;
    try {
      refuseOldClients(request);
      const call: Call = { request, params, services, requestId, now: at, headers };
      if (route === null) throw unknownRoute(request);
      if (route.open) response = await route.handle(call);
      else {
        const known = services.authenticate(request.headers.get('authorization'), route.name === 'ingest');
        const who = authorise(route.name, known instanceof Promise ? await known : known);
        response = await route.handle(call, who);
      }
    } catch (error) {
      const refused = asApiError(error);
      if (!(error instanceof ApiError))
        log.error({ requestId, route: label, code: refused.code, error: errorForLog(error) }, 'request failed');
      response = refusal(refused, requestId, { ...headers, 'cache-control': 'no-store' });
    }
    metrics.answered(label, response.status, (performance.now() - began) / 1000);
    return response;
  };

  for (const route of routes) {
    app.openAPIRegistry.registerPath(route.spec);
    app.on(route.spec.method.toUpperCase(), honoPath(route.spec.path), (c) => serve(c.req.raw, route, c.req.param()));
  }
  app.notFound((c) => preflight(c.req.raw) ?? serve(c.req.raw, null));

  return {
    fetch(request, env) {
      const params = contextParams(request);
      return params ? serve(request, contextRoute, params) : app.fetch(request, env as object | undefined);
    },
    async start() {
      await listening.start();
      refresher.start();
    },
    async stop() {
      hub.close();
      await Promise.all([listening.stop(), refresher.stop()]);
    },
  };
}

function refuseOldClients(request: Request): void {
  const said = request.headers.get(names.contract);
  if (said !== null && !(Number(said) >= oldestClientContract)) throw new ApiError('upgrade_required');
}

function unknownRoute(request: Request): ApiError {
  const methods = allowedMethods(routes, new URL(request.url).pathname);
  return methods.length === 0 ? new ApiError('not_found') : new ApiError('method_not_allowed', { allow: methods.join(', ') });
}
