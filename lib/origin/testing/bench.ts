/** Prints how long one verdict takes: `npx tsx lib/origin/testing/bench.ts`. */
import { classifyOrigin } from '../index.ts';
import { groups } from './groups.ts';

const rows = groups.flatMap((group) => group.rows.map(([input]) => input));
const times: number[] = [];
for (let round = 0; round < 40; round++)
  for (const input of rows) {
    const from = performance.now();
    classifyOrigin(input);
    if (round >= 10) times.push(performance.now() - from);
  }
times.sort((a, b) => a - b);
const at = (share: number) => `${(times[Math.floor(times.length * share)] ?? 0).toFixed(4)} ms`;
process.stdout.write(`classifyOrigin over ${rows.length} inputs: median ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)}\n`);
