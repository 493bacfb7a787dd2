import type { Db } from '../workspaces/in-workspace.ts';

/** Told on this channel when there is something new for the deliverer of any server. */
export const jobsChannel = 'leadside_jobs';

/** Tells every server to look for jobs, once this transaction commits. */
export async function wake(db: Db): Promise<void> {
  await db.query({ name: 'wake', text: 'select pg_notify($1, $2)', values: [jobsChannel, ''] });
}
