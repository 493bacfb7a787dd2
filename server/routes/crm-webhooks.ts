import * as z from 'zod';
import { markChanged } from '../crm-read/reads-rows.ts';
import { type WebhookCrm, webhookKinds } from '../crm-read/webhooks/index.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { ApiError } from './api-error.ts';
import { isStorable, parseJson, readBytes } from './body.ts';
import { json } from './reply.ts';
import { anywhere, type Call, type Route, refusals } from './route.ts';

const marked = z.object({ marked: z.int().min(0) }).meta({ id: 'Marked' });
/** A batch of HubSpot's is a hundred changes; a message of Pipedrive's carries the whole record, twice. */
const mostBytes = 512 * 1024;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const how: Readonly<Record<WebhookCrm, string>> = {
  hubspot: "HubSpot's signature version 3, with the app's client secret.",
  pipedrive: 'Name and password of HTTP Basic, and the record itself, which is read.',
  custom: 'Standard Webhooks: `{ "type": "record.changed", "data": { "object", "id" } }`.',
};

/**
 * A CRM says that records have changed. It is believed in nothing but that: a record it names is read again, by us, when its
 * connection may. So a repeat does nothing more. Whatever cannot be told from a forgery gets one and the same answer.
 */
async function hear(crm: WebhookCrm, call: Call) {
  const { services, params, request, header, now, headers } = call;
  const refused = new ApiError('unauthorized', { message: 'This webhook does not prove who sent it.' });
  const workspaceId = params.workspace ?? '';
  const { account } = canonicalRef({ crm, account: params.account ?? '', object: 'lead', id: '1' });
  const body = await readBytes(request, mostBytes);
  const secret =
    uuid.test(workspaceId) && isStorable(account) ? await services.crm.webhookSecret(workspaceId, { crm, account }) : null;
  if (secret === null) throw refused;
  const kind = webhookKinds[crm];
  const sentAt = kind.sentAt({ method: request.method, uris: urisOf(call), header, body, secret, now });
  if (sentAt === null) throw refused;
  const changes = kind.changes(parseJson(body), account, sentAt);
  if (changes === null) throw new ApiError('bad_request', { message: 'This is no webhook of this account, or it is too old.' });
  // A name that no column can hold is of no record we know.
  const known = changes.filter(({ id }) => isStorable(id));
  const refs = known.map(({ at, ...one }) => ({ ...canonicalRef({ crm, account, ...one }), at }));
  const count = await inWorkspace(services.pool, workspaceId, (db) => markChanged(db, { workspaceId, crm, account }, refs));
  if (count > 0) services.sweeper.nudge();
  return json({ marked: count }, headers);
}

/** The addresses under which the sender may know this one: TLS ends at a proxy, which may also call us by another name. */
function urisOf({ request, header }: Call): string[] {
  const { host, pathname, search } = new URL(request.url);
  const hosts = new Set([host, header('x-forwarded-host') ?? host]);
  return [...hosts].flatMap((name) => ['https', 'http'].map((scheme) => `${scheme}://${name}${pathname}${search}`));
}

/** One address for each kind of CRM that can tell of changes. */
export const crmWebhookRoutes: Route[] = (Object.keys(webhookKinds) as WebhookCrm[]).map((crm) => ({
  name: 'crm_webhooks',
  open: true,
  spec: {
    method: 'post',
    path: `/v1/webhooks/${crm}/{workspace}/{account}`,
    summary: `Hear of changed records from ${crm === 'custom' ? 'any other CRM' : crm}`,
    description: `No token; it proves itself by its own means. ${how[crm]} A record named is read again; nothing else in it is used.`,
    request: {
      params: z.object({ workspace: z.uuid(), account: z.string().min(1).max(200) }),
      body: { required: true, content: { 'application/json': { schema: z.unknown() } } },
    },
    responses: {
      200: { description: 'How many records will be read again', content: { 'application/json': { schema: marked } } },
      ...refusals('bad_request', 'unauthorized', 'too_large', 'storage_full', 'unavailable', ...anywhere),
    },
  },
  handle: (call) => hear(crm, call),
}));
