import type { RecordRef } from '../../lib/contract/record.ts';
import type { Reader } from '../db/reader.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';

export type Found = {
  leadId: string;
  /** Stands for the record in the view log. */
  record: string;
  version: number;
  /** Time or an event has outdated it. */
  due: boolean;
  /** Null when `known` is the version. */
  body: string | null;
};

const text = `select c.lead_id, l.view_key, c.version, c.refresh_at <= $7, case when c.version = $6 then null else c.body end
from links l join contexts c on c.workspace_id = l.workspace_id and c.lead_id = l.lead_id
where l.workspace_id = $1 and l.crm = $2 and l.account = $3 and l.object = $4 and l.id = $5`;

/** The stored context of a record's lead, in one prepared statement; null when no lead is linked to it. */
export async function readContext(
  reader: Reader,
  workspaceId: string,
  ref: RecordRef,
  known: number,
  now: number,
): Promise<Found | null> {
  const values = [workspaceId, ref.crm, ref.account, ref.object, ref.id, String(known), new Date(now).toISOString()];
  const rows = await readWorkspace(reader, workspaceId, { name: 'context-read', text, values });
  const [leadId = null, record, version, due, body = null] = rows[0] ?? [];
  return leadId === null ? null : { leadId, record: String(record), version: Number(version), due: due === 't', body };
}
