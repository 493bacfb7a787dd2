import { connectionKey, connectionTest } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { testConnection } from '../connections/change.ts';
import { changeRoute, connecting } from './admin.ts';

export const connectionsTestRoute = changeRoute('connectionsTest', {
  path: paths.connectionsTest,
  summary: 'Sign in to a CRM and say whether writing will work',
  says: 'The first success binds the account of the CRM to this workspace.',
  body: connectionKey,
  answer: connectionTest,
  handle: (asked, who, body) => testConnection(connecting(asked), who.workspaceId, body),
});
