import { attemptOperation } from '../../lib/contract/disposition.ts';
import { paths } from '../../lib/contract/routes.ts';
import { operationRoute } from './operations.ts';

export const attemptsRoute = operationRoute('attempts', paths.attempts, 'Log an attempt to reach the lead', attemptOperation);
