import { liveUpdate, paths } from '../../lib/contract/routes.ts';
import type { Authenticate } from '../auth/authenticate.ts';
import { ApiError } from './api-error.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

/** Whether a token still opens anything. Throws when that cannot be told now. */
export async function tokenHolds(authenticate: Authenticate, authorization: string | null): Promise<boolean> {
  try {
    await authenticate(authorization, false);
    return true;
  } catch (error) {
    if (error instanceof ApiError) return false;
    throw error;
  }
}

/** New context versions of the workspace, as they are made. */
export const liveRoute: Route = {
  name: 'live',
  open: false,
  spec: {
    method: 'get',
    path: paths.live,
    summary: 'Live updates as server-sent events',
    description: `${whoMay('live')} Event \`context\` carries a new version; after \`resync\` something may have been missed, so ask again.`,
    security: [{ token: [] }],
    responses: {
      200: { description: 'A stream', content: { 'text/event-stream': { schema: liveUpdate } } },
      ...refusals(...common),
    },
  },
  handle({ header, services, headers }, who) {
    const authorization = header('authorization');
    headers['content-type'] = 'text/event-stream; charset=utf-8';
    headers['x-accel-buffering'] = 'no';
    const allowed = () => tokenHolds(services.authenticate, authorization);
    return { status: 200, headers, body: services.hub.open({ workspaceId: who.workspaceId, tokenId: who.tokenId, allowed }) };
  },
};
