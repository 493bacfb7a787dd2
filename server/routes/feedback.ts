import { feedbackOperation } from '../../lib/contract/disposition.ts';
import { paths } from '../../lib/contract/routes.ts';
import { operationRoute } from './operations.ts';

export const feedbackRoute = operationRoute('feedback', paths.feedback, 'Tell what was learned on the call', feedbackOperation);
