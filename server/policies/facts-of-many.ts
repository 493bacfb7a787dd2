import type { LeadContext } from '../../lib/contract/context.ts';
import { type Small, type TouchRow, touchColumns } from '../context/facts.ts';
import { smallOf } from '../context/facts-sql.ts';
import type { Db } from '../workspaces/in-workspace.ts';

/** What is stored of one lead: what `factsFrom` reads, and its context as last kept, whether or not it still holds. */
export type StoredLead = { leadId: string; row: Small; touches: TouchRow[]; holds: boolean; context: KeptContext | null };

/** The parts of a context that a comparison reads. */
export type KeptContext = Pick<
  LeadContext,
  'asOf' | 'leadId' | 'refs' | 'who' | 'clocks' | 'score' | 'origin' | 'nextStep' | 'handoff'
>;

/**
 * Everything stored of the next leads that are not restricted after `after`, in the order of their ids, in three statements for all of them. `now` says
 * which contexts still hold.
 */
export async function storedLeads(
  db: Db,
  workspaceId: string,
  after: string | null,
  count: number,
  now: number,
): Promise<StoredLead[]> {
  const found = await db.query<{ id: string; body: string; holds: boolean }>(
    `select lead_id as id, body, refresh_at > $4 as holds from contexts
     where workspace_id = $1 and not restricted and ($2::uuid is null or lead_id > $2) order by lead_id limit $3`,
    [workspaceId, after, count, new Date(now)],
  );
  const ids = found.rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const small = await db.query<Small & { lead: string }>({
    name: 'facts-of-many',
    text: `select asked.id as lead, facts.* from unnest($2::uuid[]) as asked(id) cross join lateral (${smallOf('asked.id')}) facts`,
    values: [workspaceId, ids],
  });
  const touches = await db.query<[...TouchRow, string] & Record<string, unknown>>({
    name: 'touches-of-many',
    text: `select ${touchColumns}, lead_id from touches where workspace_id = $1 and lead_id = any($2::uuid[]) order by lead_id, at, id`,
    values: [workspaceId, ids],
    rowMode: 'array',
  } as { text: string });
  const rows = new Map(small.rows.map(({ lead, ...row }) => [lead, row]));
  const touchesOf = new Map<string, TouchRow[]>(ids.map((id) => [id, []]));
  for (const touch of touches.rows) {
    const lead = touch.at(-1);
    if (typeof lead === 'string') touchesOf.get(lead)?.push(touch as unknown as TouchRow);
  }
  return found.rows.flatMap(({ id, body, holds }) => {
    const row = rows.get(id);
    return row ? [{ leadId: id, row, touches: touchesOf.get(id) ?? [], holds, context: contextIn(body) }] : [];
  });
}

/** Our own text, so its parts are only asked to be there; null for a lead that was never worked out. */
function contextIn(body: string): KeptContext | null {
  if (body === '') return null;
  const kept = JSON.parse(body) as Partial<KeptContext>;
  const { asOf, score, clocks, nextStep, handoff, who, origin, refs } = kept;
  return asOf && score && clocks && nextStep && handoff && who && origin && refs ? (kept as KeptContext) : null;
}
