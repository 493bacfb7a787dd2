/**
 * What row-level security costs a read: the same reads on the same rows with it and without it, in turns. It is switched off in
 * the bench's own database, by its superuser; the server knows nothing of it.
 */
import autocannon from 'autocannon';
import { contextPath } from '../../../lib/contract/wire.ts';
import type { Run } from './parts.ts';
import { refOf } from './plan.ts';
import { print } from './table.ts';

const part = 'isolation';
const rounds = 6;
const seconds = 2;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

type Figures = { perSecond: number; cpu: number };

async function reads({ stack, bench }: Run): Promise<Figures> {
  const before = stack.used();
  const result = await autocannon({
    url: stack.url(),
    connections: 16,
    duration: seconds,
    requests: Array.from({ length: 500 }, () => ({
      method: 'GET' as const,
      path: contextPath(refOf(Math.floor(Math.random() * bench.leads))),
      headers: { authorization: `Bearer ${bench.reps[0]}` },
    })),
  });
  const after = stack.used();
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx + result.errors} reads failed`);
  const cpu = after.server - before.server + (after.postgres - before.postgres);
  return { perSecond: result['2xx'] / result.duration, cpu: (cpu * 1e6) / result['2xx'] };
}

export async function runIsolation(run: Run): Promise<void> {
  const pool = run.stack.pool();
  const { rows } = await pool.query<{ name: string; forced: boolean }>(
    `select c.oid::regclass::text as name, c.relforcerowsecurity as forced from pg_class c
     where c.relrowsecurity and c.relnamespace = 'public'::regnamespace`,
  );
  if (rows.length === 0) {
    print({ part, figure: 'no table has row-level security: nothing to compare', bar: '', held: null, n: 0 });
    return;
  }
  const secure = async (how: 'enable' | 'disable') => {
    for (const { name } of rows) await pool.query(`alter table ${name} ${how} row level security`);
  };
  const found: Record<'with' | 'without', Figures[]> = { with: [], without: [] };
  try {
    // Each context once, and both ways' plans: what is left is the read.
    await reads(run);
    for (let round = 0; round < rounds; round += 1) {
      for (const way of round % 2 === 0 ? (['with', 'without'] as const) : (['without', 'with'] as const)) {
        await secure(way === 'with' ? 'enable' : 'disable');
        await run.stack.pool().query('select 1');
        found[way].push(await reads(run));
      }
    }
  } finally {
    await secure('enable');
  }
  const of = (way: 'with' | 'without', what: keyof Figures) => median(found[way].map((one) => one[what]));
  for (const way of ['without', 'with'] as const) {
    const figure = `reads ${way} row-level security: ${of(way, 'cpu').toFixed(0)} µs CPU each, ${of(way, 'perSecond').toFixed(0)} a second`;
    print({ part, figure, bar: '', held: null, n: rounds });
  }
  const dearer = of('with', 'cpu') / of('without', 'cpu') - 1;
  const figure = `isolation costs a read ${(dearer * 100).toFixed(0)} % more CPU (${rows.length} tables)`;
  print({ part, figure, bar: '', held: null, n: rounds });
}
