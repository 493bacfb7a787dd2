import { type PolicyShown, policyShown } from '../../lib/contract/policy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { policyText } from '../policies/versions.ts';
import { ApiError } from './api-error.ts';
import { json, type Reply } from './reply.ts';
import { type Asked, common, type Route, refusals, whoMay } from './route.ts';

/** Answers with one version, the newest when none is named. */
export async function showPolicy({ services, headers }: Asked, workspaceId: string, version?: number): Promise<Reply> {
  const found = await policyText(services.pool, workspaceId, version);
  if (!found) throw new ApiError('not_found', { message: `There is no version ${version} of the policy.` });
  return json({ ...found, createdAt: found.createdAt.toISOString() } satisfies PolicyShown, headers);
}

/** A version of the policy as it was signed off. */
export const policyVersionRoute: Route = {
  name: 'policyVersion',
  open: false,
  spec: {
    method: 'get',
    path: paths.policyVersion,
    summary: 'A version of the policy',
    description: `${whoMay('policyVersion')} Its text as it was signed off. None is ever changed or taken out.`,
    security: [{ token: [] }],
    parameters: [{ in: 'path', name: 'version', required: true, schema: { type: 'integer', minimum: 1 } }],
    responses: {
      200: { description: 'The version', content: { 'application/json': { schema: policyShown } } },
      ...refusals('bad_request', 'not_found', ...common),
    },
  },
  handle(call, who) {
    const version = call.params.version ?? '';
    if (!/^[1-9]\d{0,8}$/.test(version))
      throw new ApiError('bad_request', { issues: [{ path: 'version', message: 'Give the number of a version' }] });
    return showPolicy(call, who.workspaceId, Number(version));
  },
};
