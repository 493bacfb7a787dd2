import type { RecordRef } from '../../lib/contract/record.ts';
import type { Principal } from '../auth/authenticate.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { leadOf } from '../workspaces/lead-of.ts';
import type { Asked } from './route.ts';

/**
 * Refuses to show a lead that would be one too many within the hour, before anything is kept or logged of it; whoever asked sends it
 * again. Looks the lead up only for somebody who has had as many as there may be. Throws `rate_limited`.
 */
export async function refuseOneTooMany({ services, now }: Asked, who: Principal, ref: RecordRef): Promise<void> {
  if (!services.leadsRead.full(who, now)) return;
  const lead = await inWorkspace(services.pool, who.workspaceId, (db) => leadOf(db, who.workspaceId, ref));
  if (lead !== null) services.leadsRead.take(who, lead, now);
}
