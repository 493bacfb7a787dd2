import { connectionKey, done } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { removeConnection } from '../connections/change.ts';
import { changeRoute } from './admin.ts';

export const connectionsRemoveRoute = changeRoute('connectionsRemove', {
  path: paths.connectionsRemove,
  summary: 'Forget a connection and its credential',
  says: 'What was still to be written is parked.',
  body: connectionKey,
  answer: done,
  async handle({ services, now }, who, body) {
    await removeConnection(services.pool, who.workspaceId, body, now);
    return { done: true as const };
  },
});
