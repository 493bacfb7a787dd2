import type { Pool } from 'pg';
import type { ViewPurpose } from '../../lib/contract/privacy.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { type Link, next, origin } from './chain.ts';

/** `whole` ends at `end`; keep it elsewhere, and rows cut off the end show as well. `broken` names the first row that is not as it was written. */
export type Verdict = { kind: 'whole'; rows: number; end: Link } | { kind: 'broken'; sequence: number; because: string };

type Row = {
  sequence: string;
  at: Date;
  viewer: string;
  viewer_name: string;
  lead_id: string;
  record: string | null;
  purpose: ViewPurpose;
  result: number;
  hash: string;
};

const page = 5_000;

/** Works every hash of a workspace's view log out anew. `kept` is an end noted earlier: the log has to hold it, unless retention has passed it. */
export function verifyViews(pool: Pool, workspaceId: string, kept: Link | null = null): Promise<Verdict> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const anchors = await db.query<{ sequence: string; hash: string }>(
      `select sequence, encode(hash, 'hex') as hash from view_anchors where workspace_id = $1`,
      [workspaceId],
    );
    const [anchor] = anchors.rows;
    let end = anchor === undefined ? origin(workspaceId) : { sequence: Number(anchor.sequence), hash: anchor.hash };
    const first = end.sequence;
    for (;;) {
      const { rows } = await db.query<Row>(
        `select sequence, at, viewer, viewer_name, lead_id, record, purpose, result, encode(hash, 'hex') as hash from views
         where workspace_id = $1 and sequence > $2 order by sequence limit $3`,
        [workspaceId, end.sequence, page],
      );
      for (const row of rows) {
        const sequence = Number(row.sequence);
        if (sequence !== end.sequence + 1)
          return { kind: 'broken', sequence: end.sequence + 1, because: `the row is missing; the next one is ${sequence}` };
        const { at, viewer, viewer_name: viewerName, lead_id: leadId, record, purpose, result } = row;
        const right = next(end, { at: at.getTime(), viewer, viewerName, leadId, record, purpose, result });
        if (right.hash !== row.hash) return { kind: 'broken', sequence, because: 'it, or its hash, is not what was written' };
        if (kept?.sequence === sequence && kept.hash !== row.hash)
          return { kind: 'broken', sequence, because: 'it is not the row that was noted earlier' };
        end = right;
      }
      if (rows.length < page) break;
    }
    if (kept !== null && kept.sequence > end.sequence)
      return {
        kind: 'broken',
        sequence: end.sequence + 1,
        because: `the log ends before the row noted earlier, ${kept.sequence}`,
      };
    return { kind: 'whole', rows: end.sequence - first, end };
  });
}
