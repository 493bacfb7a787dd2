import { outdate } from '../context/rebuild.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import type { ConnectionId } from './targets.ts';

/** What is said of jobs that wait for a connection changes with the connection: their leads' contexts are worked out anew. */
export async function outdateWaiting(db: Db, { workspaceId, crm, account }: ConnectionId, now: number): Promise<void> {
  const { rows } = await db.query<{ lead_id: string }>(
    `select distinct lead_id from crm_jobs where workspace_id = $1 and crm = $2 and account = $3 and state in ('waiting', 'parked')`,
    [workspaceId, crm, account],
  );
  await outdate(
    db,
    workspaceId,
    rows.map(({ lead_id }) => ({ leadId: lead_id, at: now })),
  );
}

/** What a CRM said of its records stays when its connection goes; how current it is can no longer be said. */
export async function outdateRead(db: Db, { workspaceId, crm, account }: ConnectionId, now: number): Promise<void> {
  const { rows } = await db.query<{ lead_id: string }>(
    `select distinct lead_id from crm_reads
     where workspace_id = $1 and crm = $2 and account = $3 and (read_at is not null or failing_since is not null)`,
    [workspaceId, crm, account],
  );
  await outdate(
    db,
    workspaceId,
    rows.map(({ lead_id }) => ({ leadId: lead_id, at: now })),
  );
}
