/** How often each fault is tried, and how the figure is told. */
import { appendFileSync } from 'node:fs';
import fc from 'fast-check';

/**
 * How often: `LEADSIDE_FAULTS_<NAME>` where it is set (a release run sets them), else what fits into every run of the
 * tests.
 */
export function times(name: string, usual: number): number {
  const given = Number(process.env[`LEADSIDE_FAULTS_${name}`] ?? '');
  return Number.isInteger(given) && given > 0 ? given : usual;
}

/** By the machine's own time, whatever a test does to `Date`: ms since the epoch. */
const now = () => performance.timeOrigin + performance.now();
/** When the time given to this part of a release is over; every run of the tests takes what it takes. */
const until = Number(process.env.LEADSIDE_FAULTS_UNTIL ?? '') || Number.POSITIVE_INFINITY;

/** For properties: ends their runs when the time is over, or its `share`. */
export const stops = (share = 1): fc.Plugin<unknown>[] =>
  Number.isFinite(until) ? [fc.interruptAfterTimeLimit(Math.max(1, (until - now()) * share))] : [];

/**
 * Whether the time is over: what is left of the number wanted is then left out, and `tell` says so. `share` is the part of
 * what is left from here on that one of several may take.
 */
export function watch(share = 1): () => boolean {
  const end = Number.isFinite(until) ? now() + (until - now()) * share : until;
  return () => now() >= end;
}

/** How long a test may take, in ms: a release stops each part by its own clock, and gives it a while to judge what was done. */
export const atMost = (usualMs: number): number =>
  Number.isFinite(until) ? Math.max(usualMs, until - now() + 300_000) : usualMs;

/** Zero bad ones in `n` says, with 95 % confidence, that fewer than this share are bad. */
export const bound = (n: number): string => `${((3 / n) * 100).toPrecision(2)} %`;

/** The verdict on a time, printed and never asserted: a busy machine is no fault. */
export const within = (ms: number, boundMs: number): string =>
  `${ms <= boundMs ? 'within' : 'OVER'} ${boundMs.toLocaleString('en')} ms`;

export type Rounds = { done: number; wanted: number };

/**
 * Tells one figure: the fault's id, what was done and how often. The runner prints what lands in the file of
 * `LEADSIDE_FIGURES`; a test run by itself prints it. Says so where fewer rounds were done than wanted.
 */
export function tell(id: string, n: number, sentence: string, { done, wanted }: Rounds = { done: 0, wanted: 0 }): void {
  const short =
    done < wanted ? `; ${wanted.toLocaleString('en')} were wanted, the time was over after ${done.toLocaleString('en')}` : '';
  const line = `${id.padEnd(4)} ${sentence}; none bad in ${n.toLocaleString('en')}: fewer than ${bound(n)} (95 %)${short}`;
  const file = process.env.LEADSIDE_FIGURES;
  if (file) appendFileSync(file, `${line}\n`);
  else process.stdout.write(`${line}\n`);
}
