import type { RecordRef } from '../../lib/contract/record.ts';
import { ApiError } from '../routes/api-error.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { leadOf } from '../workspaces/lead-of.ts';

/** Sentence for whoever asks for a restricted lead, or has something to say about one. */
export const restrictedSentence =
  'This lead is restricted: what is known of them is kept, but neither shown nor changed until an admin lifts that.';

/** To clients that know no restriction it is a record without a lead, whose copy they let go of. */
export const restrictedError = () =>
  new ApiError('no_lead', {
    message: restrictedSentence,
    fix: 'Ask an admin or the privacy contact of your workspace; what you have not sent yet is kept.',
    restricted: true,
  });

/** Whether the lead an SQL expression gives is restricted. */
export const isRestricted = (lead: string, workspace = '$1') =>
  `exists (select from contexts rc where rc.workspace_id = ${workspace} and rc.lead_id = ${lead} and rc.restricted)`;

/** Whether a lead is restricted. Holds for as long as the caller has the lead's lock. */
export async function restrictionStands(db: Db, workspaceId: string, leadId: string): Promise<boolean> {
  const { rowCount } = await db.query({
    name: 'lead-restricted',
    text: 'select 1 from contexts where workspace_id = $1 and lead_id = $2 and restricted',
    values: [workspaceId, leadId],
  });
  return rowCount === 1;
}

/** Whether a record shows a restricted lead. */
export async function showsRestricted(db: Db, workspaceId: string, ref: RecordRef): Promise<boolean> {
  const leadId = await leadOf(db, workspaceId, ref);
  return leadId !== null && (await restrictionStands(db, workspaceId, leadId));
}

/** Counts what was sent of restricted people and not taken in: `sent` is the number of events by lead. */
export async function countDropped(db: Db, workspaceId: string, sent: ReadonlyMap<string, number>): Promise<void> {
  if (sent.size === 0) return;
  await db.query(
    `update restrictions r set dropped = r.dropped + s.count from unnest($2::uuid[], $3::int[]) as s (lead_id, count)
     where r.workspace_id = $1 and r.lead_id = s.lead_id and r.lifted_at is null`,
    [workspaceId, [...sent.keys()], [...sent.values()]],
  );
}
