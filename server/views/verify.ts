import type { Pool } from 'pg';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { type Link, next, origin } from './chain.ts';

/** `whole` ends at `end`; keep it elsewhere, and rows cut off the end show as well. `broken` names the first row of the page that is not as it was written. */
export type Verdict = { kind: 'whole'; rows: number; end: Link } | { kind: 'broken'; sequence: number; because: string };

type Row = { first: string; last: string; at: Date; entries: string; rows: number; hash: string };

const most = 500;

const span = (first: number, last: number) => (first === last ? `row ${first}` : `the page of rows ${first} to ${last}`);

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
        `select first, last, at, entries::text as entries, encode(hash, 'hex') as hash,
           case when json_typeof(entries) = 'array' then json_array_length(entries) else 0 end as rows from view_pages
         where workspace_id = $1 and first > $2 order by first limit $3`,
        [workspaceId, end.sequence, most],
      );
      for (const row of rows) {
        const [first, last] = [Number(row.first), Number(row.last)];
        const broken = (because: string): Verdict => ({
          kind: 'broken',
          sequence: first,
          because: `${span(first, last)} ${because}`,
        });
        if (first !== end.sequence + 1)
          return { kind: 'broken', sequence: end.sequence + 1, because: `the row is missing; the next one is ${first}` };
        const right = next(end, { first, last, at: row.at.getTime(), entries: row.entries });
        if (right.hash !== row.hash || last - first + 1 !== row.rows) return broken('or its hash is not what was written');
        if (
          kept !== null &&
          kept.sequence >= first &&
          kept.sequence <= last &&
          (kept.sequence !== last || kept.hash !== row.hash)
        )
          return broken('is not what was noted earlier');
        end = right;
      }
      if (rows.length < most) break;
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
