import type { Role } from '../../lib/contract/session.ts';
import { ApiError } from '../routes/api-error.ts';
import type { Principal } from './authenticate.ts';

const admins = ['admin'] as const satisfies readonly Role[];
const people = ['rep', 'marketer', 'admin'] as const satisfies readonly Role[];

/** Who may call what: the only place that says so. A route that is not in here does not exist. */
export const access = {
  session: people,
  context: people,
  dispositions: people,
  attempts: people,
  feedback: people,
  links: people,
  views: people,
  live: people,
  policy: ['admin'],
  policyVersions: ['admin'],
  policyVersion: ['admin'],
  policyCheck: ['admin'],
  policyDryRun: ['admin'],
  policyApply: ['admin'],
  leadExport: admins,
  leadErase: admins,
  leadRestrict: admins,
  leadLift: admins,
  connectionsList: admins,
  connectionsSet: admins,
  connectionsTest: admins,
  connectionsState: admins,
  connectionsRemove: admins,
  deliveriesParked: admins,
  deliveriesDiscard: admins,
  deliveriesRetry: people,
  pairingCodes: admins,
  sessions: admins,
  sessionsEnd: admins,
  /** For who has no token yet, or none that holds: each asks for a proof of its own. */
  signInMethods: 'public',
  signInOidc: 'public',
  signInPair: 'public',
  signInRefresh: 'public',
  signOut: 'public',
  ingest: ['ingest'],
  /** Each proves itself by its own secret. */
  crm_webhooks: 'public',
  health: 'public',
  ready: 'public',
  metrics: 'public',
  openapi: 'public',
  docs: 'public',
} as const satisfies Record<string, readonly Role[] | 'public'>;

export type AccessName = keyof typeof access;

/** Those that keep something: refused while the disk is full. */
export const writes: ReadonlySet<AccessName | 'none'> = new Set([
  'dispositions',
  'attempts',
  'feedback',
  'links',
  'ingest',
  'policyApply',
  'pairingCodes',
  'leadErase',
  'leadRestrict',
  'leadLift',
  'connectionsSet',
  'connectionsState',
  'connectionsRemove',
  'deliveriesDiscard',
  'deliveriesRetry',
]);

/**
 * Refuses a role the table does not name. A write key is public, so away from ingestion it counts as no token at all.
 */
export function authorise(name: AccessName, principal: Principal): Principal {
  const allowed: readonly Role[] | 'public' = access[name];
  if (allowed === 'public' || allowed.includes(principal.role)) return principal;
  throw new ApiError(principal.role === 'ingest' ? 'unauthorized' : 'forbidden');
}
