import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { Keyring } from '../connections/keyring.ts';
import { prove } from '../connections/store.ts';
import type { ConnectionRow } from '../connections/targets.ts';
import type { WriteOutcome } from '../connectors/connector.ts';
import type { Connectors } from '../connectors/index.ts';
import { outdate } from '../context/rebuild.ts';
import { errorForLog } from '../log.ts';
import type { Turn, Watchdog } from '../watchdog.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { type Claimed, claim, nextDue, readyConnections } from './jobs.ts';
import { circuitOpensAt } from './schedule.ts';
import { settle } from './settle.ts';
import { tryOnce } from './try-once.ts';

/** Brings what was recorded into the CRMs. Several servers may do so on one database. */
export type Deliverer = {
  /** Sends everything that is due, and what comes due by it; answers how many tries were made. */
  round: () => Promise<number>;
  /** What keeps writing to CRMs as a whole from going on, for who watches the server; null when nothing does. */
  trouble: () => { since: string; because: string } | null;
  /** Says that there may be something new. */
  nudge: () => void;
  start: () => void;
  stop: () => Promise<void>;
};

export type DelivererDeps = {
  pool: Pool;
  log: Logger;
  keyring: Keyring;
  connectors: Connectors;
  now: () => number;
  random: () => number;
  /** Told of every try: the CRM and what came of it. */
  tried: (crm: string, outcome: WriteOutcome['kind']) => void;
  /** Told when a lead's context was marked as outdated. */
  outdated: () => void;
  watchdog: Watchdog;
  /** Longer than one question to the database may take. */
  patienceMs: number;
  /** How long one call to a CRM may take. */
  deadlineMs?: number;
};

/** Jobs of one connection at once: most CRMs count requests over ten seconds. */
const perConnection = 4;
/** A try may also wait for the database before and after the call. */
const leaseSlackMs = 30_000;
/** Shown as being sent only when it takes a while: most writes are over before anybody could look. */
const showSendingAfterMs = 1500;
/** Looked at again at least this often while something waits: a call to wake up may be lost with its connection. */
const longestSleepMs = 60_000;
const afterFaultMs = 5000;

export function delivererFor(deps: DelivererDeps): Deliverer {
  const { pool, log, now, random, watchdog, patienceMs } = deps;
  const deadlineMs = deps.deadlineMs ?? 30_000;
  const leaseMs = deadlineMs + leaseSlackMs;
  const busy = new Map<string, number>();
  const inFlight = new Set<Promise<void>>();
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let filling: Promise<number> | undefined;
  let again = false;
  let started = false;
  let troubled: number | null = null;

  const deliver = async (job: Claimed, connection: ConnectionRow): Promise<void> => {
    const shown = setTimeout(() => {
      inWorkspace(pool, job.workspaceId, (db) => outdate(db, job.workspaceId, [{ leadId: job.leadId, at: now() }])).then(
        deps.outdated,
        () => {},
      );
    }, showSendingAfterMs);
    const outcome = await tryOnce({ ...deps, deadlineMs, stopping: stopping.signal }, job, connection);
    clearTimeout(shown);
    deps.tried(job.crm, outcome.kind);
    const kept = await inWorkspace(pool, job.workspaceId, (db) => settle(db, job, outcome, now(), random));
    if (!kept) log.warn({ crm: job.crm, operationId: job.operationId }, 'a try ended after its lease; the next one looks first');
    if (outcome.kind === 'done' && connection.proven_at === null) await prove(pool, { ...job }, now());
    deps.outdated();
  };

  const look = async (turn: Turn): Promise<number> => {
    let taken = 0;
    for (const connection of await readyConnections(pool, now())) {
      if (turn.over()) break;
      turn.moved();
      const key = [connection.workspace_id, connection.crm, connection.account].join(' ');
      // A CRM that was down is asked by one job whether it is back.
      const most = connection.failures >= circuitOpensAt ? 1 : perConnection;
      const room = most - (busy.get(key) ?? 0);
      if (room <= 0) continue;
      const jobs = await claim(pool, connection, { room, lease: randomUUID(), leaseMs, now: now() });
      for (const job of jobs) {
        taken += 1;
        busy.set(key, (busy.get(key) ?? 0) + 1);
        // One that outlives its lease is nobody's: its place is free for the next, which looks first.
        const work = watchdog
          .watch('delivery', leaseMs, () => deliver(job, connection))
          .catch((error: unknown) =>
            log.error({ operationId: job.operationId, error: errorForLog(error) }, 'a try could not be kept'),
          )
          .finally(() => {
            const left = (busy.get(key) ?? 1) - 1;
            if (left === 0) busy.delete(key);
            else busy.set(key, left);
            inFlight.delete(work);
            nudge();
          });
        inFlight.add(work);
      }
    }
    return taken;
  };
  const fill = () => watchdog.watch('outbox', patienceMs, look);

  const sleep = async () => {
    const at = await nextDue(pool);
    if (!started || at === null) return;
    // While something is in flight it may hold the place of what is due; its end says so.
    timer = setTimeout(nudge, Math.min(Math.max(at - now(), inFlight.size > 0 ? 1000 : 50), longestSleepMs));
  };

  const nudge = () => {
    if (!started) return;
    if (filling) {
      again = true;
      return;
    }
    clearTimeout(timer);
    again = false;
    filling = fill();
    filling
      .then(async (taken) => {
        troubled = null;
        // What is in flight says so when it ends; only with nothing to wait for is there a time to wake up at.
        if (taken === 0 && !again) await sleep();
      })
      .catch((error: unknown) => {
        troubled ??= now();
        log.warn({ error: errorForLog(error) }, 'the outbox waits for the database');
        if (started) timer = setTimeout(nudge, afterFaultMs);
      })
      .finally(() => {
        filling = undefined;
        if (again) nudge();
      });
  };

  return {
    async round() {
      let total = 0;
      for (;;) {
        const taken = await fill();
        await Promise.all(inFlight);
        total += taken;
        if (taken === 0) return total;
      }
    },
    trouble: () =>
      troubled === null
        ? null
        : { since: new Date(troubled).toISOString(), because: 'Writing to CRMs waits for the database; nothing is lost.' },
    nudge,
    start() {
      started = true;
      nudge();
    },
    async stop() {
      started = false;
      clearTimeout(timer);
      await filling?.catch(() => {});
      const cut = setTimeout(() => stopping.abort(), stopAfterMs);
      await Promise.all(inFlight);
      clearTimeout(cut);
    },
  };
}

/** A call that is under way when the server stops gets this long to end well. */
const stopAfterMs = 5000;
