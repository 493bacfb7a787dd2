import { paths } from '../../lib/contract/routes.ts';
import { ApiError } from './api-error.ts';
import { json } from './reply.ts';
import { anywhere, type Route, refusals } from './route.ts';

/** The database answers, in the time a connection may take. */
export const readyRoute: Route = {
  name: 'ready',
  open: true,
  spec: {
    method: 'get',
    path: paths.ready,
    summary: 'The database answers',
    responses: { 200: { description: 'Ready to serve' }, ...refusals('unavailable', ...anywhere) },
  },
  async handle({ headers, services }) {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      const refuse = () => reject(new ApiError('unavailable', { message: 'The database does not answer.', retryAfter: 2 }));
      timer = setTimeout(refuse, services.patienceMs);
    });
    try {
      await Promise.race([services.pool.query('select 1'), late]);
    } finally {
      clearTimeout(timer);
    }
    return json({ status: 'ready' }, headers);
  },
};
