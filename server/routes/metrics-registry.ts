import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { isRestricted } from '../privacy/restricted.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';

const secondsBuckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

export type Metrics = ReturnType<typeof metricsFor>;

/** The figures of one app, in a registry of its own: two apps in one process do not add up. */
export function metricsFor(pool: Pool, listeners: () => number) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  gauge('leadside_pool_connections', 'Open database connections', () => pool.totalCount);
  gauge('leadside_pool_idle', 'Idle database connections', () => pool.idleCount);
  gauge('leadside_pool_waiting', 'Requests waiting for a database connection', () => pool.waitingCount);
  gauge('leadside_live_listeners', 'Open live streams', listeners);
  /** Of the writes to CRMs that are not done, by state; without a database nothing is told of them. */
  const ofJobs = (name: string, help: string, sql: string) =>
    new Gauge({
      name,
      help,
      labelNames: ['state'],
      registers,
      async collect() {
        this.reset();
        const asked = acrossWorkspaces(pool, 'metrics').query<{ state: string; figure: number }>(
          `select state, ${sql} as figure from unnest(array['waiting', 'sending', 'parked']) as s (state)
             left join (select * from crm_jobs j where not ${isRestricted('j.lead_id', 'j.workspace_id')}) j using (state)
           group by state`,
        );
        const { rows } = await asked.catch(() => ({ rows: [] }));
        for (const { state, figure } of rows) this.set({ state }, figure);
      },
    });
  ofJobs('leadside_crm_jobs', 'Writes to CRMs that are not done, by state', 'count(operation_id)::int');
  const age = 'coalesce(extract(epoch from now() - min(created_at)), 0)::float8';
  ofJobs('leadside_crm_oldest_job_seconds', 'Age of the oldest write to a CRM that is not done, by state', age);
  const counts = new Map<string, { route: string; status: number; count: number }>();
  new Counter({
    name: 'leadside_requests_total',
    help: 'Answers by route and status',
    labelNames: ['route', 'status'],
    registers,
    collect() {
      this.reset();
      for (const { route, status, count } of counts.values()) this.inc({ route, status }, count);
    },
  });
  const latency = new Histogram({
    name: 'leadside_request_seconds',
    help: 'Time from request to answer; of good context reads one in sixteen',
    labelNames: ['route'],
    buckets: secondsBuckets,
    registers,
  });
  return {
    registry,
    /** Counts one answer. A plain number until somebody asks: hashing labels costs more than all else on the hot path. */
    answered(route: string, status: number, seconds: number) {
      const key = `${route} ${status}`;
      let cell = counts.get(key);
      if (!cell) {
        cell = { route, status, count: 0 };
        counts.set(key, cell);
      }
      cell.count += 1;
      if (route !== 'context' || status >= 400 || cell.count % 16 === 1) latency.observe({ route }, seconds);
    },
    events: new Counter({ name: 'leadside_events_total', help: 'Events by verdict', labelNames: ['verdict'], registers }),
    /** What reps say of the steps they are shown, by the rule that gave the step. */
    steps: new Counter({
      name: 'leadside_step_answers_total',
      help: 'Answers on next steps, by rule and by whether the step was useful',
      labelNames: ['rule', 'useful'],
      registers,
    }),
    /** One call of a connector that writes. */
    tries: new Counter({
      name: 'leadside_crm_tries_total',
      help: 'Tries to write to a CRM, by CRM and what came of them',
      labelNames: ['crm', 'outcome'],
      registers,
    }),
    /** A worker that no longer moved and was begun anew. */
    hung: new Counter({
      name: 'leadside_hung_workers_total',
      help: 'Workers that hung and were begun anew',
      labelNames: ['worker'],
      registers,
    }),
    rebuild: new Histogram({
      name: 'leadside_rebuild_seconds',
      help: 'Time to work out one context',
      buckets: secondsBuckets,
      registers,
    }),
  };
}
