import { connection, connectionState } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { setState } from '../connections/change.ts';
import { changeRoute } from './admin.ts';

export const connectionsStateRoute = changeRoute('connectionsState', {
  path: paths.connectionsState,
  summary: 'Pause a connection, or let it go on',
  says: 'While it is paused what is to be written waits.',
  body: connectionState,
  answer: connection,
  handle: ({ services, now }, who, body) => setState(services.pool, who.workspaceId, body, body, now),
});
