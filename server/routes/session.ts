import { contractVersion, paths } from '../../lib/contract/routes.ts';
import { type Session, session } from '../../lib/contract/session.ts';
import type { Principal } from '../auth/authenticate.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** Whom a token speaks for, as the contract says it. */
export const sessionOf = (
  who: Pick<Principal, 'workspaceId' | 'workspaceName' | 'name' | 'email' | 'role' | 'expiresAt'>,
  version: string,
): Session => ({
  workspace: { id: who.workspaceId, name: who.workspaceName },
  person: { name: who.name, email: who.email },
  role: who.role,
  expiresAt: who.expiresAt === null ? null : new Date(who.expiresAt).toISOString(),
  server: { version, contract: contractVersion },
});

/** Who a token speaks for: what the extension asks first. */
export const sessionRoute: Route = {
  name: 'session',
  open: false,
  spec: {
    method: 'get',
    path: paths.session,
    summary: 'Who this token speaks for',
    description: whoMay('session'),
    security: [{ token: [] }],
    responses: {
      200: { description: 'Workspace, person and role', content: { 'application/json': { schema: session } } },
      ...refusals(...common),
    },
  },
  handle({ headers, services }, who) {
    return json(sessionOf(who, services.version), headers);
  },
};
