import { liveUpdate, paths } from '../../lib/contract/routes.ts';
import { common, type Route, refusals, whoMay } from './route.ts';

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
  handle({ c, services, headers }, who) {
    const authorization = c.req.raw.headers.get('authorization');
    headers['content-type'] = 'text/event-stream; charset=utf-8';
    headers['x-accel-buffering'] = 'no';
    const allowed = async () => (await services.authenticate(authorization, false)).tokenId === who.tokenId;
    return new Response(services.hub.open({ workspaceId: who.workspaceId, allowed }), { headers });
  },
};
