import type { Pool } from 'pg';
import * as z from 'zod';
import { type Clock, clock } from '../../lib/contract/clock.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import { buildContext } from '../../lib/handoff/build-context.ts';
import { fitting } from '../../lib/handoff/fitting.ts';
import { contextChannel } from '../live/channel.ts';
import { restrictedError } from '../privacy/restricted.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { currentPolicy, policyOfHandoff } from '../workspaces/policy.ts';
import { gatherFacts } from './facts.ts';

const storedClocks = z.object({ clocks: z.array(clock) });

export type Rebuilt = { context: LeadContext; body: string };

/** A stored context as it was found. `refreshAt` becomes earlier with every mark, so that one set meanwhile shows. */
type Found = { version: number; body: string; refreshAt: Date; restricted: boolean };

/**
 * Works a lead's context out anew from everything stored and keeps it with the next version, in the caller's transaction;
 * who listens is told at the commit. The caller holds the lead's lock. `above` is a version the new one has to exceed: a record
 * that moves to another lead must not meet an ETag it has seen. Throws `no_lead` for a restricted lead.
 */
export async function rebuild(db: Db, workspaceId: string, leadId: string, now: number, above = 0): Promise<Rebuilt> {
  // The row is locked before the facts are read: a colleague's event that marks it as outdated then waits, and is not lost.
  const held = async () => {
    const { rows } = await db.query<Found>({
      name: 'context-lock',
      text: 'select version, body, refresh_at as "refreshAt", restricted from contexts where workspace_id = $1 and lead_id = $2 for update',
      values: [workspaceId, leadId],
    });
    return rows[0];
  };
  let found = await held();
  if (found === undefined) {
    await outdate(db, workspaceId, [{ leadId, at: now }]);
    found = await held();
  }
  if (found?.restricted) throw restrictedError();
  const worked = await workOut(db, workspaceId, leadId, now, found, above);
  await store(db, workspaceId, leadId, worked);
  return worked;
}

/**
 * The same for a context that is outdated, without holding anybody up: no lock is taken until everything is worked out, and
 * nothing is kept when the lead changed meanwhile or is in other hands. `done` and `fresh` mean that the stored context holds.
 */
export async function rebuildIfDue(
  db: Db,
  workspaceId: string,
  leadId: string,
  now: number,
): Promise<'done' | 'fresh' | 'changed'> {
  const { rows } = await db.query<Found>({
    name: 'context-due',
    text: `select version, body, refresh_at as "refreshAt", restricted from contexts
           where workspace_id = $1 and lead_id = $2 and refresh_at <= $3 and not restricted`,
    values: [workspaceId, leadId, new Date(now)],
  });
  const found = rows[0];
  if (found === undefined) return 'fresh';
  const worked = await workOut(db, workspaceId, leadId, now, found, 0);
  const same = await db.query({
    name: 'context-same',
    text: `select 1 from contexts where workspace_id = $1 and lead_id = $2 and version = $3 and refresh_at = $4
           for update skip locked`,
    values: [workspaceId, leadId, found.version, found.refreshAt],
  });
  // A policy that came meanwhile may find the mark it would set there already.
  if (same.rowCount === 0 || (await currentPolicy(db, workspaceId)).version !== worked.policyVersion) return 'changed';
  await store(db, workspaceId, leadId, worked);
  return 'done';
}

/**
 * Works these out anew where they are outdated, and waits for whoever has one in hand: when it is over, none of them shows what its
 * mark was set for.
 */
export async function rebuildOutdated(pool: Pool, workspaceId: string, leadIds: readonly string[], now: number): Promise<void> {
  for (const leadId of leadIds) {
    const outcome = await inWorkspace(pool, workspaceId, (db) => rebuildIfDue(db, workspaceId, leadId, now));
    if (outcome !== 'changed') continue;
    await inWorkspace(pool, workspaceId, async (db) => {
      await lock(db, workspaceId, 'lead', [leadId]);
      // It may have been erased or restricted meanwhile.
      const open = await db.query('select 1 from contexts where workspace_id = $1 and lead_id = $2 and not restricted', [
        workspaceId,
        leadId,
      ]);
      if (open.rowCount === 1) await rebuild(db, workspaceId, leadId, now);
    });
  }
}

type Worked = Rebuilt & { refreshAt: string; policyVersion: number };

async function workOut(
  db: Db,
  workspaceId: string,
  leadId: string,
  now: number,
  found: Found | undefined,
  above: number,
): Promise<Worked> {
  const { policy, version: policyVersion } = await currentPolicy(db, workspaceId);
  const facts = await gatherFacts(db, workspaceId, leadId, policy);
  const version = Math.max(found?.version ?? 0, above) + 1;
  // Under the first policy no cycle can have been judged by another.
  const previous = policyVersion > 1 ? clocksIn(found?.body ?? '') : [];
  const agreed = await policyOfHandoff(db, workspaceId, facts, { policy, version: policyVersion });
  const at = new Date(now).toISOString();
  const { context, refreshAt } = buildContext(facts, policy, policyVersion, version, at, previous, agreed);
  return { ...fitting(context), refreshAt, policyVersion };
}

async function store(db: Db, workspaceId: string, leadId: string, { context, body, refreshAt }: Worked): Promise<void> {
  const { version } = context;
  await db.query({
    name: 'context-store',
    text: `with stored as (
             insert into contexts (workspace_id, lead_id, version, body, refresh_at) values ($1, $2, $3, $4, $5)
             on conflict (workspace_id, lead_id) do update
             set version = excluded.version, body = excluded.body, refresh_at = excluded.refresh_at)
           select pg_notify($6, $7)`,
    values: [workspaceId, leadId, version, body, refreshAt, contextChannel, JSON.stringify([workspaceId, leadId, version])],
  });
}

/** The clocks of a stored body; none of one that was never worked out, or that another version of this server wrote. */
function clocksIn(body: string): Clock[] {
  try {
    return storedClocks.parse(JSON.parse(body)).clocks;
  } catch {
    return [];
  }
}

/**
 * Marks contexts as outdated from a moment on; they are worked out when read, or by the refresher. Rows are locked in one order.
 * A mark moves the moment by a millisecond at least, so that whoever is working the context out just now sees it. A restricted lead
 * gets none: nothing is worked out of it.
 */
export async function outdate(db: Db, workspaceId: string, marks: readonly { leadId: string; at: number }[]): Promise<void> {
  if (marks.length === 0) return;
  await db.query(
    `insert into contexts (workspace_id, lead_id, version, body, refresh_at)
     select $1, "leadId", 0, '', min(timestamptz 'epoch' + at * interval '1 millisecond')
     from jsonb_to_recordset($2) as x ("leadId" uuid, at float8) group by 2 order by 2
     on conflict (workspace_id, lead_id) do update
     set refresh_at = least(contexts.refresh_at - interval '1 millisecond', excluded.refresh_at) where not contexts.restricted`,
    [workspaceId, JSON.stringify(marks)],
  );
}
