import type { Pool } from 'pg';
import type { RecordRef } from '../../lib/contract/record.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';

export type Found = {
  leadId: string;
  version: number;
  due: boolean /** Null when `known` is the version. */;
  body: string | null;
};

const text = `select c.lead_id, c.version, c.refresh_at <= $7, case when c.version = $6 then null else c.body end
from links l join contexts c on c.workspace_id = l.workspace_id and c.lead_id = l.lead_id
where l.workspace_id = $1 and l.crm = $2 and l.account = $3 and l.object = $4 and l.id = $5`;

/** The stored context of a record's lead, in one prepared statement; null when no lead is linked to it. */
export async function readContext(
  pool: Pool,
  workspaceId: string,
  ref: RecordRef,
  known: number,
  now: number,
): Promise<Found | null> {
  const { rows } = await readWorkspace<[string, number, boolean, string | null]>(pool, workspaceId, {
    name: 'context-read',
    text,
    values: [workspaceId, ref.crm, ref.account, ref.object, ref.id, known, new Date(now)],
    rowMode: 'array',
  });
  const row = rows[0];
  return row ? { leadId: row[0], version: row[1], due: row[2], body: row[3] } : null;
}
