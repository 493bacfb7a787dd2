import type { RecordRef } from '../../lib/contract/record.ts';
import type { Db } from './in-workspace.ts';

/** The lead a CRM record shows, or null. */
export async function leadOf(db: Db, workspaceId: string, { crm, account, object, id }: RecordRef): Promise<string | null> {
  const { rows } = await db.query<{ lead_id: string }>(
    'select lead_id from links where workspace_id = $1 and crm = $2 and account = $3 and object = $4 and id = $5',
    [workspaceId, crm, account, object, id],
  );
  return rows[0]?.lead_id ?? null;
}
