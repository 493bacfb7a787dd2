import { connections } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { listConnections } from '../connections/store.ts';
import { tellRoute } from './admin.ts';

export const connectionsListRoute = tellRoute('connectionsList', {
  path: paths.connections,
  summary: 'The connections to CRMs',
  says: 'With their state and how much waits; never with a credential.',
  answer: connections,
  handle: async ({ services, now }, who) => ({ connections: await listConnections(services.pool, who.workspaceId, now) }),
});
