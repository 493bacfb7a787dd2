import * as z from 'zod';
import { discardJob, done } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { discard } from '../outbox/by-hand.ts';
import { changeRoute } from './admin.ts';
import { operationIdOf } from './operation-id.ts';

const route = changeRoute('deliveriesDiscard', {
  path: `${paths.deliveries}/{operationId}/discard`,
  summary: 'Give up on a parked write',
  says: 'The reason and who gave it are kept, and the rep sees them.',
  body: discardJob,
  answer: done,
  async handle({ services, params, now }, who, { reason }) {
    await discard(services.pool, who.workspaceId, operationIdOf(params), { by: who.name, reason }, now);
    services.refresher.nudge();
    return { done: true as const };
  },
});

export const deliveriesDiscardRoute: typeof route = {
  ...route,
  spec: { ...route.spec, request: { ...route.spec.request, params: z.object({ operationId: z.uuid() }) } },
};
