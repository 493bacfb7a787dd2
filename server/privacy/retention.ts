import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { errorForLog } from '../log.ts';
import type { Settings } from '../settings.ts';
import type { Watchdog } from '../watchdog.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { listWorkspaces } from '../workspaces/workspaces.ts';

const dayMs = 86_400_000;
const lookEveryMs = 3_600_000;
const afterFaultMs = 10_000;
/** Rows a transaction. */
const most = 5_000;

export type Limits = Settings['keepDays'];

/** What is removed, and the limit it goes by. Who signed in is kept for as long as the view log, which names them. */
const kinds = {
  events: 'events',
  outbox: 'outbox',
  views: 'views',
  sessions: 'views',
  codes: 'views',
  tokens: 'views',
} as const satisfies Record<string, keyof Limits>;
type Kind = keyof typeof kinds;
type Removed = Record<Kind, number>;

/** `$1` workspace, `$2` the end of what may be kept, `$3` how many at most. */
const jobs: Record<Kind, string> = {
  events: `delete from events where workspace_id = $1 and (source, message_id) in
    (select source, message_id from events where workspace_id = $1 and received_at < $2 limit $3)`,
  // The words are gone; that something was written, and under which key, stays.
  outbox: `update crm_jobs set write = write || '{"note": null, "activity": null}' where workspace_id = $1 and operation_id in
    (select operation_id from crm_jobs where workspace_id = $1 and state in ('in_crm', 'withdrawn') and state_since < $2
       and (write->>'note' is not null or write->'activity' <> 'null') limit $3)`,
  views: `delete from view_pages p using view_anchors a where p.workspace_id = $1 and a.workspace_id = $1 and p.last <= a.sequence
    and $2::timestamptz is not null and $3::int is not null`,
  // Their access tokens go with them.
  sessions: `delete from sessions where workspace_id = $1 and id in
    (select id from sessions where workspace_id = $1 and coalesce(ended_at, least(idle_until, ends_at)) < $2 limit $3)`,
  codes: `delete from pairing_codes where workspace_id = $1 and id in
    (select id from pairing_codes where workspace_id = $1 and coalesce(used_at, expires_at) < $2 limit $3)`,
  // Of those made by hand, whom they were for goes; that there was one stays, and the source a write key names.
  tokens: `update tokens set name = case role when 'ingest' then name else '' end, email = null where workspace_id = $1 and id in
    (select id from tokens where workspace_id = $1 and session_id is null and (email is not null or role <> 'ingest' and name <> '')
       and least(revoked_at, expires_at) < $2 limit $3)`,
};

/** Moves the beginning of the view log past the oldest pages that are too old, the last of whose hashes it keeps. */
const moveAnchor = `with oldest as (select first, last, at, hash from view_pages where workspace_id = $1 order by first limit $3)
  insert into view_anchors (workspace_id, sequence, hash, at)
  select $1, last, hash, $2 from oldest where first < all (select first from oldest where at >= $2) order by first desc limit 1
  on conflict (workspace_id) do update set sequence = excluded.sequence, hash = excluded.hash, at = excluded.at
    where excluded.sequence > view_anchors.sequence`;

async function removeSome(db: Db, kind: Kind, given: readonly unknown[]): Promise<number> {
  if (kind === 'views') await db.query(moveAnchor, given);
  return (await db.query(jobs[kind], given)).rowCount ?? 0;
}

/** Removes what is past its time in one workspace and keeps a row as proof; null when it was done less than a day ago, or is being done. */
export async function retain(
  pool: Pool,
  workspaceId: string,
  limits: Limits,
  now: number,
  moved: () => void = () => {},
): Promise<Removed | null> {
  const turn = async (db: Db): Promise<boolean> => {
    const { rows } = await db.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('retention ' || $1, 0)) and not exists
         (select from retention_runs where workspace_id = $1::uuid and at > $2) as mine`,
      [workspaceId, new Date(now - dayMs)],
    );
    return rows[0]?.mine ?? false;
  };
  const removed: Removed = { events: 0, outbox: 0, views: 0, sessions: 0, codes: 0, tokens: 0 };
  for (const kind of Object.keys(kinds) as Kind[]) {
    const until = new Date(now - limits[kinds[kind]] * dayMs);
    for (;;) {
      moved();
      const count = await inWorkspace(pool, workspaceId, async (db) =>
        (await turn(db)) ? removeSome(db, kind, [workspaceId, until, most]) : null,
      );
      if (count === null) return null;
      removed[kind] += count;
      if (count < most) break;
    }
  }
  const kept = await inWorkspace(pool, workspaceId, async (db) => {
    if (!(await turn(db))) return false;
    await db.query('insert into retention_runs (workspace_id, at, limits, removed) values ($1, $2, $3, $4)', [
      workspaceId,
      new Date(now),
      JSON.stringify(limits),
      JSON.stringify(removed),
    ]);
    return true;
  });
  return kept ? removed : null;
}

/** Looks every hour whether a workspace is due; of several servers one does it. */
export function retentionFor(deps: {
  pool: Pool;
  log: Logger;
  now: () => number;
  limits: Limits;
  watchdog: Watchdog;
  /** Longer than one question to the database may take. */
  patienceMs: number;
}) {
  const { pool, log, now, limits, watchdog, patienceMs } = deps;
  let timer: NodeJS.Timeout | undefined;
  let again: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const all = () =>
    watchdog.watch('retention', patienceMs, async (turn) => {
      for (const { id } of await listWorkspaces(pool)) if (!turn.over()) await retain(pool, id, limits, now(), turn.moved);
    });
  const run = () => {
    clearTimeout(again);
    running ??= all()
      .catch((error: unknown) => {
        log.warn({ error: errorForLog(error) }, 'what is past its time could not be removed');
        if (timer !== undefined) again = setTimeout(run, afterFaultMs).unref();
      })
      .finally(() => {
        running = undefined;
      });
  };
  return {
    start() {
      timer = setInterval(run, lookEveryMs).unref();
      run();
    },
    async stop() {
      clearInterval(timer);
      timer = undefined;
      clearTimeout(again);
      await running;
    },
  };
}
