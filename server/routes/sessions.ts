import * as z from 'zod';
import { paths } from '../../lib/contract/routes.ts';
import { personSessions, sessionEnded } from '../../lib/contract/sign-in.ts';
import { endSession, listEnded, listSessions } from '../auth/end-session.ts';
import { tellRoute } from './admin.ts';
import { ApiError } from './api-error.ts';
import { json } from './reply.ts';
import { bodiless, common, type Route, refusals, whoMay } from './route.ts';

export const sessionsRoute = tellRoute('sessions', {
  path: paths.sessions,
  summary: 'Who is signed in',
  says: 'The sessions that are going on, the newest sign-in first, and those that were ended in the last 30 days, the last first.',
  answer: personSessions,
  handle: async ({ services: { pool }, now }, { workspaceId }) => ({
    sessions: await listSessions(pool, workspaceId, now),
    ended: await listEnded(pool, workspaceId, now),
  }),
});

const named = z.object({ id: z.uuid() });

export const sessionsEndRoute: Route = {
  name: 'sessionsEnd',
  open: false,
  spec: {
    method: 'post',
    path: paths.sessionsEnd,
    summary: 'End the session of a person',
    description: `${whoMay('sessionsEnd')} Every server refuses its tokens within 30 seconds. The person may sign in again.`,
    security: [{ token: [] }],
    request: { params: named },
    responses: {
      200: { description: 'Ended', content: { 'application/json': { schema: sessionEnded } } },
      ...refusals('not_found', 'storage_full', ...bodiless, ...common),
    },
  },
  async handle({ services, params, now, headers }, who) {
    const id = named.safeParse(params);
    const ended = id.success && (await endSession(services.pool, who.workspaceId, id.data.id, who.name, now));
    if (!ended) throw new ApiError('not_found', { message: 'No session of this id is going on.' });
    return json({ ended: true as const }, headers);
  },
};
