import type { RecordRef } from '../../lib/contract/record.ts';
import type { Reader } from '../db/reader.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';

/** What stands for a record in the view log; null when it shows no lead. */
export async function viewKeyOf(reader: Reader, workspaceId: string, ref: RecordRef): Promise<string | null> {
  const rows = await readWorkspace(reader, workspaceId, {
    name: 'view-key',
    text: 'select view_key from links where workspace_id = $1 and crm = $2 and account = $3 and object = $4 and id = $5',
    values: [workspaceId, ref.crm, ref.account, ref.object, ref.id],
  });
  return rows[0]?.[0] ?? null;
}
