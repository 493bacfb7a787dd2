/** Each part of the load: what is offered, and the bars it is judged by. */
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { countOf } from './latencies.ts';
import { verdicts } from './oracle.ts';
import { type Offered, offerFromOutside, type Plan } from './plan.ts';
import { type Bench, copyLeads, queueJobs } from './seed.ts';
import type { Stack, Used } from './stack.ts';
import { ms, print, statusesRow, waitsRow } from './table.ts';

export type Run = {
  stack: Stack;
  bench: Bench;
  /** For ledgers. */
  folder: string;
  /** The next lead nobody has decided on. */
  fresh: number;
};
export type Wanted = { seconds: number; soakHours: number; scale: number };

const steady = { eventsPerSecond: 500, readsPerSecond: 100, dispositionsPerSecond: 5 };
const readBars = { p95: 50, p99: 150 };
const no5xx = (status: number) => status < 500 && status !== 0;

function planOf(run: Run, part: string, over: Partial<Plan>): Plan {
  const { stack, bench, folder, fresh } = run;
  const ledgers = { events: join(folder, `${part}-events`), operations: join(folder, `${part}-operations`) };
  const none = { seconds: 0, eventsPerSecond: 0, readsPerSecond: 0, dispositionsPerSecond: 0, backlog: 0 };
  const { ingest, reps, leads } = bench;
  const plan = { url: stack.url(), ingest, reps, leads, freshFrom: fresh, ledgers, ...none, ...over };
  run.fresh += Math.max(plan.backlog, plan.dispositionsPerSecond * plan.seconds);
  if (run.fresh > leads) throw new Error(`${run.fresh} decisions need as many leads; there are ${leads}.`);
  return plan;
}

async function offered(run: Run, part: string, over: Partial<Plan>): Promise<{ plan: Plan; result: Offered }> {
  const plan = planOf(run, part, over);
  const before = run.stack.used();
  const result = await offerFromOutside(plan);
  const after = run.stack.used();
  const share = (which: 'server' | 'postgres') => ((after[which] - before[which]) / (result.tookMs / 1000)).toFixed(2);
  const answered = result.events.n + result.reads.n + result.dispositions.n;
  const figure = `CPU: server ${share('server')} of a core, Postgres ${share('postgres')}; ${Math.round(after.rssMb)} MB resident`;
  print({ part, figure, bar: '', held: null, n: answered });
  return { plan, result };
}

export async function runSteady(run: Run, { seconds }: Wanted, part = 'steady'): Promise<void> {
  const { plan, result } = await offered(run, part, { ...steady, seconds });
  const { events, reads, dispositions } = result;
  print(waitsRow(part, 'reads', reads, readBars));
  print(waitsRow(part, 'decisions', dispositions, { p95: 100 }));
  print(waitsRow(part, 'batches of 20 events', events, {}));
  print(statusesRow(part, [events, reads, dispositions], no5xx, 'no 5xx'));
  for (const row of await verdicts(part, run.stack.pool(), plan)) print(row);
}

export async function runBurst(run: Run): Promise<void> {
  const part = 'burst';
  const load = { seconds: 30, eventsPerSecond: 5_000, readsPerSecond: 100 };
  const { plan, result } = await offered(run, part, load);
  const { events, reads, stored } = result;
  print(waitsRow(part, 'reads', reads, { p95: 150 }));
  print(waitsRow(part, 'batches of 20 events', events, {}));
  print(statusesRow(part, [events], (status) => status === 200 || status === 429, 'accepted or 429'));
  print(statusesRow(part, [reads], (status) => status === 200, 'every read answered'));
  const perSecond = Math.round(stored / (result.tookMs / 1000));
  const refused = countOf(events, (status) => status === 429);
  const figure = `${stored.toLocaleString('en')} events taken in, ${perSecond} a second; ${refused} batches told to wait`;
  print({ part, figure, bar: '', held: null, n: events.n * 20 });
  for (const row of await verdicts(part, run.stack.pool(), plan)) print(row);
}

