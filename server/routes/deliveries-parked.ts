import { parkedJobs as answer } from '../../lib/contract/connection.ts';
import { paths } from '../../lib/contract/routes.ts';
import { parkedJobs } from '../outbox/by-hand.ts';
import { tellRoute } from './admin.ts';

export const deliveriesParkedRoute = tellRoute('deliveriesParked', {
  path: paths.deliveriesParked,
  summary: 'What could not be written to a CRM and waits for a person',
  says: 'The newest first, at most 100.',
  answer,
  handle: ({ services }, who) => parkedJobs(services.pool, who.workspaceId),
});
