import { paths } from '../../lib/contract/routes.ts';
import { json } from './reply.ts';
import type { Route } from './route.ts';

/** The process is alive. Asks nothing of the database, so it answers while that is stuck. */
export const healthRoute: Route = {
  name: 'health',
  open: true,
  spec: {
    method: 'get',
    path: paths.health,
    summary: 'The process is alive',
    responses: { 200: { description: 'Alive' } },
  },
  handle: ({ headers, services }) => json({ status: 'ok', version: services.version }, headers),
};
