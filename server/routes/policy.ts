import { policyShown } from '../../lib/contract/policy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { showPolicy } from './policy-version.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** The policy in force. */
export const policyRoute: Route = {
  name: 'policy',
  open: false,
  spec: {
    method: 'get',
    path: paths.policy,
    summary: 'The policy in force',
    description: `${whoMay('policy')} Its text as it was signed off.`,
    security: [{ token: [] }],
    responses: {
      200: { description: 'The policy', content: { 'application/json': { schema: policyShown } } },
      ...refusals(...common),
    },
  },
  handle: (call, who) => showPolicy(call, who.workspaceId),
};
