import type { RecordRef } from '../../lib/contract/record.ts';
import { outdate } from '../context/rebuild.ts';
import { isRestricted } from '../privacy/restricted.ts';
import type { Db } from '../workspaces/in-workspace.ts';

/** One tenant of a CRM, of one workspace. */
export type Tenant = { workspaceId: string; crm: RecordRef['crm']; account: string };

const key = (workspaceId: string, { crm, account, object, id }: RecordRef) => [workspaceId, crm, account, object, id];
const ofKey = 'workspace_id = $1 and crm = $2 and account = $3 and object = $4 and id = $5';

/**
 * Marks linked records to be read as soon as their connection may: all of these, or with `once` only those never heard of. A
 * record of a CRM nobody connected is left alone, as is one of a restricted lead.
 */
export async function wantRead(db: Db, workspaceId: string, refs: readonly RecordRef[], once: boolean): Promise<void> {
  if (refs.length === 0) return;
  await db.query(
    `insert into crm_reads (workspace_id, crm, account, object, id, lead_id, next_at)
     select l.workspace_id, l.crm, l.account, l.object, l.id, l.lead_id, 'epoch' from links l
     join crm_connections c on c.workspace_id = l.workspace_id and c.crm = l.crm and c.account = l.account
     join jsonb_to_recordset($2) as r (crm text, account text, object text, id text)
       on (l.crm, l.account, l.object, l.id) = (r.crm, r.account, r.object, r.id)
     where l.workspace_id = $1 and not ${isRestricted('l.lead_id')} order by l.crm, l.account, l.object, l.id
     on conflict (workspace_id, crm, account, object, id) do ${once ? 'nothing' : "update set lead_id = excluded.lead_id, next_at = 'epoch'"}`,
    [workspaceId, JSON.stringify(refs)],
  );
}

/**
 * What is to be read again because its CRM said that it changed; what was read since says it already, ten seconds left for clocks
 * that differ, and what is of a restricted lead is not read. Answers how many.
 */
export async function markChanged(
  db: Db,
  { workspaceId, crm, account }: Tenant,
  changed: readonly { object: RecordRef['object']; id: string; at: number }[],
): Promise<number> {
  const { rowCount } = await db.query(
    `update crm_reads r set next_at = 'epoch' from
       (select object, id, max(timestamptz 'epoch' + at * interval '1 millisecond') as at
        from jsonb_to_recordset($4) as x (object text, id text, at float8) group by 1, 2 order by 1, 2) c
     where r.workspace_id = $1 and r.crm = $2 and r.account = $3 and r.object = c.object and r.id = c.id
       and r.next_at is distinct from 'epoch' and (r.read_at is null or r.read_at < c.at + interval '10 seconds')
       and not ${isRestricted('r.lead_id')}`,
    [workspaceId, crm, account, JSON.stringify(changed)],
  );
  return rowCount ?? 0;
}

/** Takes the turn to read a record until `until`: a mark set from here on is seen when the reading is over. */
export async function begin(db: Db, workspaceId: string, ref: RecordRef, until: number): Promise<void> {
  await db.query(`update crm_reads set next_at = $6 where ${ofKey}`, [...key(workspaceId, ref), new Date(until)]);
}

/** Takes a record off the schedule: nobody can read it. */
export async function leaveAlone(db: Db, workspaceId: string, ref: RecordRef): Promise<void> {
  await db.query(`update crm_reads set next_at = null where ${ofKey}`, key(workspaceId, ref));
}

/** A record was read. A mark set meanwhile stands. */
export async function readDone(
  db: Db,
  workspaceId: string,
  ref: RecordRef,
  done: { leadId: string; startedAt: number; changedAt: string | null; nextAt: number | null },
): Promise<void> {
  const { leadId, startedAt, changedAt, nextAt } = done;
  await db.query(
    `insert into crm_reads (workspace_id, crm, account, object, id, lead_id, read_at, changed_at, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, crm, account, object, id) do update set
       lead_id = excluded.lead_id, read_at = greatest(crm_reads.read_at, excluded.read_at),
       changed_at = greatest(crm_reads.changed_at, excluded.changed_at), failing_since = null, because = null,
       next_at = case when crm_reads.next_at = 'epoch' then crm_reads.next_at else excluded.next_at end`,
    [
      ...key(workspaceId, ref),
      leadId,
      new Date(startedAt),
      changedAt === null ? null : new Date(changedAt),
      nextAt === null ? null : new Date(nextAt),
    ],
  );
}

/** People a reading introduced: known, and read when somebody opens them. */
export async function introduced(db: Db, workspaceId: string, refs: readonly RecordRef[]): Promise<void> {
  if (refs.length === 0) return;
  await db.query(
    `insert into crm_reads (workspace_id, crm, account, object, id, lead_id)
     select l.workspace_id, l.crm, l.account, l.object, l.id, l.lead_id from links l
     join jsonb_to_recordset($2) as r (crm text, account text, object text, id text)
       on (l.crm, l.account, l.object, l.id) = (r.crm, r.account, r.object, r.id)
     where l.workspace_id = $1 and not ${isRestricted('l.lead_id')} order by l.crm, l.account, l.object, l.id on conflict do nothing`,
    [workspaceId, JSON.stringify(refs)],
  );
}

