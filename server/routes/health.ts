import { paths } from '../../lib/contract/routes.ts';
import { json } from './reply.ts';
import type { Route } from './route.ts';

/** The process is alive, and whether there is room to write. Asks nothing of the database, so it answers while that is stuck. */
export const healthRoute: Route = {
  name: 'health',
  open: true,
  spec: {
    method: 'get',
    path: paths.health,
    summary: 'The process is alive',
    responses: {
      200: {
        description:
          '`ok`, or `storage_full` with since when and why: then only reads are served; `crm` while writing to CRMs waits as a whole',
      },
    },
  },
  async handle({ headers, services }) {
    const { version, outbox } = services;
    const crm = outbox.trouble();
    const full = await services.storage.full();
    if (full === null) return json({ status: 'ok', version, ...(crm === null ? {} : { crm }) }, headers);
    const since = new Date(full.since).toISOString();
    return json(
      { status: 'storage_full', version, storage: { since, because: full.because }, ...(crm === null ? {} : { crm }) },
      headers,
    );
  },
};
