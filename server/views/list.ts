import type { Pool } from 'pg';
import type { ViewPurpose, Views } from '../../lib/contract/privacy.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { isRestricted } from '../privacy/restricted.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';

type Row = {
  sequence: string;
  at: string;
  viewer: string;
  name: string;
  leadId: string;
  purpose: ViewPurpose;
  result: string;
  crm: RecordRef['crm'] | null;
  account: string;
  object: RecordRef['object'];
  id: string;
};

/** The rows of pages `p`, each with its number and its parts as text. */
export const rowsOfPages = `cross join lateral json_array_elements(p.entries) with ordinality e (entry, n)
  cross join lateral (select p.first + e.n - 1 as sequence, entry->>0 as at, entry->>1 as viewer, entry->>2 as name, entry->>3 as lead_id,
    entry->>4 as record, entry->>5 as purpose, entry->>6 as result) v`;

/** Rows of the view log before a number, the newest first; with `viewer`, those of one person alone. */
export async function listViews(
  pool: Pool,
  workspaceId: string,
  { viewer, before, limit }: { viewer: string | null; before: number | null; limit: number },
): Promise<Views> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<Row>(
      `select v.sequence, v.at, v.viewer, v.name, v.lead_id as "leadId", v.purpose, v.result, l.crm, l.account, l.object, l.id
       from (select p.first, v.* from view_pages p ${rowsOfPages}
             where p.workspace_id = $1 and ($2::text is null or v.viewer = $2) and ($3::bigint is null or (p.first < $3 and v.sequence < $3))
             order by p.first desc, v.sequence desc limit $4) v
       left join links l on l.workspace_id = $1 and l.lead_id = v.lead_id::uuid and l.view_key = v.record::uuid
         and not ${isRestricted('l.lead_id')}
       order by v.sequence desc`,
      [workspaceId, viewer, before, limit + 1],
    ),
  );
  const shown = rows
    .slice(0, limit)
    .map(({ sequence, at, viewer: by, name, leadId, purpose, result, crm, account, object, id }) => ({
      sequence: Number(sequence),
      at: new Date(Number(at)).toISOString(),
      viewer: { id: by, name },
      leadId,
      record: crm === null ? null : { crm, account, object, id },
      purpose,
      result: Number(result),
    }));
  return { views: shown, next: rows.length > limit ? (shown.at(-1)?.sequence ?? null) : null };
}