/** A linked record could not be read. `nextAt` null: it is gone, and asked for again only when somebody opens it. */
export async function readFailed(
  db: Db,
  workspaceId: string,
  ref: RecordRef,
  failed: { because: string; now: number; nextAt: (failingSince: number) => number | null },
): Promise<void> {
  const { because, now, nextAt } = failed;
  const { rows } = await db.query<{ lead_id: string; since: Date | null; because: string | null }>(
    `select l.lead_id, r.failing_since as since, r.because from links l
     left join crm_reads r using (workspace_id, crm, account, object, id)
     where l.workspace_id = $1 and l.crm = $2 and l.account = $3 and l.object = $4 and l.id = $5`,
    key(workspaceId, ref),
  );
  const [found] = rows;
  if (!found) return;
  const since = found.since?.getTime() ?? now;
  const next = nextAt(since);
  await db.query(
    `insert into crm_reads (workspace_id, crm, account, object, id, lead_id, failing_since, because, next_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (workspace_id, crm, account, object, id) do update set lead_id = excluded.lead_id,
       failing_since = coalesce(crm_reads.failing_since, excluded.failing_since), because = excluded.because, next_at = excluded.next_at`,
    [...key(workspaceId, ref), found.lead_id, new Date(since), because.slice(0, 2000), next === null ? null : new Date(next)],
  );
  if (found.since === null || found.because !== because) await outdate(db, workspaceId, [{ leadId: found.lead_id, at: now }]);
}

/** Whether a lead is one a rep still works on: open or accepted. */
const isOpen = (lead: string) => `coalesce((select d.kind in ('accept', 'reopen') from dispositions d
  where d.workspace_id = $1 and d.lead_id = ${lead} and d.kind not in ('attempt', 'undo') and not exists (
    select from dispositions u where u.workspace_id = $1 and u.lead_id = ${lead} and u.kind = 'undo' and u.payload->>'undoes' = d.id::text)
  order by d.version desc limit 1), true)`;

export async function leadIsOpen(db: Db, workspaceId: string, leadId: string): Promise<boolean> {
  const { rows } = await db.query<{ open: boolean }>(`select ${isOpen('$2')} as open`, [workspaceId, leadId]);
  return rows[0]?.open ?? false;
}

/**
 * Puts linked records of open leads that were never heard of on the schedule, `everyMs` apart, at most `most` at a time.
 * Answers how many.
 */
export async function enrol(
  db: Db,
  { workspaceId, crm, account }: Tenant,
  at: { now: number; everyMs: number; most: number },
): Promise<number> {
  const { rowCount } = await db.query(
    `insert into crm_reads (workspace_id, crm, account, object, id, lead_id, next_at)
     select l.workspace_id, l.crm, l.account, l.object, l.id, l.lead_id,
       $4::timestamptz + row_number() over (order by l.created_at desc, l.object, l.id) * $5 * interval '1 millisecond'
     from links l left join crm_reads r using (workspace_id, crm, account, object, id)
     where l.workspace_id = $1 and l.crm = $2 and l.account = $3 and r.id is null and not ${isRestricted('l.lead_id')} and ${isOpen('l.lead_id')}
     order by l.object, l.id limit $6 on conflict do nothing`,
    [workspaceId, crm, account, new Date(at.now), at.everyMs, at.most],
  );
  return rowCount ?? 0;
}

/** Claims what is due of one tenant until `until`, at most `most`: of several servers one reads each. */
export async function claimDue(
  db: Db,
  { workspaceId, crm, account }: Tenant,
  { now, until, most }: { now: number; until: number; most: number },
): Promise<RecordRef[]> {
  const { rows } = await db.query<{ object: RecordRef['object']; id: string }>(
    `with due as (
       select object, id, next_at from crm_reads where workspace_id = $1 and crm = $2 and account = $3 and next_at <= $4
       order by next_at, object, id limit $6 for update skip locked),
     claimed as (
       update crm_reads r set next_at = $5 from due
       where r.workspace_id = $1 and r.crm = $2 and r.account = $3 and r.object = due.object and r.id = due.id
       returning r.object, r.id)
     select object, id from due join claimed using (object, id) order by next_at, object, id`,
    [workspaceId, crm, account, new Date(now), new Date(until), most],
  );
  return rows.map(({ object, id }) => ({ crm, account, object, id }));
}

/** How many records of a tenant are on the schedule, and how many were read since a moment. */
export async function pace(
  db: Db,
  { workspaceId, crm, account }: Tenant,
  since: number,
): Promise<{ scheduled: number; recent: number }> {
  const { rows } = await db.query<{ scheduled: number; recent: number }>(
    `select count(*) filter (where next_at is not null)::int as scheduled, count(*) filter (where read_at > $4)::int as recent
     from crm_reads where workspace_id = $1 and crm = $2 and account = $3`,
    [workspaceId, crm, account, new Date(since)],
  );
  return rows[0] ?? { scheduled: 0, recent: 0 };
}

/** When a record was read last, epoch ms; null when it never was, or when the last try failed. */
export async function lastRead(db: Db, workspaceId: string, ref: RecordRef): Promise<number | null> {
  const { rows } = await db.query<{ at: Date | null }>(
    `select case when failing_since is null then read_at end as at from crm_reads where ${ofKey}`,
    key(workspaceId, ref),
  );
  return rows[0]?.at?.getTime() ?? null;
}
