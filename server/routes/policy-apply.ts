import { type PolicyApplied, policyApplied, policyApply } from '../../lib/contract/policy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { readBody } from './body.ts';
import { policyBytes, usablePolicy } from './policy-text.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** Gives the workspace the next version of its policy. */
export const policyApplyRoute: Route = {
  name: 'policyApply',
  open: false,
  spec: {
    method: 'post',
    path: paths.policy,
    summary: 'Apply a policy',
    description: `${whoMay('policyApply')} It holds from here on; handoffs made before keep the version they were made under. Sending the version in force again is harmless and says so.`,
    security: [{ token: [] }],
    request: { body: { required: true, content: { 'application/json': { schema: policyApply } } } },
    responses: {
      200: { description: 'In force', content: { 'application/json': { schema: policyApplied } } },
      ...refusals('bad_request', 'conflict', 'too_large', 'storage_full', ...common),
    },
  },
  async handle({ request, services, headers }, { workspaceId }) {
    const { text, from } = await readBody(request, policyApply, policyBytes);
    await usablePolicy(text);
    return json((await setPolicy(services.pool, { workspaceId, policyText: text, from })) satisfies PolicyApplied, headers);
  },
};
