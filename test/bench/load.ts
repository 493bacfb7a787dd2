/**
 * `npm run bench:load`: the load a server has to hold, on the real server with its own Postgres, offered over loopback by a second
 * process. `--parts steady,burst,backlog,isolation,data,soak` chooses parts, `--minutes 10` is how long the steady load lasts
 * (else two), `--scale 0.1` a tenth of the data (else all of it), `--soak 2` how many hours of soak; without it there is none.
 * Waits count from when a request was to be sent. Prints figure, bar, verdict and N.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runIsolation } from './load/isolation.ts';
import { type Run, runBacklog, runBurst, runData, runSoak, runSteady, settled, type Wanted, warmUp } from './load/parts.ts';
import { copyLeads, makeBench, startSink } from './load/seed.ts';
import { startStack } from './load/stack.ts';

const { values } = parseArgs({
  options: {
    parts: { type: 'string' },
    minutes: { type: 'string', default: '2' },
    scale: { type: 'string', default: '1' },
    soak: { type: 'string', default: '0' },
  },
});
const runs: Record<string, (run: Run, wanted: Wanted) => Promise<void>> = {
  steady: (run, wanted) => runSteady(run, wanted),
  isolation: runIsolation,
  backlog: runBacklog,
  burst: runBurst,
  data: runData,
  soak: runSoak,
};
const wanted: Wanted = {
  seconds: Number(values.minutes) * 60,
  soakHours: Number(values.soak),
  scale: Number(values.scale),
};
const chosen = values.parts?.split(',') ?? Object.keys(runs).filter((name) => name !== 'soak' || wanted.soakHours > 0);
const unknown = chosen.filter((name) => runs[name] === undefined);
if (unknown.length > 0 || !(wanted.seconds > 0 && wanted.scale > 0 && wanted.soakHours >= 0)) {
  process.stderr.write('npm run bench:load -- --parts steady,burst,backlog,isolation,data,soak --minutes 2 --scale 1 --soak 2\n');
  process.exit(2);
}

const reps = 200;
const queued = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'leadside-ledgers-'));
const sink = await startSink();
const stack = await startStack({});
try {
  const bench = await makeBench(stack, sink, reps);
  const decided = Math.ceil((wanted.seconds + 60) * 5 + wanted.soakHours * 3_600);
  // As many as are decided on by all parts, ten thousand at least.
  await copyLeads(stack.pool(), bench, Math.max(10_000, decided + queued));
  const run: Run = { stack, bench, folder, fresh: 0 };
  await warmUp(run);
  for (const name of chosen) {
    await settled(run);
    await runs[name]?.(run, wanted);
  }
  const twice = [...sink.told.values()].filter((times) => times > 1).length;
  console.log(`${sink.told.size.toLocaleString('en')} decisions reached the CRM by now, ${twice} of them twice`);
} finally {
  await stack.close();
  sink.close();
  rmSync(folder, { recursive: true, force: true });
}
