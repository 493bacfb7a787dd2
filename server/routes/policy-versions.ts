import { type PolicyVersions, policyVersions as versionsSchema } from '../../lib/contract/policy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { policyVersions } from '../policies/versions.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** The versions a workspace's policy has had. */
export const policyVersionsRoute: Route = {
  name: 'policyVersions',
  open: false,
  spec: {
    method: 'get',
    path: paths.policyVersions,
    summary: 'The versions the policy has had',
    description: `${whoMay('policyVersions')} The newest 100, newest first.`,
    security: [{ token: [] }],
    responses: {
      200: { description: 'Versions', content: { 'application/json': { schema: versionsSchema } } },
      ...refusals(...common),
    },
  },
  async handle({ services, headers }, { workspaceId }) {
    const found = await policyVersions(services.pool, workspaceId);
    const versions = found.map((one) => ({ ...one, createdAt: one.createdAt.toISOString() }));
    return json({ versions } satisfies PolicyVersions, headers);
  },
};
