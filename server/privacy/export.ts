import type { Pool } from 'pg';
import type { LeadExport } from '../../lib/contract/privacy.ts';
import { crmNames, isSender } from '../crm-read/names.ts';
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
    const held: Record<string, Row[]> = {};
    for (const table of leadTables) {
      const rows = await rowsOf(
        db,
        `select to_jsonb(t) as row from ${table} t where workspace_id = $1 and lead_id = $2 order by t::text`,
        given,
      );
      held[table] = table === 'contexts' ? rows.map((row) => ({ ...row, body: parsed(row.body) })) : rows;
    }
    held.account_facts = await rowsOf(
      db,
      `select to_jsonb(f) as row from account_facts f join leads l on l.workspace_id = f.workspace_id and f.account_key in (l.group_key, l.domain_key)
       where f.workspace_id = $1 and l.id = $2 order by f::text`,
      given,
    );
    const names = await namesIn(db, workspaceId, held);
    const { rows: views } = await db.query<{ at: string; purpose: LeadExport['views'][number]['purpose'] }>(
      `select v.at, v.purpose from view_pages p ${rowsOfPages}
       where p.workspace_id = $1 and strpos(p.entries::text, $2) > 0 and v.lead_id = $2 order by v.sequence`,
      given,
    );
    return {
      format: 'leadside-lead-1',
      leadId,
      exportedAt: new Date(now).toISOString(),
      lead: withoutStaff(lead[0], names) as Row,
      held: withoutStaff(held, names) as typeof held,
      views: views.map(({ at, purpose }) => ({ at: new Date(Number(at)).toISOString(), purpose })),
    };
  });
}

async function rowsOf(db: Db, sql: string, given: readonly unknown[]): Promise<Row[]> {
  const { rows } = await db.query<{ row: Row }>(sql, given);
  return rows.map(({ row }) => row);
}

type Names = { people: ReadonlySet<unknown>; systems: ReadonlySet<unknown> };

/** What only a person's link by hand writes beside events: an address, and the company's domain. */
const linkedFields = new Set(['email', 'domain']);

/**
 * Who may be named, and who not. Write keys and CRMs always; of the rest, systems that events name. Whoever else told something
 * is a person: how a colleague was called is forgotten before what they told of the lead is.
 */
async function namesIn(db: Db, workspaceId: string, held: Record<string, Row[]>): Promise<Names> {
  const { rows } = await db.query<{ name: string; system: boolean }>(
    `select name, role = 'ingest' as system from tokens where workspace_id = $1 and name <> ''
     union select name, false from sessions where workspace_id = $1
     union select by, false from dispositions where workspace_id = $1 union select by, false from feedback where workspace_id = $1`,
    [workspaceId],
  );
  const systems = new Set<unknown>(Object.values(crmNames));
  for (const { name, system } of rows) if (system) systems.add(name);
  const people = new Set<unknown>(rows.filter(({ system }) => !system).map(({ name }) => name));
  const of = (table: string) => held[table] ?? [];
  const facts = [...of('lead_facts'), ...of('account_facts')];
  const byHand = [...of('links'), ...of('identities'), ...facts.filter(({ field }) => linkedFields.has(String(field)))];
  const byEvents = [
    ...['touches', 'stages', 'handoffs', 'claims'].flatMap(of),
    ...facts.filter(({ field }) => !linkedFields.has(String(field))),
    ...of('events').flatMap(({ payload }) => toldIn(payload)),
  ];
  const named = new Set(byEvents.map(({ source }) => source));
  for (const { source } of byHand) if (!named.has(source) && !systems.has(source) && !isSender(source)) people.add(source);
  return { people, systems };
}

/** The systems an event names as those it has its facts from. */
function toldIn(payload: unknown): Row[] {
  const { context, traits } = objectIn(payload);
  const { integration, traits: inContext } = objectIn(context);
  return [{ source: objectIn(integration).name }, objectIn(traits), objectIn(inContext)];
}

const objectIn = (value: unknown): Row => (typeof value === 'object' && value !== null ? { ...value } : {});

/** The same without our own columns, and with `a colleague` where a name of the staff says who did or told it. */
function withoutStaff(value: unknown, names: Names): unknown {
  if (Array.isArray(value)) return value.map((one) => withoutStaff(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !ours.has(key))
      .map(([key, one]) => [key, isStaff(key, one, names) ? 'a colleague' : withoutStaff(one, names)]),
  );
}

/** Whether `by` or `source` holds a person's name, or a person with a name and an address. */
function isStaff(key: string, value: unknown, { people, systems }: Names): boolean {
  if (key !== 'by' && key !== 'source') return false;
  const name = typeof value === 'object' && value !== null && 'name' in value ? value.name : value;
  return people.has(name) && (key === 'by' || !systems.has(name));
}

function parsed(body: unknown): unknown {
  try {
    return typeof body === 'string' && body !== '' ? JSON.parse(body) : null;
  } catch {
    return body;
  }
}
