import { randomUUID } from 'node:crypto';
import { headers as names, oldestClientContract } from '../lib/contract/routes.ts';
import { type AccessName, authorise, writes } from './auth/access.ts';
import type { Principal } from './auth/authenticate.ts';
import { errorForLog, logRequest } from './log.ts';
import { ApiError, asApiError } from './routes/api-error.ts';
import { corsHeaders } from './routes/cors.ts';
import { baseHeaders, type Reply, refusal } from './routes/reply.ts';
import type { Asked, HeaderOf, Services } from './routes/route.ts';

/** What a request asks for: a route by its name, and what answers it once the checks are passed. */
export type Wanted = { header: HeaderOf; params: Asked['params']; address: Asked['address'] } & (
  | { name: AccessName | 'none'; open: true; handle: (asked: Asked) => Reply | Promise<Reply> }
  | { name: AccessName; open: false; handle: (asked: Asked, who: Principal) => Reply | Promise<Reply> }
);

const probes: ReadonlySet<Wanted['name']> = new Set(['health', 'ready']);

/** One request through one route, whatever happens: the same checks, refusals and figures for every door and every route. */
export async function serve(services: Services, wanted: Wanted): Promise<Reply> {
  const began = performance.now();
  const { log, metrics, epoch, storage } = services;
  const { header, name } = wanted;
  const now = services.now();
  const requestId = randomUUID();
  const headers = baseHeaders(requestId, now);
  corsHeaders(headers, header('origin'));
  // Beside the work, and only until it is known.
  const learning = epoch.current() === null && !wanted.open ? epoch.load().catch(() => null) : null;
  let reply: Reply;
  let workspaceId: string | null = null;
  try {
    refuseOldClients(header);
    const asked: Asked = { header, params: wanted.params, address: wanted.address, services, requestId, now, headers };
    const { known: countKnown, stranger } = services.requestLimits;
    if (wanted.open) {
      const proven = stranger(wanted.address(), now, probes.has(name));
      reply = await wanted.handle(asked);
      // It has said by its secret which CRM it is, and a CRM may have much to tell.
      if (name === 'crm_webhooks') proven();
    } else {
      const known = services.authenticate(header('authorization'), name === 'ingest', () => stranger(wanted.address(), now));
      const principal = known instanceof Promise ? await known : known;
      countKnown(principal, now);
      const who = authorise(wanted.name, principal);
      workspaceId = who.workspaceId;
      const writing = writes.has(name);
      const full = writing ? await storage.full() : null;
      // Refused by the disk itself it may be tried: that is how we learn that there is room again.
      if (full?.reserve) throw new ApiError('storage_full', { retryAfter: 5 });
      try {
        reply = await wanted.handle(asked, who);
      } catch (error) {
        // A read writes as well: its row in the view log.
        if (writing || asApiError(error).code !== 'storage_full' || !(await storage.makeRoom())) throw error;
        reply = await wanted.handle(asked, who);
      }
      if (full !== null && reply.status < 300) storage.kept();
    }
  } catch (error) {
    const refused = asApiError(error);
    if (refused.code === 'storage_full' && !(error instanceof ApiError)) storage.refused();
    if (!(error instanceof ApiError))
      log.error({ requestId, route: name, code: refused.code, error: errorForLog(error) }, 'request failed');
    reply = refusal(refused, requestId, { ...headers, 'cache-control': 'no-store' });
  }
  if (learning !== null) await learning;
  const known = epoch.current();
  if (known !== null) reply.headers[names.epoch] = known;
  const ms = performance.now() - began;
  metrics.answered(name, reply.status, ms / 1000);
  logRequest(log, { requestId, route: name, status: reply.status, ms, workspaceId });
  return reply;
}

function refuseOldClients(header: HeaderOf): void {
  const said = header(names.contract);
  if (said !== null && !(Number(said) >= oldestClientContract)) throw new ApiError('upgrade_required');
}
