import { randomUUID } from 'node:crypto';
import type { Role } from '../../../lib/contract/session.ts';
import { common, hubspot } from './harness.ts';

/** What a request of one workspace may name: something of its own, of another's, or something nobody has. */
export type Named = {
  lead: string;
  /** A record, by its id in the CRM. */
  record: string;
  account: string;
  operation: string;
  /** Operations of other kinds, by the route they came by. */
  taken: Record<string, string>;
  parked: string;
  session: string;
  policyVersion: number;
  workspace: string;
};
type Request = { path: string; body?: unknown };
type Row = {
  /** Who may ask, said here a second time: the table of the server is judged by it. Left out of an open route. */
  may?: readonly Role[];
  /** For each id the route takes, the request that names `it`, all else being the caller's own. */
  ids: Record<string, (it: Named, own: Named) => Request>;
  /** Parts of the address or the body that name nothing anybody owns. */
  plain?: readonly string[];
  /** Ids under which the caller makes something of its own: what another has under the same id is no matter. */
  made?: readonly string[];
};

const people = ['rep', 'marketer', 'admin'] as const;
const admins = ['admin'] as const;

const operation = (path: string, fields: object, more: Row['ids'] = {}): Row => ({
  may: people,
  ids: {
    ref: ({ record }) => ({ path, body: { ...common(hubspot(record)), ...fields } }),
    id: ({ taken }, { record }) => ({ path, body: { ...common(hubspot(record)), ...fields, id: taken[path] } }),
    ...more,
  },
  made: ['id'],
  plain: ['crm', 'account', 'object'],
});
const connection = (path: string, fields: object = {}): Row => ({
  may: admins,
  ids: { account: ({ account }) => ({ path, body: { crm: 'hubspot', account, ...fields } }) },
});
const webhook = (crm: string): Row => ({
  ids: {
    workspace: ({ workspace }) => ({ path: `/v1/webhooks/${crm}/${workspace}/42`, body: {} }),
    account: ({ account }, { workspace }) => ({ path: `/v1/webhooks/${crm}/${workspace}/${account}`, body: {} }),
  },
});
const none: Row = { ids: {} };
const forPeople: Row = { may: people, ids: {} };
const forAdmins: Row = { may: admins, ids: {} };
const event: Row = {
  may: ['ingest'],
  ids: {},
  plain: ['messageId', 'userId', 'anonymousId', 'previousId', 'groupId', 'id', 'ref', 'account'],
};

