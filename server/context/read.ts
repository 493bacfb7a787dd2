import type { RecordRef } from '../../lib/contract/record.ts';
import type { Reader } from '../db/reader.ts';
import { writePage } from '../views/append.ts';
import { entryHead, type View } from '../views/chain.ts';
import { readWorkspace } from '../workspaces/in-workspace.ts';

export type Found = {
  leadId: string;
  version: number;
  /** Time or an event has outdated it. */
  due: boolean;
  /** Null when `known` is the version, or the lead is restricted. */
  body: string | null;
  /** Nothing of it is to be shown, and nothing is in the view log. */
  restricted: boolean;
};

/** One read of a context: of which record, for whom, which version they hold, and whether an outdated one is to be shown as well. */
export type Read = Pick<View, 'at' | 'viewer' | 'viewerName'> & { ref: RecordRef; known: number; outdated: boolean };

/**
 * All of it in one statement, which is one transaction: the contexts of the records, and a page of the view log with a row for each that is
 * shown. One that is outdated and was not asked for as such is not shown, nor is one of a restricted lead.
 */
const text = `with asked as (
    select * from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::bool[], $8::text[])
      with ordinality as a (crm, account, object, id, known, outdated, head, n)),
  found as materialized (
    select a.n, a.head, c.lead_id, l.view_key, c.version, c.refresh_at <= timestamptz 'epoch' + $9::bigint * interval '1 millisecond' as due,
      a.outdated, c.version = a.known as same, c.body, c.restricted
    from asked a
    join links l on l.workspace_id = $1 and l.crm = a.crm and l.account = a.account and l.object = a.object and l.id = a.id
    join contexts c on c.workspace_id = $1 and c.lead_id = l.lead_id),
  page as (${writePage(
    `select count(*) as rows, '[' || string_agg('[' || head || ',"' || lead_id || '","' || view_key || '","sidebar",' ||
       case when same then '304]' else '200]' end, ',') || ']' as entries
     from found where (outdated or not due) and not restricted`,
    '$9::bigint',
  )})
select n, lead_id, version, due, case when same or restricted then null else body end, restricted from found`;

const list = (values: readonly (string | number | boolean)[]) => `{${values.join(',')}}`;
const special = /["\\]/g;
const quoted = (value: string) => `"${value.replace(special, '\\$&')}"`;

/** The stored contexts of records' leads, in the order of the reads; null where no lead is linked. What is shown is in the view log before this answers. */
export async function readContexts(line: Reader, workspaceId: string, reads: readonly Read[]): Promise<(Found | null)[]> {
  const values = [
    workspaceId,
    list(reads.map(({ ref }) => quoted(ref.crm))),
    list(reads.map(({ ref }) => quoted(ref.account))),
    list(reads.map(({ ref }) => quoted(ref.object))),
    list(reads.map(({ ref }) => quoted(ref.id))),
    list(reads.map(({ known }) => known)),
    list(reads.map(({ outdated }) => outdated)),
    list(reads.map((read) => quoted(entryHead(read)))),
    String(Math.max(...reads.map(({ at }) => at))),
  ];
  const found: (Found | null)[] = reads.map(() => null);
  for (const [n, leadId, version, due, body = null, restricted] of await readWorkspace(line, workspaceId, {
    name: 'contexts',
    text,
    values,
  }))
    found[Number(n) - 1] = {
      leadId: String(leadId),
      version: Number(version),
      due: due === 't',
      body,
      restricted: restricted === 't',
    };
  return found;
}
