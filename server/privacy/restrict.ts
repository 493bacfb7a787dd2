import type { Pool } from 'pg';
import type { Restriction } from '../../lib/contract/privacy.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import { outdate, rebuild, rebuildOutdated } from '../context/rebuild.ts';
import { wantRead } from '../crm-read/reads-rows.ts';
import { contextChannel } from '../live/channel.ts';
import { wake } from '../outbox/wake.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';

/** `by` is null for whoever sits at the server. */
type Said = { by: string | null; now: number };

/**
 * Restricts a lead (GDPR Art. 18): all that is held stays, and nothing of it is shown, worked out, taken in or sent on until
 * `liftRestriction`. Again it answers with the restriction that stands, its first reason included. Colleagues' contexts that showed
 * the lead are worked out anew, and open sidebars told, before it answers. Throws `no_lead`.
 */
export function restrictLead(
  pool: Pool,
  workspaceId: string,
  leadId: string,
  { by, because, now }: Said & { because: string },
): Promise<Restriction> {
  return changing(pool, workspaceId, leadId, now, async (db) => {
    const standing = await newestOf(db, workspaceId, leadId);
    if (standing !== null && standing.liftedAt === null) return { restriction: standing, changed: false };
    const one = [workspaceId, leadId];
    await db.query('insert into restrictions (workspace_id, lead_id, at, restricted_by, because) values ($1, $2, $3, $4, $5)', [
      ...one,
      new Date(now),
      by,
      because,
    ]);
    // Another version: what a device holds is not what the server has.
    await db.query(
      `insert into contexts (workspace_id, lead_id, version, body, refresh_at, restricted) values ($1, $2, 1, '', 'infinity', true)
       on conflict (workspace_id, lead_id) do update set version = contexts.version + 1, refresh_at = 'infinity', restricted = true`,
      one,
    );
    await db.query('update crm_reads set next_at = null where workspace_id = $1 and lead_id = $2', one);
    // Version 0: there is nothing to show any more.
    await db.query('select pg_notify($1, $2)', [contextChannel, JSON.stringify([workspaceId, leadId, 0])]);
    return { restriction: await known(db, workspaceId, leadId), changed: true };
  });
}

/**
 * Ends a restriction: the lead is worked out anew from what was held, its CRM records are read again, and what waited for its CRM
 * goes there. Events that were sent meanwhile are not there. Again it answers with the restriction it ended. Throws `no_lead`, or
 * `not_offered` for a lead that was never restricted.
 */
export function liftRestriction(pool: Pool, workspaceId: string, leadId: string, { by, now }: Said): Promise<Restriction> {
  return changing(pool, workspaceId, leadId, now, async (db) => {
    const standing = await newestOf(db, workspaceId, leadId);
    if (standing === null) throw new ApiError('not_offered', { message: 'This lead is not restricted.' });
    if (standing.liftedAt !== null) return { restriction: standing, changed: false };
    const one = [workspaceId, leadId];
    await db.query(
      'update restrictions set lifted_at = $3, lifted_by = $4 where workspace_id = $1 and lead_id = $2 and lifted_at is null',
      [...one, new Date(now), by],
    );
    await db.query('update contexts set restricted = false, refresh_at = $3 where workspace_id = $1 and lead_id = $2', [
      ...one,
      new Date(now),
    ]);
    const { rows: refs } = await db.query<RecordRef>(
      'select crm, account, object, id from links where workspace_id = $1 and lead_id = $2',
      one,
    );
    await wantRead(db, workspaceId, refs, false);
    await rebuild(db, workspaceId, leadId, now);
    await wake(db);
    return { restriction: await known(db, workspaceId, leadId), changed: true };
  });
}

type Changed = { restriction: Restriction; changed: boolean };

/** One change of a lead's restriction, with the lead's lock in hand; then the contexts of its colleagues, which show it or not. */
async function changing(
  pool: Pool,
  workspaceId: string,
  leadId: string,
  now: number,
  change: (db: Db) => Promise<Changed>,
): Promise<Restriction> {
  const { restriction, colleagues } = await inWorkspace(pool, workspaceId, async (db) => {
    await lock(db, workspaceId, 'lead', [leadId]);
    const found = await db.query('select 1 from leads where workspace_id = $1 and id = $2', [workspaceId, leadId]);
    if (found.rowCount === 0) throw new ApiError('no_lead', { message: 'There is no lead with this id.' });
    const { restriction, changed } = await change(db);
    const colleagues = changed ? await colleaguesOf(db, workspaceId, leadId) : [];
    await outdate(
      db,
      workspaceId,
      colleagues.map((id) => ({ leadId: id, at: now })),
    );
    return { restriction, colleagues };
  });
  await rebuildOutdated(pool, workspaceId, colleagues, now);
  return restriction;
}

async function colleaguesOf(db: Db, workspaceId: string, leadId: string): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select o.id from leads me join leads o on o.workspace_id = $1 and o.id <> me.id
       and (o.group_key = me.group_key or o.domain_key = me.domain_key)
     where me.workspace_id = $1 and me.id = $2 order by o.id`,
    [workspaceId, leadId],
  );
  return rows.map(({ id }) => id);
}

type Row = { leadId: string; at: Date; because: string; dropped: number; liftedAt: Date | null };
const columns = 'lead_id as "leadId", at, because, dropped, lifted_at as "liftedAt"';

const toRestriction = ({ leadId, at, because, dropped, liftedAt }: Row): Restriction => ({
  leadId,
  restrictedAt: at.toISOString(),
  because,
  dropped,
  liftedAt: liftedAt?.toISOString() ?? null,
});

/** The restriction that stands, else the one lifted last, else null. */
async function newestOf(db: Db, workspaceId: string, leadId: string): Promise<Restriction | null> {
  const { rows } = await db.query<Row>(
    `select ${columns} from restrictions where workspace_id = $1 and lead_id = $2
     order by lifted_at is null desc, lifted_at desc limit 1`,
    [workspaceId, leadId],
  );
  return rows[0] ? toRestriction(rows[0]) : null;
}

async function known(db: Db, workspaceId: string, leadId: string): Promise<Restriction> {
  const found = await newestOf(db, workspaceId, leadId);
  if (found === null) throw new Error('One restriction was expected');
  return found;
}

/** The restrictions that stand, the oldest first. */
export async function restrictedLeads(pool: Pool, workspaceId: string): Promise<Restriction[]> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<Row>(`select ${columns} from restrictions where workspace_id = $1 and lifted_at is null order by at, lead_id`, [
      workspaceId,
    ]),
  );
  return rows.map(toRestriction);
}
