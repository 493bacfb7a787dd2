import { paths } from '../../lib/contract/routes.ts';
import { json } from './reply.ts';
import { anywhere, type Route, refusals } from './route.ts';

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
          '`ok`; `database_silent` while the database does not answer; `storage_full` while only reads are served, each with since when and why; `crm` while writing to CRMs waits as a whole; `workers` that are held up',
      },
      ...refusals(...anywhere),
    },
  },
  async handle({ headers, services }) {
    const { version, outbox, storage, silentSince, heldUp } = services;
    const [crm, workers, silent, full] = [outbox.trouble(), heldUp(), silentSince(), await storage.full()];
    const told = (since: number, because: string) => ({ since: new Date(since).toISOString(), because });
    return json(
      {
        status: silent !== null ? 'database_silent' : full !== null ? 'storage_full' : 'ok',
        version,
        ...(silent !== null && {
          database: told(silent, 'The database does not answer. Nothing is lost; requests are told to come back.'),
        }),
        ...(full !== null && { storage: told(full.since, full.because) }),
        ...(crm !== null && { crm }),
        ...(workers.length > 0 && { workers }),
      },
      headers,
    );
  },
};
