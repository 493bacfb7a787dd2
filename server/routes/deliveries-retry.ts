import * as z from 'zod';
import { done } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { replay } from '../outbox/by-hand.ts';
import { operationIdOf } from './operation-id.ts';
import { json } from './reply.ts';
import { bodiless, common, type Route, refusals, whoMay } from './route.ts';

/** A rep's and an admin's way to send a parked write again: the same thing, for every lead of the workspace. */
export const deliveriesRetryRoute: Route = {
  name: 'deliveriesRetry',
  open: false,
  spec: {
    method: 'post',
    path: `${paths.deliveries}/{operationId}/retry`,
    summary: 'Send a parked write to the CRM again',
    description: `${whoMay('deliveriesRetry')} It begins the schedule anew and looks first for what may be there. No body is needed.`,
    security: [{ token: [] }],
    request: { params: z.object({ operationId: z.uuid() }) },
    responses: {
      200: { description: 'It is sent again', content: { 'application/json': { schema: done } } },
      ...refusals('not_found', 'not_offered', 'storage_full', ...bodiless, ...common),
    },
  },
  async handle({ services, params, headers, now }, who) {
    await replay(services.pool, who.workspaceId, operationIdOf(params), who.name, now);
    services.refresher.nudge();
    return json({ done: true }, headers);
  },
};
