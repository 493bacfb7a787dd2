import { linked, linkRequest, paths } from '../../lib/contract/routes.ts';
import { linkRecord } from '../workspaces/link.ts';
import { readBody } from './body.ts';
import { json } from './reply.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** Ties a CRM record to a lead. */
export const linksRoute: Route = {
  name: 'links',
  open: false,
  spec: {
    method: 'post',
    path: paths.links,
    summary: 'Tie a CRM record to a lead',
    description: `${whoMay('links')} By email, which makes the lead when it is new, or by the lead's id.`,
    security: [{ token: [] }],
    request: { body: { required: true, content: { 'application/json': { schema: linkRequest } } } },
    responses: {
      200: { description: 'Tied', content: { 'application/json': { schema: linked } } },
      ...refusals('bad_request', 'no_lead', 'too_large', 'storage_full', ...common),
    },
  },
  async handle({ request, services, headers, now }, who) {
    return json(await linkRecord(services.pool, who, await readBody(request, linkRequest), now), headers);
  },
};
