/** The table of a run: what was measured, what it has to be, and whether it is. */
import { countOf, type Waits } from './latencies.ts';

export type Row = { part: string; figure: string; bar: string; held: boolean | null; n: number };

export const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;

export function print({ part, figure, bar, held, n }: Row): void {
  const verdict = held === null ? '' : held ? 'held' : 'MISSED';
  console.log(`${part.padEnd(9)}  ${figure.padEnd(74)}  ${bar.padEnd(26)}  ${verdict.padEnd(6)}  N ${n.toLocaleString('en')}`);
}

/** The named waits against their bars, in ms. */
export function waitsRow(part: string, name: string, waits: Waits, bars: { p95?: number; p99?: number; max?: number }): Row {
  const { n, p50, p95, p99, max } = waits;
  const wanted = Object.entries(bars) as ['p95' | 'p99' | 'max', number][];
  return {
    part,
    figure: `${name}: p50 ${ms(p50)}, p95 ${ms(p95)}, p99 ${ms(p99)}, longest ${ms(max)}`,
    bar: wanted.map(([which, bar]) => `${which === 'max' ? 'longest' : which} at most ${ms(bar)}`).join(', '),
    held: wanted.length === 0 ? null : n > 0 && wanted.every(([which, bar]) => waits[which] <= bar),
    n,
  };
}

export function statusesRow(part: string, all: readonly Waits[], allowed: (status: number) => boolean, bar: string): Row {
  const sums: Record<string, number> = {};
  for (const { statuses } of all)
    for (const [status, count] of Object.entries(statuses)) sums[status] = (sums[status] ?? 0) + count;
  const figure = Object.entries(sums).map(([status, count]) => `${status === '0' ? 'no answer' : status}: ${count}`);
  return {
    part,
    figure: `answers ${figure.join(', ')}`,
    bar,
    held: all.every((one) => countOf(one, (status) => !allowed(status)) === 0),
    n: all.reduce((sum, { n }) => sum + n, 0),
  };
}