/** Each route by its method and path, with every id it takes. A route that is not in here fails the matrix. */
export const tenants: Record<string, Row> = {
  'get /v1/context/{crm}/{account}/{object}/{id}': {
    may: people,
    ids: {
      id: ({ record }) => ({ path: `/v1/context/hubspot/42/contact/${record}` }),
      account: ({ account }) => ({ path: `/v1/context/hubspot/${account}/contact/2` }),
    },
    plain: ['crm', 'object'],
  },
  'get /v1/session': forPeople,
  'post /v1/dispositions': operation(
    '/v1/dispositions',
    { kind: 'accept', expected: 0 },
    {
      undoes: ({ operation: undoes }, { record }) => ({
        path: '/v1/dispositions',
        body: { ...common(hubspot(record)), kind: 'undo', expected: 1, undoes },
      }),
    },
  ),
  'post /v1/attempts': operation('/v1/attempts', { kind: 'attempt', channel: 'call', outcome: 'connected' }),
  'post /v1/feedback': operation('/v1/feedback', { kind: 'step', step: 'call', useful: true }),
  'post /v1/links': {
    may: people,
    ids: { leadId: ({ lead: leadId }) => ({ path: '/v1/links', body: { ref: hubspot('new'), leadId } }) },
    made: ['ref'],
    plain: ['ref', 'id', 'account', 'crm', 'object'],
  },
  'get /v1/views': forPeople,
  'get /v1/leads/{id}/export': { may: admins, ids: { id: ({ lead }) => ({ path: `/v1/leads/${lead}/export` }) } },
  'delete /v1/leads/{id}': { may: admins, ids: { id: ({ lead }) => ({ path: `/v1/leads/${lead}` }) } },
  'post /v1/leads/{id}/restrict': {
    may: admins,
    ids: { id: ({ lead }) => ({ path: `/v1/leads/${lead}/restrict`, body: { because: 'Asked for on 3 June.' } }) },
  },
  'post /v1/leads/{id}/lift': { may: admins, ids: { id: ({ lead }) => ({ path: `/v1/leads/${lead}/lift` }) } },
  'get /v1/live': forPeople,
  'get /v1/policy': forAdmins,
  'post /v1/policy': forAdmins,
  'post /v1/policy/check': forAdmins,
  'post /v1/policy/dry-run': forAdmins,
  'get /v1/policy/versions': forAdmins,
  'get /v1/policy/versions/{version}': {
    may: admins,
    ids: { version: ({ policyVersion }) => ({ path: `/v1/policy/versions/${policyVersion}` }) },
  },
  'get /v1/connections': forAdmins,
  'post /v1/connections': {
    ...connection('/v1/connections', { baseUrl: 'https://api.hubapi.com', secret: { accessToken: 'pat-1' }, settings: {} }),
    made: ['account'],
  },
  'post /v1/connections/test': connection('/v1/connections/test'),
  'post /v1/connections/state': connection('/v1/connections/state', { state: 'paused' }),
  'post /v1/connections/remove': connection('/v1/connections/remove'),
  'get /v1/deliveries/parked': forAdmins,
  'post /v1/deliveries/{operationId}/discard': {
    may: admins,
    ids: { operationId: ({ parked }) => ({ path: `/v1/deliveries/${parked}/discard`, body: { reason: 'Not mine' } }) },
  },
  'post /v1/deliveries/{operationId}/retry': {
    may: people,
    ids: { operationId: ({ parked }) => ({ path: `/v1/deliveries/${parked}/retry` }) },
  },
  'post /v1/pairing-codes': forAdmins,
  'get /v1/sessions': forAdmins,
  'post /v1/sessions/{id}/end': { may: admins, ids: { id: ({ session }) => ({ path: `/v1/sessions/${session}/end` }) } },
  // Open: each asks for a proof of its own, and its own tests hold that. Which workspace is meant is what the caller has to know.
  'get /v1/sign-in': { ids: {}, plain: ['workspace'] },
  'post /v1/sign-in/oidc': { ids: {}, plain: ['workspace'] },
  'post /v1/sign-in/pair': none,
  'post /v1/sign-in/refresh': none,
  'post /v1/sign-out': none,
  'post /v1/batch': event,
  'post /v1/identify': event,
  'post /v1/track': event,
  'post /v1/page': event,
  'post /v1/screen': event,
  'post /v1/group': event,
  'post /v1/alias': event,
  'post /v1/webhooks/hubspot/{workspace}/{account}': webhook('hubspot'),
  'post /v1/webhooks/pipedrive/{workspace}/{account}': webhook('pipedrive'),
  'post /v1/webhooks/custom/{workspace}/{account}': webhook('custom'),
  'get /health': none,
  'get /ready': none,
  'get /metrics': none,
  'get /openapi.json': none,
  'get /docs': none,
};

/** An id for each route that takes one of the caller's making. */
export const takenBy = (): Record<string, string> =>
  Object.fromEntries(['/v1/dispositions', '/v1/attempts', '/v1/feedback'].map((path) => [path, randomUUID()]));

/** What nobody has. */
export const nobodys = (): Named => ({
  lead: randomUUID(),
  record: '999',
  account: '998',
  operation: randomUUID(),
  taken: takenBy(),
  parked: randomUUID(),
  session: randomUUID(),
  policyVersion: 97,
  workspace: randomUUID(),
});
