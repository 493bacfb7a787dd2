import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { errorForLog } from '../log.ts';
import type { Metrics } from '../routes/metrics-registry.ts';
import type { Turn, Watchdog } from '../watchdog.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { rebuild, rebuildIfDue } from './rebuild.ts';

/** Keeps contexts up to date: those that an event outdated at once, those that time outdated soon after. */
export type Refresher = {
  /** Works one lead's context out if it is outdated. */
  refresh: (workspaceId: string, leadId: string) => Promise<void>;
  /** Says that events have just outdated something. */
  nudge: () => void;
  /** One round over everything outdated; answers how many contexts were worked out. */
  sweep: () => Promise<number>;
  start: () => void;
  stop: () => Promise<void>;
};

const everyMs = 1000;
const batch = 20;
/** How often a reader works a context out that keeps changing before it makes the others wait. */
const tries = 3;

/** Several servers may sweep at once: of two that worked the same context out, one keeps it. */
export function refresherFor(deps: {
  pool: Pool;
  log: Logger;
  now: () => number;
  metrics: Metrics;
  watchdog: Watchdog;
  /** Longer than one question to the database may take. */
  patienceMs: number;
}): Refresher {
  const { pool, log, now, metrics, watchdog, patienceMs } = deps;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  let again = false;
  let started = false;

  const timed = async (db: Db, workspaceId: string, leadId: string) => {
    const end = metrics.rebuild.startTimer();
    const outcome = await rebuildIfDue(db, workspaceId, leadId, now());
    if (outcome === 'done') end();
    return outcome;
  };

  const refresh = async (workspaceId: string, leadId: string) => {
    for (let left = tries; left > 0; left--)
      if ((await inWorkspace(pool, workspaceId, (db) => timed(db, workspaceId, leadId))) !== 'changed') return;
    // A lead this busy is worked out with everybody else waiting.
    await inWorkspace(pool, workspaceId, async (db) => {
      await lock(db, workspaceId, 'lead', [leadId]);
      await rebuild(db, workspaceId, leadId, now());
    });
  };

  const sweepWorkspace = async (workspaceId: string, turn: Turn): Promise<number> => {
    const { rows } = await inWorkspace(pool, workspaceId, (db) =>
      db.query<{ lead_id: string }>(
        'select lead_id from contexts where workspace_id = $1 and refresh_at <= $2 order by refresh_at limit $3',
        [workspaceId, new Date(now()), batch],
      ),
    );
    let done = 0;
    for (const { lead_id } of rows) {
      if (turn.over()) break;
      turn.moved();
      // One lead a transaction. What changed under the work, or is in other hands, is still marked and comes up again.
      const outcome = await inWorkspace(pool, workspaceId, (db) => timed(db, workspaceId, lead_id)).catch((error: unknown) => {
        log.error({ error: errorForLog(error) }, 'a context could not be refreshed');
        return null;
      });
      if (outcome === 'done') done += 1;
    }
    return done;
  };

  const round = async (turn: Turn): Promise<number> => {
    let total = 0;
    for (;;) {
      turn.moved();
      const { rows } = await acrossWorkspaces(pool, 'refresh').query<{ workspace_id: string }>(
        'select distinct workspace_id from (select workspace_id from contexts where refresh_at <= $1 order by refresh_at limit 1000) due',
        [new Date(now())],
      );
      let done = 0;
      for (const { workspace_id } of rows) {
        if (turn.over()) return total;
        turn.moved();
        done += await sweepWorkspace(workspace_id, turn);
      }
      total += done;
      if (done === 0) return total;
    }
  };
  const sweep = () => watchdog.watch('contexts', patienceMs, round);

  const run = () => {
    if (!started) return;
    if (running) {
      again = true;
      return;
    }
    clearTimeout(timer);
    running = sweep()
      .catch((error: unknown) => log.warn({ error: errorForLog(error) }, 'contexts could not be refreshed'))
      .finally(() => {
        running = undefined;
        if (!started) return;
        timer = setTimeout(run, again ? 0 : everyMs);
        again = false;
      });
  };

  return {
    refresh,
    nudge: run,
    sweep,
    start() {
      started = true;
      run();
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await running;
    },
  };
}