/** Slope of y over x by least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const [over, under] = points.reduce(([a, b], point) => [a + (point[0] - x) * (point[1] - y), b + (point[0] - x) ** 2], [0, 0]);
  return over / under;
}

export async function runSoak(run: Run, { soakHours }: Wanted): Promise<void> {
  const part = 'soak';
  const seconds = soakHours * 3600;
  const load = { seconds, eventsPerSecond: 100, readsPerSecond: 20, dispositionsPerSecond: 1 };
  const samples: (Used & { at: number })[] = [];
  const began = performance.now();
  const sampling = setInterval(() => {
    samples.push({ at: (performance.now() - began) / 600_000, ...run.stack.used() });
  }, 10_000);
  const { plan, result } = await offered(run, part, load).finally(() => clearInterval(sampling));
  // What a process needs once it has seen everything is no leak: the first quarter is left out.
  const late = samples.slice(Math.floor(samples.length / 4));
  const grows = slope(late.map(({ at, rssMb }) => [at, rssMb] as const));
  const figure = `resident memory grows by ${grows.toFixed(2)} MB in ten minutes, ${Math.round(late.at(-1)?.rssMb ?? Number.NaN)} MB at the end`;
  print({ part, figure, bar: 'less than 1 MB', held: grows < 1, n: late.length });
  // Not the most there were: that is how many requests a hiccup of the machine once had under way.
  const more = slope(late.map(({ at, descriptors }) => [at, descriptors] as const));
  const most = Math.max(...late.map(({ descriptors }) => descriptors));
  const open = `${more < 0 ? 'fewer' : 'more'} descriptors by ${Math.abs(more).toFixed(2)} in ten minutes, ${most} at most`;
  print({ part, figure: open, bar: 'less than one more', held: more < 1, n: late.length });
  print(statusesRow(part, [result.events, result.reads, result.dispositions], no5xx, 'no 5xx'));
  for (const row of await verdicts(part, run.stack.pool(), plan)) print(row);
}

export async function runData(run: Run, wanted: Wanted): Promise<void> {
  const part = 'data';
  const { stack, bench } = run;
  const [leads, jobs] = [100_000 * wanted.scale, 20_000 * wanted.scale];
  const began = performance.now();
  await copyLeads(stack.pool(), bench, leads);
  await queueJobs(stack.pool(), bench, jobs);
  const seeded = Math.round((performance.now() - began) / 1000);
  const took = await stack.restart();
  const figure = `start ${ms(took)}, on ${leads.toLocaleString('en')} leads, ${(leads * 10).toLocaleString('en')} events, ${jobs.toLocaleString('en')} jobs (made in ${seeded} s)`;
  print({ part, figure, bar: 'at most 10 s', held: took <= 10_000, n: 1 });
  await warmUp(run);
  await runSteady(run, { ...wanted, seconds: Math.min(wanted.seconds, 60) }, part);
}

export async function runBacklog(run: Run): Promise<void> {
  const part = 'backlog';
  const { plan, result } = await offered(run, part, { backlog: 10_000 });
  const { reads, dispositions, tookMs } = result;
  const figure = `${plan.backlog.toLocaleString('en')} decisions of ${plan.reps.length} reps drained in ${(tookMs / 1000).toFixed(1)} s`;
  print({ part, figure, bar: 'at most 120 s', held: tookMs <= 120_000, n: plan.backlog });
  print(waitsRow(part, 'decisions', dispositions, {}));
  print(waitsRow(part, 'reads', reads, { max: 10_000 }));
  print(statusesRow(part, [reads, dispositions], no5xx, 'no 5xx'));
  for (const row of await verdicts(part, run.stack.pool(), plan)) print(row);
}

/** A server that has just come up compiles as it goes: what is measured is one that has served for a while. */
export async function warmUp(run: Run): Promise<void> {
  await offerFromOutside(planOf(run, 'warm', { seconds: 5, eventsPerSecond: 200, readsPerSecond: 100 }));
}

/** Nothing of the part before is still being worked on when the next one is measured. */
export async function settled({ stack }: Run): Promise<void> {
  for (let before = stack.used(), calm = 0; calm < 2; ) {
    await wait(500);
    const after = stack.used();
    calm = after.server - before.server + (after.postgres - before.postgres) < 0.05 ? calm + 1 : 0;
    before = after;
  }
}
