import type { Reader } from '../db/reader.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';
import { entryOf, type View } from './chain.ts';

/**
 * The part of a statement that writes a page of the view log behind its end: `$1` is the workspace, `at` its time in epoch ms, and
 * `from` a query that gives one row with `rows`, how many there are (none: no page is written), and `entries`, their JSON.
 */
export const writePage = (from: string, at: string) => `insert into view_pages (workspace_id, first, last, at, entries, hash)
  select $1::uuid, p.first, p.last, timestamptz 'epoch' + ${at} * interval '1 millisecond', p.entries::json,
    sha256(p.hash || convert_to(concat_ws(' ', p.first, p.last, ${at}, p.entries), 'UTF8'))
  from (select e.sequence + 1 as first, e.sequence + n.rows as last, n.entries, e.hash
        from (${from}) n cross join lateral leadside_views_end($1::uuid) e where n.rows > 0) p`;

const text = writePage('select $2::bigint as rows, $3::text as entries', '$4::bigint');

/** Writes rows as one page, in one statement, which is one transaction. */
export async function append(line: Reader, workspaceId: string, views: readonly View[]): Promise<void> {
  const at = Math.max(...views.map((view) => view.at));
  const values = [workspaceId, String(views.length), `[${views.map(entryOf).join(',')}]`, String(at)];
  await readWorkspace(line, workspaceId, { name: 'views-append', text, values });
}
