import { connection, setConnection as wanted } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { setConnection } from '../connections/store.ts';
import { changeRoute, connecting } from './admin.ts';

export const connectionsSetRoute = changeRoute('connectionsSet', {
  path: paths.connections,
  summary: 'Connect a CRM, or change a connection',
  says: 'The credential is kept encrypted and never given out. Left out, the one there is stays.',
  body: wanted,
  answer: connection,
  handle: (asked, who, body) => setConnection(connecting(asked), who.workspaceId, body),
});
