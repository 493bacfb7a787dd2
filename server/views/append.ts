import type { Reader } from '../db/reader.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';
import { type Link, next, origin, type View } from './chain.ts';

/** Where the chain of a workspace ends: its last row, the anchor where retention left none, or its origin. */
export async function endOf(line: Reader, workspaceId: string): Promise<Link> {
  const [last] = await readWorkspace(line, workspaceId, {
    name: 'views-end',
    text: `(select sequence, encode(hash, 'hex') from views where workspace_id = $1 order by sequence desc limit 1)
           union all select sequence, encode(hash, 'hex') from view_anchors where workspace_id = $1 order by sequence desc limit 1`,
    values: [workspaceId],
  });
  return last === undefined ? origin(workspaceId) : { sequence: Number(last[0]), hash: String(last[1]) };
}

/** Rows ready to be written behind `before`, and the end of the chain with them. */
export type Chained = { values: (string | null)[]; end: Link };

const list = (values: readonly (string | number | null)[]) => `{${values.map((value) => value ?? 'null').join(',')}}`;
const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`;

/** `known`: the row chained to has to be there, or nothing is written; left out where it was read just now. */
export function chained(workspaceId: string, before: Link, known: boolean, views: readonly View[]): Chained {
  let end = before;
  const hashes = views.map((view) => {
    end = next(end, view);
    return end.hash;
  });
  const values = [
    workspaceId,
    String(before.sequence),
    known && before.sequence > 0 ? before.hash : null,
    list(views.map(({ at }) => at)),
    list(views.map(({ viewer }) => viewer)),
    list(views.map(({ viewerName }) => quoted(viewerName))),
    list(views.map(({ leadId }) => leadId)),
    list(views.map(({ record }) => record)),
    list(views.map(({ purpose }) => purpose)),
    list(views.map(({ result }) => result)),
    list(hashes),
  ];
  return { values, end };
}

/** Writes rows in one statement, which is one transaction; false when the chain turned out to end elsewhere. */
export async function append(line: Reader, workspaceId: string, { values }: Chained): Promise<boolean> {
  const rows = await readWorkspace(line, workspaceId, {
    name: 'views-append',
    text: `with kept as (
             insert into views (workspace_id, sequence, at, viewer, viewer_name, lead_id, record, purpose, result, hash)
             select $1, $2::bigint + n, timestamptz 'epoch' + at * interval '1 millisecond', viewer, name, lead, record, purpose, result, decode(hash, 'hex')
             from unnest($4::float8[], $5::uuid[], $6::text[], $7::uuid[], $8::uuid[], $9::text[], $10::int[], $11::text[])
               with ordinality as v (at, viewer, name, lead, record, purpose, result, hash, n)
             where $3::text is null or exists (select from views where workspace_id = $1 and sequence = $2 and hash = decode($3, 'hex'))
             returning 1)
           select count(*) from kept`,
    values,
  });
  return Number(rows[0]?.[0]) > 0;
}
