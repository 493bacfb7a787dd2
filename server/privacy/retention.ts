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

/** `$1` workspace, `$2` the end of what may be kept, `$3` how many at most. */
const jobs: Record<keyof Limits, string> = {
  events: `delete from events where workspace_id = $1 and (source, message_id) in
    (select source, message_id from events where workspace_id = $1 and received_at < $2 limit $3)`,
  // The words are gone; that something was written, and under which key, stays.
  outbox: `update crm_jobs set write = write || '{"note": null, "activity": null}' where workspace_id = $1 and operation_id in
    (select operation_id from crm_jobs where workspace_id = $1 and state in ('in_crm', 'withdrawn') and state_since < $2
       and (write->>'note' is not null or write->'activity' <> 'null') limit $3)`,
  views: `delete from views v using view_anchors a where v.workspace_id = $1 and a.workspace_id = $1 and v.sequence <= a.sequence
    and $2::timestamptz is not null and $3::int is not null`,
};

/** Moves the beginning of the view log past the oldest rows that are too old, whose hash it keeps. */
const moveAnchor = `insert into view_anchors (workspace_id, sequence, hash, at)
  select v.workspace_id, v.sequence, v.hash, $2 from views v where v.workspace_id = $1 and v.sequence =
    (select least(coalesce(min(sequence) filter (where at >= $2) - 1, max(sequence)), min(sequence) + $3 - 1) from views where workspace_id = $1)
  on conflict (workspace_id) do update set sequence = excluded.sequence, hash = excluded.hash, at = excluded.at
    where excluded.sequence > view_anchors.sequence`;

async function removeSome(db: Db, kind: keyof Limits, given: readonly unknown[]): Promise<number> {
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
): Promise<Record<keyof Limits, number> | null> {
  const turn = async (db: Db): Promise<boolean> => {
    const { rows } = await db.query<{ mine: boolean }>(
      `select pg_try_advisory_xact_lock(hashtextextended('retention ' || $1, 0)) and not exists
         (select from retention_runs where workspace_id = $1::uuid and at > $2) as mine`,
      [workspaceId, new Date(now - dayMs)],
    );
    return rows[0]?.mine ?? false;
  };
  const removed = { events: 0, outbox: 0, views: 0 };
  for (const kind of ['events', 'outbox', 'views'] as const) {
    const until = new Date(now - limits[kind] * dayMs);
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
