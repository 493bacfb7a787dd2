import * as z from 'zod';
import { views } from '../../lib/contract/privacy.ts';
import { paths } from '../../lib/contract/routes.ts';
import { listViews } from '../views/list.ts';
import { ApiError } from './api-error.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

const query = z.object({
  before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

/** Who was shown which lead: to an admin all of it, to everybody else their own. */
export const viewsRoute: Route = {
  name: 'views',
  open: false,
  spec: {
    method: 'get',
    path: paths.views,
    summary: 'Who was shown which lead',
    description: `${whoMay('views')} The newest first. An admin sees the whole workspace, everybody else what they were shown themselves.`,
    security: [{ token: [] }],
    request: { query },
    responses: {
      200: { description: 'Rows of the view log', content: { 'application/json': { schema: views } } },
      ...refusals('bad_request', ...common),
    },
  },
  async handle({ request, services, headers }, who) {
    const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
    if (!asked.success)
      throw new ApiError('bad_request', {
        issues: asked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })),
      });
    const { before = null, limit } = asked.data;
    const viewer = who.role === 'admin' ? null : who.tokenId;
    return json(await listViews(services.pool, who.workspaceId, { viewer, before, limit }), headers);
  },
};
