import { leadContext } from '../../lib/contract/context.ts';
import { crmIds, objectKinds, type RecordRef, recordRef } from '../../lib/contract/record.ts';
import { paths } from '../../lib/contract/routes.ts';
import type { Principal } from '../auth/authenticate.ts';
import type { Found, Read } from '../context/read.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { errorForLog } from '../log.ts';
import { restrictedError } from '../privacy/restricted.ts';
import { refuseErased } from '../privacy/tombstones.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { ApiError, asApiError } from './api-error.ts';
import { isStorable } from './body.ts';
import { refuseOneTooMany } from './one-too-many.ts';
import type { Reply } from './reply.ts';
import { type Asked, common, type Route, refusals, whoMay } from './route.ts';

const crms = new Set<string>(crmIds);
const objects = new Set<string>(objectKinds);

/** The record of the address. The path is checked by hand: this is the one route on which every microsecond is a rep's. */
function refOf({ params }: Asked): RecordRef {
  const crm = params.crm ?? '';
  const object = params.object ?? '';
  const account = params.account ?? '';
  const id = params.id ?? '';
  const issues: { path: string; message: string }[] = [];
  if (!crms.has(crm)) issues.push({ path: 'crm', message: `Give one of ${crmIds.join(', ')}` });
  if (!objects.has(object)) issues.push({ path: 'object', message: `Give one of ${objectKinds.join(', ')}` });
  for (const [path, value] of [
    ['account', account],
    ['id', id],
  ] as const)
    if (value === '' || value.length > 200 || !isStorable(value)) issues.push({ path, message: 'Give 1 to 200 characters' });
  if (issues.length > 0) throw new ApiError('bad_request', { issues });
  return canonicalRef({ crm, account, object, id } as RecordRef);
}

/** The version of an `If-None-Match` header, or -1. Weak and strong say the same here. */
function versionIn(header: string | null): number {
  const match = header === null ? null : /^(?:W\/)?"(\d{1,9})"$/.exec(header);
  return match ? Number(match[1]) : -1;
}

/** The stored context, worked out anew first when time or an event has outdated it. A stored one beats none. */
async function fresh(call: Asked, workspaceId: string, read: Read): Promise<Found | null> {
  const { services } = call;
  const found = await services.views.show(workspaceId, read);
  if (!found?.due) return found;
  try {
    await services.refresher.refresh(workspaceId, found.leadId);
  } catch (error) {
    const refused = asApiError(error);
    if (found.version === 0) throw error;
    services.log.error(
      { requestId: call.requestId, code: refused.code, error: errorForLog(error) },
      'a context could not be refreshed',
    );
  }
  return services.views.show(workspaceId, { ...read, outdated: true });
}

/** The context of a record nobody had told us of: made from what its CRM knows. Throws `no_lead` where there is nothing yet. */
async function firstSeen(call: Asked, workspaceId: string, read: Read): Promise<Found> {
  const { ref } = read;
  const { crm } = call.services;
  await inWorkspace(call.services.pool, workspaceId, (db) => refuseErased(db, workspaceId, ref));
  const seen = await crm.firstSight(workspaceId, ref);
  const found = seen.kind === 'lead' ? await fresh(call, workspaceId, read) : null;
  if (found !== null) return found;
  if (seen.kind === 'reading') throw new ApiError('no_lead', { message: seen.because, retryAfter: 2 });
  const because = seen.kind === 'none' ? seen.because : null;
  throw new ApiError('no_lead', because === null ? {} : { message: because });
}

/** The answer to one read, whichever door it came through. Nobody is shown what the view log does not have. */
export async function answerContext(asked: Asked, who: Principal): Promise<Reply> {
  const { headers } = asked;
  const { workspaceId, tokenId, name } = who;
  const ref = refOf(asked);
  await refuseOneTooMany(asked, who, ref);
  const known = versionIn(asked.header('if-none-match'));
  const read = { ref, known, outdated: false, at: asked.now, viewer: tokenId, viewerName: name };
  const stored = await fresh(asked, workspaceId, read);
  if (stored && !stored.restricted) asked.services.crm.opened(workspaceId, ref);
  const found = stored ?? (await firstSeen(asked, workspaceId, read));
  if (found.restricted) throw restrictedError();
  asked.services.leadsRead.take(who, found.leadId, asked.now);
  headers['cache-control'] = 'private, no-cache';
  headers.etag = `"${found.version}"`;
  if (found.body === null) return { status: 304, headers, body: null };
  headers['content-type'] = 'application/json; charset=utf-8';
  return { status: 200, headers, body: found.body };
}

/** All that is known of the lead behind a CRM record: what the sidebar shows. */
export const contextRoute: Route = {
  name: 'context',
  open: false,
  spec: {
    method: 'get',
    path: `${paths.context}/{crm}/{account}/{object}/{id}`,
    summary: 'The context of the lead behind a CRM record',
    description: `${whoMay('context')} A record nobody told of is read from its CRM where that is connected. The version is the ETag: send it back as If-None-Match and get 304 while nothing changed.`,
    security: [{ token: [] }],
    request: { params: recordRef },
    responses: {
      200: { description: 'The context', content: { 'application/json': { schema: leadContext } } },
      304: { description: 'The version of If-None-Match still holds' },
      ...refusals('bad_request', 'no_lead', 'storage_full', ...common),
    },
  },
  handle: answerContext,
};
