import { type LeadContext, leadContext } from '../../lib/contract/context.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { rebuild } from './rebuild.ts';

/** A lead's context as of now, in the caller's transaction: the stored one while it holds. The caller holds the lead's lock. */
export async function currentContext(db: Db, workspaceId: string, leadId: string, now: number): Promise<LeadContext> {
  const { rows } = await db.query<{ body: string }>(
    'select body from contexts where workspace_id = $1 and lead_id = $2 and refresh_at > $3 and not restricted',
    [workspaceId, leadId, new Date(now)],
  );
  const stored = rows[0];
  if (stored) {
    // A body of an older server may lack what this one knows; it is then worked out like any outdated one.
    const parsed = leadContext.safeParse(JSON.parse(stored.body));
    if (parsed.success) return parsed.data;
  }
  return (await rebuild(db, workspaceId, leadId, now)).context;
}
