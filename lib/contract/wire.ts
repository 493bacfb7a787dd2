/**
 * The part of the contract that is plain text: addresses, header names, versions. No zod here, so that code which runs
 * before the app (the sidebar's first request, the content script) can use it without carrying the schemas.
 */
import type { RecordRef } from './record.ts';

/** Grows when the contract changes in a way an older peer cannot read. Sent by both sides on every request. */
export const contractVersion = 1;
/** The oldest server contract this extension can read, and the oldest client contract this server serves. */
export const oldestServerContract = 1;
export const oldestClientContract = 1;

/** No answer to the extension is longer, in bytes: what is, is not read. */
export const replyCap = 256 * 1024;

/**
 * Header names, lower case. `now` is the server's clock in epoch milliseconds, to correct a wrong device clock. `epoch` is the id
 * of the history the server's database is: another one than before means that it was put back to an earlier day, and that
 * what it acknowledged since may be gone. Left out while the server does not know it.
 */
export const headers = {
  contract: 'leadside-contract',
  requestId: 'leadside-request-id',
  now: 'leadside-now',
  epoch: 'leadside-epoch',
} as const;

export const paths = {
  session: '/v1/session',
  /** Without a token: what a workspace offers, and the two ways to a session. */
  signIn: '/v1/sign-in',
  signInOidc: '/v1/sign-in/oidc',
  signInPair: '/v1/sign-in/pair',
  signInRefresh: '/v1/sign-in/refresh',
  signOut: '/v1/sign-out',
  context: '/v1/context',
  dispositions: '/v1/dispositions',
  attempts: '/v1/attempts',
  feedback: '/v1/feedback',
  links: '/v1/links',
  /** Who was shown which lead. */
  views: '/v1/views',
  /** What is held on one lead: `/{id}/export`, and its end. */
  leads: '/v1/leads',
  live: '/v1/live',
  policy: '/v1/policy',
  policyVersions: '/v1/policy/versions',
  policyVersion: '/v1/policy/versions/{version}',
  policyCheck: '/v1/policy/check',
  policyDryRun: '/v1/policy/dry-run',
  /** Connections to CRMs and what is on its way there: for admins, but for a retry. */
  connections: '/v1/connections',
  connectionsTest: '/v1/connections/test',
  connectionsState: '/v1/connections/state',
  connectionsRemove: '/v1/connections/remove',
  deliveries: '/v1/deliveries',
  deliveriesParked: '/v1/deliveries/parked',
  /** Who may come in and who is in: for admins. */
  pairingCodes: '/v1/pairing-codes',
  sessions: '/v1/sessions',
  sessionsEnd: '/v1/sessions/{id}/end',
  health: '/health',
  ready: '/ready',
  metrics: '/metrics',
  openapi: '/openapi.json',
  docs: '/docs',
} as const;

const parts = (ref: RecordRef) => [ref.crm, ref.account, ref.object, ref.id].map(encodeURIComponent).join('/');

/** One string per record, for keys of caches and maps. */
export function refKey(ref: RecordRef): string {
  return parts(ref);
}

/** `/v1/deliveries/{operationId}/retry`: a rep has one that is parked tried again. */
export function retryPath(operationId: string): string {
  return `/v1/deliveries/${encodeURIComponent(operationId)}/retry`;
}

/** `/v1/context/{crm}/{account}/{object}/{id}`, each part encoded. */
export function contextPath(ref: RecordRef): string {
  return `${paths.context}/${parts(ref)}`;
}
