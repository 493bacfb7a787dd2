import type { Pool } from 'pg';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

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
  const requests = new Counter({
    name: 'leadside_requests_total',
    help: 'Answers by route and status',
    labelNames: ['route', 'status'],
    registers,
  });
  const latency = new Histogram({
    name: 'leadside_request_seconds',
    help: 'Time from request to answer',
    labelNames: ['route'],
    buckets: secondsBuckets,
    registers,
  });
  type Cells = { count: ReturnType<typeof requests.labels>; time: ReturnType<typeof latency.labels> };
  const cells = new Map<string, Cells>();
  return {
    registry,
    /** Counts one answer. The cells are kept, because looking labels up costs more than counting. */
    answered(route: string, status: number, seconds: number) {
      const key = `${route} ${status}`;
      let cell = cells.get(key);
      if (!cell) {
        cell = { count: requests.labels(route, String(status)), time: latency.labels(route) };
        cells.set(key, cell);
      }
      cell.count.inc();
      cell.time.observe(seconds);
    },
    events: new Counter({ name: 'leadside_events_total', help: 'Events by verdict', labelNames: ['verdict'], registers }),
    rebuild: new Histogram({
      name: 'leadside_rebuild_seconds',
      help: 'Time to work out one context',
      buckets: secondsBuckets,
      registers,
    }),
  };
}
