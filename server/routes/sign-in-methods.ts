import * as z from 'zod';
import { paths } from '../../lib/contract/routes.ts';
import { signInMethods } from '../../lib/contract/sign-in.ts';
import { ApiError } from './api-error.ts';
import { json } from './reply.ts';
import { anywhere, type Route, refusals } from './route.ts';

const asked = z.object({ workspace: z.uuid() });

/** What somebody who wants in is offered. A workspace is known by an id that cannot be guessed. */
export const signInMethodsRoute: Route = {
  name: 'signInMethods',
  open: true,
  spec: {
    method: 'get',
    path: paths.signIn,
    summary: 'How one signs in to a workspace',
    description: 'No token. Without `oidc` there are only pairing codes.',
    request: { query: asked },
    responses: {
      200: { description: 'The ways in', content: { 'application/json': { schema: signInMethods } } },
      ...refusals('bad_request', 'not_found', 'sign_in_refused', 'unavailable', ...anywhere),
    },
  },
  async handle({ services, request, address, now, headers }) {
    services.signInLimits.signIn(address(), now);
    const query = asked.safeParse({ workspace: new URL(request.url).searchParams.get('workspace') });
    if (!query.success)
      throw new ApiError('bad_request', { issues: [{ path: 'workspace', message: 'Give the id of the workspace, a UUID' }] });
    return json(await services.providers.methods(query.data.workspace), headers);
  },
};
