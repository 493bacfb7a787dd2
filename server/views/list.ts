import type { Pool } from 'pg';
import type { ViewPurpose, Views } from '../../lib/contract/privacy.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';

type Row = {
  sequence: string;
  at: Date;
  viewer: string;
  name: string;
  leadId: string;
  purpose: ViewPurpose;
  result: number;
  crm: RecordRef['crm'] | null;
  account: string;
  object: RecordRef['object'];
  id: string;
};

/** Rows of the view log before a number, the newest first; with `viewer`, those of one person alone. */
export async function listViews(
  pool: Pool,
  workspaceId: string,
  { viewer, before, limit }: { viewer: string | null; before: number | null; limit: number },
): Promise<Views> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<Row>(
      `select v.sequence, v.at, v.viewer, v.viewer_name as name, v.lead_id as "leadId", v.purpose, v.result, l.crm, l.account, l.object, l.id
       from (select * from views where workspace_id = $1 and ($2::uuid is null or viewer = $2) and ($3::bigint is null or sequence < $3)
             order by sequence desc limit $4) v
       left join links l on l.workspace_id = v.workspace_id and l.lead_id = v.lead_id and l.view_key = v.record
       order by v.sequence desc`,
      [workspaceId, viewer, before, limit + 1],
    ),
  );
  const shown = rows
    .slice(0, limit)
    .map(({ sequence, at, viewer: by, name, leadId, purpose, result, crm, account, object, id }) => ({
      sequence: Number(sequence),
      at: at.toISOString(),
      viewer: { id: by, name },
      leadId,
      record: crm === null ? null : { crm, account, object, id },
      purpose,
      result,
    }));
  return { views: shown, next: rows.length > limit ? (shown.at(-1)?.sequence ?? null) : null };
}
