import { randomUUID } from 'node:crypto';
import { headers as names, oldestClientContract } from '../lib/contract/routes.ts';
import { type AccessName, authorise } from './auth/access.ts';
import type { Principal } from './auth/authenticate.ts';
import { errorForLog } from './log.ts';
import { ApiError, asApiError } from './routes/api-error.ts';
import { corsHeaders } from './routes/cors.ts';
import { baseHeaders, type Reply, refusal } from './routes/reply.ts';
import type { Asked, HeaderOf, Services } from './routes/route.ts';

/** What a request asks for: a route by its name, and what answers it once the checks are passed. */
export type Wanted = { header: HeaderOf; params: Asked['params'] } & (
  | { name: AccessName | 'none'; open: true; handle: (asked: Asked) => Reply | Promise<Reply> }
  | { name: AccessName; open: false; handle: (asked: Asked, who: Principal) => Reply | Promise<Reply> }
);

/** One request through one route, whatever happens: the same checks, refusals and figures for every door and every route. */
export async function serve(services: Services, wanted: Wanted): Promise<Reply> {
  const began = performance.now();
  const { log, metrics } = services;
  const { header, name } = wanted;
  const now = services.now();
  const requestId = randomUUID();
  const headers = baseHeaders(requestId, now);
  corsHeaders(headers, header('origin'));
  let reply: Reply;
  try {
    refuseOldClients(header);
    const asked: Asked = { header, params: wanted.params, services, requestId, now, headers };
    if (wanted.open) reply = await wanted.handle(asked);
    else {
      const known = services.authenticate(header('authorization'), name === 'ingest');
      const who = authorise(wanted.name, known instanceof Promise ? await known : known);
      reply = await wanted.handle(asked, who);
    }
  } catch (error) {
    const refused = asApiError(error);
    if (!(error instanceof ApiError))
      log.error({ requestId, route: name, code: refused.code, error: errorForLog(error) }, 'request failed');
    reply = refusal(refused, requestId, { ...headers, 'cache-control': 'no-store' });
  }
  metrics.answered(name, reply.status, (performance.now() - began) / 1000);
  return reply;
}

function refuseOldClients(header: HeaderOf): void {
  const said = header(names.contract);
  if (said !== null && !(Number(said) >= oldestClientContract)) throw new ApiError('upgrade_required');
}
