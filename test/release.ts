/**
 * `npm run test:release`: the faults and the bad inputs in the numbers of a release, by the very tests every run has in
 * smaller numbers. `npm run test:release -- 30` takes thirty minutes at most (LEADSIDE_RELEASE_MINUTES, else two hours):
 * what has not begun by then is named as not run. `npm run test:release -- 30 F4 F9` runs those parts alone. Prints each figure with its N and the 95 % upper bound 3/N.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const [given, ...wanted] = process.argv.slice(2);
const minutes = Number(given ?? process.env.LEADSIDE_RELEASE_MINUTES ?? 120);
if (!(minutes > 0)) {
  process.stderr.write(`"${given}" is not a number of minutes: npm run test:release -- 30\n`);
  process.exit(2);
}

type Part = {
  name: string;
  tool: 'vitest' | 'playwright';
  args: string[];
  /** Counts of a release, by the names the tests read. */
  counts?: Record<string, number>;
};

const faults = (file: string) => ['run', '--project', 'faults', `test/faults/${file}`];

/** Short ones first: what a bound on time leaves out is what takes long. */
const parts: readonly Part[] = [
  { name: 'F0 oracle and its three mutants', tool: 'vitest', args: faults('oracle.test.ts') },
  { name: 'F21 restores from a backup', tool: 'vitest', args: faults('restores.test.ts'), counts: { RESTORES: 50 } },
  {
    name: 'F4 second server on one folder',
    tool: 'vitest',
    args: faults('second-server.test.ts'),
    counts: { SECOND_SERVERS: 200 },
  },
  { name: 'F3 disk full', tool: 'vitest', args: faults('disk-full.test.ts'), counts: { DISK_FILLS: 50 } },
  { name: 'F7 late and mixed-up replies', tool: 'vitest', args: faults('schedules.test.ts'), counts: { SCHEDULES: 100_000 } },
  { name: 'F9 races on one lead', tool: 'vitest', args: faults('races.test.ts'), counts: { RACES: 10_000 } },
  { name: 'F6 cuts at every byte', tool: 'vitest', args: faults('cuts.test.ts'), counts: { CUT_ROUNDS: 10 } },
  { name: 'F23 slow queries', tool: 'vitest', args: faults('slow-database.test.ts'), counts: { SLOW_QUERIES: 200 } },
  { name: 'F1 server kills', tool: 'vitest', args: faults('server-kills.test.ts'), counts: { SERVER_KILLS: 500 } },
  { name: 'F15 wrong clocks', tool: 'vitest', args: faults('clocks.test.ts'), counts: { SKEWS: 20, SKEWED: 2_000 } },
  {
    name: 'F8, F14 the device at its limits',
    tool: 'playwright',
    args: ['test', 'faults-device'],
    counts: { TWO_TABS: 1_000, DEVICE_FULL: 20 },
  },
  { name: 'F12 browser kills', tool: 'playwright', args: ['test', 'faults-kills'], counts: { BROWSER_KILLS: 200 } },
  {
    name: 'T-MSG, T-URL messages and addresses from anybody',
    tool: 'vitest',
    args: ['run', '--project', 'unit', 'lib/frame/hear.test.ts', 'components/outside-link.test.ts'],
    counts: { MESSAGES: 1_000_000, ADDRESSES: 1_000_000 },
  },
  { name: 'F10 all tests in the browser, three times', tool: 'playwright', args: ['test', '--repeat-each=3'] },
];

const idsOf = ({ name }: Part) => name.match(/^\w+(, \w+)*(?= )/)?.[0].split(', ') ?? [];
const unknown = wanted.filter((id) => !parts.some((part) => idsOf(part).includes(id)));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}; there are ${parts.flatMap(idsOf).join(', ')}.\n`);
  process.exit(2);
}
const chosen = wanted.length === 0 ? parts : parts.filter((part) => idsOf(part).some((id) => wanted.includes(id)));

const folder = await mkdtemp(path.join(tmpdir(), 'leadside-release-'));
const figures = path.join(folder, 'figures');

function run({ tool, args, counts = {} }: Part): Promise<{ ok: boolean; output: string }> {
  const given = Object.entries(counts).map(([name, count]) => [`LEADSIDE_FAULTS_${name}`, String(count)]);
  return new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules', '.bin', tool), args, {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LEADSIDE_RELEASE: '1',
        LEADSIDE_FIGURES: figures,
        ...Object.fromEntries(given),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    child.once('error', (error) => resolve({ ok: false, output: error.message }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

let told = 0;
const began = performance.now();
const notRun: string[] = [];
let failed = 0;
try {
  for (const part of chosen) {
    if (performance.now() - began > minutes * 60_000) {
      notRun.push(part.name);
      continue;
    }
    const since = performance.now();
    const { ok, output } = await run(part);
    const seconds = Math.round((performance.now() - since) / 1000);
    process.stdout.write(`${ok ? 'passed' : 'FAILED'}  ${part.name} (${seconds} s)\n`);
    const lines = (await readFile(figures, 'utf8').catch(() => '')).split('\n').filter(Boolean);
    for (const line of lines.slice(told)) process.stdout.write(`        ${line}\n`);
    told = lines.length;
    if (ok) continue;
    failed += 1;
    process.stdout.write(`\n${output.trimEnd()}\n\n`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
for (const name of notRun) process.stdout.write(`not run ${name}: the ${minutes} minutes were over\n`);
process.stdout.write(`\n${chosen.length - notRun.length - failed} passed, ${failed} failed, ${notRun.length} not run\n`);
process.exitCode = failed > 0 ? 1 : 0;
