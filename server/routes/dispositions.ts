import { dispositionOperation } from '../../lib/contract/disposition.ts';
import { paths } from '../../lib/contract/routes.ts';
import { operationRoute } from './operations.ts';

export const dispositionsRoute = operationRoute(
  'dispositions',
  paths.dispositions,
  'Accept, reject, recycle, reopen or undo',
  dispositionOperation,
);
