import type { Pool } from 'pg';
import type { LeadExport } from '../../lib/contract/privacy.ts';
import { ApiError } from '../routes/api-error.ts';
import { rowsOfPages } from '../views/list.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { leadTables } from './tables.ts';

type Row = Record<string, unknown>;

/** Of us, not of the person. */
const ours = new Set([
  'workspace_id',
  'lead_id',
  'token_id',
  'hash',
  'lease',
  'lease_until',
  'ended_by',
  'view_key',
  'sequence',
  'restricted_by',
  'lifted_by',
]);

/** Everything held on a lead. Views are told by their dates and purposes: who of the staff it was is not owed. Throws `no_lead`. */
export function exportLead(pool: Pool, workspaceId: string, leadId: string, now: number): Promise<LeadExport> {
  return inWorkspace(pool, workspaceId, async (db) => {
    await db.query('set transaction isolation level repeatable read');
    const given = [workspaceId, leadId];
    const lead = await rowsOf(db, 'select to_jsonb(l) as row from leads l where workspace_id = $1 and id = $2', given);
    if (lead[0] === undefined) throw new ApiError('no_lead', { message: 'There is no lead with this id.' });
    const staff = await staffOf(db, workspaceId);
    const held: Record<string, Row[]> = {};
    for (const table of leadTables) {
      const rows = await rowsOf(
        db,
        `select to_jsonb(t) as row from ${table} t where workspace_id = $1 and lead_id = $2 order by t::text`,
        given,
      );
      held[table] = rows.map(
        (row) => withoutStaff(table === 'contexts' ? { ...row, body: parsed(row.body) } : row, staff) as Row,
      );
    }
    const facts = await rowsOf(
      db,
      `select to_jsonb(f) as row from account_facts f join leads l on l.workspace_id = f.workspace_id and f.account_key in (l.group_key, l.domain_key)
       where f.workspace_id = $1 and l.id = $2 order by f::text`,
      given,
    );
    held.account_facts = facts.map((row) => withoutStaff(row, staff) as Row);
    const { rows: views } = await db.query<{ at: string; purpose: LeadExport['views'][number]['purpose'] }>(
      `select v.at, v.purpose from view_pages p ${rowsOfPages}
       where p.workspace_id = $1 and strpos(p.entries::text, $2) > 0 and v.lead_id = $2 order by v.sequence`,
      given,
    );
    return {
      format: 'leadside-lead-1',
      leadId,
      exportedAt: new Date(now).toISOString(),
      lead: withoutStaff(lead[0], staff) as Row,
      held,
      views: views.map(({ at, purpose }) => ({ at: new Date(Number(at)).toISOString(), purpose })),
    };
  });
}

async function rowsOf(db: Db, sql: string, given: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.query<{ row: Row }>(sql, given);
  return rows.map(({ row }) => row);
}

/** Names of the people who work here. */
async function staffOf(db: Db, workspaceId: string): Promise<Set<string>> {
  const { rows } = await db.query<{ name: string }>(
    `select name from tokens where workspace_id = $1 and role <> 'ingest'
     union select name from sessions where workspace_id = $1
     union select by from dispositions where workspace_id = $1 union select by from feedback where workspace_id = $1`,
    [workspaceId],
  );
  return new Set(rows.map(({ name }) => name));
}

const told = new Set(['by', 'source']);

/** The same without our own columns, and with `a colleague` where a name of the staff says who did or told it. */
function withoutStaff(value: unknown, staff: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutStaff(one, staff));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ours.has(key))
      .map(([key, one]) => [key, told.has(key) && isStaff(one, staff) ? 'a colleague' : withoutStaff(one, staff)]),
  );
}

/** A name, or a person with a name and an address. */
function isStaff(value: unknown, staff: ReadonlySet<string>): boolean {
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
  return typeof name === 'string' && staff.has(name);
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' && body !== '' ? JSON.parse(body) : null;
  } catch {
    return body;
  }
}
