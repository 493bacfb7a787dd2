/**
 * `npm run test:release`: the faults and the bad inputs in the numbers of a release, by the very tests every run has in
 * smaller numbers. `npm run test:release -- 30` takes thirty minutes (LEADSIDE_RELEASE_MINUTES, else two hours): each part
 * gets its share of what is left, ends when that is over, and says how many of the number wanted it did. One that does not
 * end by itself is stopped and counts as failed. `npm run test:release -- 30 F4 F9` runs those parts alone.
 * Prints each figure with its N and the 95 % upper bound 3/N.
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
  /** Its share of the time, beside the shares of the others: about the minutes its whole number takes on two cores. */
  share: number;
  /** It cannot be done in part: without all its minutes it is not begun. */
  whole?: true;
  /** Counts of a release, by the names the tests read. */
  counts?: Record<string, number>;
};

const faults = (file: string) => ['run', '--project', 'faults', `test/faults/${file}`];

/** Short ones first: what they leave of their time goes to those that take long. */
const parts: readonly Part[] = [
  { name: 'F0 oracle and its three mutants', tool: 'vitest', args: faults('oracle.test.ts'), share: 2 },
  { name: 'F21 restores from a backup', tool: 'vitest', args: faults('restores.test.ts'), share: 3, counts: { RESTORES: 50 } },
  {
    name: 'F4 second server on one folder',
    tool: 'vitest',
    args: faults('second-server.test.ts'),
    share: 6,
    counts: { SECOND_SERVERS: 200 },
  },
  { name: 'F3 disk full', tool: 'vitest', args: faults('disk-full.test.ts'), share: 6, counts: { DISK_FILLS: 50 } },
  {
    name: 'F7 late and mixed-up replies',
    tool: 'vitest',
    args: faults('schedules.test.ts'),
    share: 15,
    counts: { SCHEDULES: 100_000 },
  },
  { name: 'F9 races on one lead', tool: 'vitest', args: faults('races.test.ts'), share: 15, counts: { RACES: 10_000 } },
  { name: 'F6 cuts at every byte', tool: 'vitest', args: faults('cuts.test.ts'), share: 12, counts: { CUT_ROUNDS: 10 } },
  { name: 'F23 slow queries', tool: 'vitest', args: faults('slow-database.test.ts'), share: 14, counts: { SLOW_QUERIES: 200 } },
  { name: 'F1 server kills', tool: 'vitest', args: faults('server-kills.test.ts'), share: 25, counts: { SERVER_KILLS: 500 } },
  { name: 'F15 wrong clocks', tool: 'vitest', args: faults('clocks.test.ts'), share: 12, counts: { SKEWS: 20, SKEWED: 2_000 } },
  {
    name: 'T-API requests nobody means',
    tool: 'vitest',
    args: ['run', '--project', 'server', 'server/routes/fuzz.test.ts'],
    share: 10,
    counts: { API: 200_000 },
  },
  {
    name: 'F8, F14 the device at its limits',
    tool: 'playwright',
    args: ['test', 'faults-device'],
    share: 8,
    counts: { TWO_TABS: 1_000, DEVICE_FULL: 20 },
  },
  {
    name: 'F13 updates of the extension',
    tool: 'playwright',
    args: ['test', 'faults-update'],
    share: 8,
    counts: { UPDATED: 1_000 },
  },
  { name: 'F12 browser kills', tool: 'playwright', args: ['test', 'faults-kills'], share: 25, counts: { BROWSER_KILLS: 200 } },
  {
    name: 'T-MSG, T-URL messages and addresses from anybody',
    tool: 'vitest',
    args: ['run', '--project', 'unit', 'lib/frame/hear.test.ts', 'components/outside-link.test.ts'],
    share: 5,
    counts: { MESSAGES: 1_000_000, ADDRESSES: 1_000_000 },
  },
  {
    name: 'F10 all tests in the browser, three times',
    tool: 'playwright',
    args: ['test', '--repeat-each=3'],
    share: 40,
    whole: true,
  },
];

const idsOf = ({ name }: Part) => name.match(/^[\w-]+(, [\w-]+)*(?= )/)?.[0].split(', ') ?? [];
const unknown = wanted.filter((id) => !parts.some((part) => idsOf(part).includes(id)));
if (unknown.length > 0) {
  process.stderr.write(`There is no part ${unknown.join(', ')}; there are ${parts.flatMap(idsOf).join(', ')}.\n`);
  process.exit(2);
}
const chosen = wanted.length === 0 ? parts : parts.filter((part) => idsOf(part).some((id) => wanted.includes(id)));

const folder = await mkdtemp(path.join(tmpdir(), 'leadside-release-'));
const figures = path.join(folder, 'figures');

/** How long a part may go on after its time: to finish the round it is in, and to judge what was done. */
const graceMs = 4 * 60_000;

function run({ tool, args, counts = {} }: Part, ms: number): Promise<{ ok: boolean; output: string }> {
  const given = Object.entries(counts).map(([name, count]) => [`LEADSIDE_FAULTS_${name}`, String(count)]);
  return new Promise((resolve) => {
    const child = spawn(path.join(root, 'node_modules', '.bin', tool), args, {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: 'production',
        LEADSIDE_RELEASE: '1',
        LEADSIDE_FIGURES: figures,
        LEADSIDE_FAULTS_UNTIL: String(Math.round(performance.timeOrigin + performance.now() + ms)),
        ...Object.fromEntries(given),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that whatever it started ends with it.
      detached: true,
    });
    let output = '';
    let stopped = false;
    const stop = setTimeout(() => {
      stopped = true;
      const { pid } = child;
      if (pid === undefined) return;
      process.kill(-pid, 'SIGINT');
      setTimeout(() => child.exitCode === null && process.kill(-pid, 'SIGKILL'), 30_000).unref();
    }, ms + graceMs);
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    const ended = (ok: boolean, more = '') => {
      clearTimeout(stop);
      resolve({ ok, output: output + more });
    };
    child.once('error', (error) => ended(false, error.message));
    child.once('close', (code) => ended(code === 0, stopped ? '\nDid not end by itself within its time and was stopped.' : ''));
  });
}

let told = 0;
const began = performance.now();
const notRun: string[] = [];
let failed = 0;
try {
  for (const [at, part] of chosen.entries()) {
    const since = performance.now();
    const leftMs = minutes * 60_000 - (since - began);
    const shares = chosen.slice(at).reduce((sum, { share }) => sum + share, 0);
    const ms = (leftMs * part.share) / shares;
    if (ms <= 0 || (part.whole && ms < part.share * 60_000)) {
      notRun.push(`${part.name}: it takes about ${part.share} minutes, ${Math.max(0, Math.floor(ms / 60_000))} were left for it`);
      continue;
    }
    const { ok, output } = await run(part, ms);
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
for (const why of notRun)
  process.stdout.write(`not run ${why}
`);
process.stdout.write(`\n${chosen.length - notRun.length - failed} passed, ${failed} failed, ${notRun.length} not run\n`);
process.exitCode = failed > 0 ? 1 : 0;
