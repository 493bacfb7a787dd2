/** How often each fault is tried, and how the figure is told. */
import { appendFileSync } from 'node:fs';

/**
 * How often: `LEADSIDE_FAULTS_<NAME>` where it is set (a release run sets them), else what fits into every run of the
 * tests.
 */
export function times(name: string, usual: number): number {
  const given = Number(process.env[`LEADSIDE_FAULTS_${name}`] ?? '');
  return Number.isInteger(given) && given > 0 ? given : usual;
}

/** Zero bad ones in `n` says, with 95 % confidence, that fewer than this share are bad. */
export const bound = (n: number): string => `${((3 / n) * 100).toPrecision(2)} %`;

/** The verdict on a time, printed and never asserted: a busy machine is no fault. */
export const within = (ms: number, boundMs: number): string =>
  `${ms <= boundMs ? 'within' : 'OVER'} ${boundMs.toLocaleString('en')} ms`;

/**
 * Tells one figure: the fault's id, what was done and how often. The runner prints what lands in the file of
 * `LEADSIDE_FIGURES`; a test run by itself prints it.
 */
export function tell(id: string, n: number, sentence: string): void {
  const line = `${id.padEnd(4)} ${sentence}; none bad in ${n.toLocaleString('en')}: fewer than ${bound(n)} (95 %)`;
  const file = process.env.LEADSIDE_FIGURES;
  if (file) appendFileSync(file, `${line}\n`);
  else process.stdout.write(`${line}\n`);
}
