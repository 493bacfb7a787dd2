/**
 * `npm test`: gets what it needs, runs everything, and ends with the line `N passed, N failed`. `tsx test/run.ts e2e` runs
 * only the builds and the tests in the browser. Each check and build counts as one; what failed is printed whole.
 */
import { spawn } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { findChromium } from './find-chromium.ts';
import { keepResults, note, noteSuite, suite } from './last-run.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const results = await mkdtemp(path.join(tmpdir(), 'leadside-results-'));
// As root Postgres runs as another user: one that could not enter would put the demo's data elsewhere, and leave it there.
await chmod(results, 0o711);
/** What the fault tests say they did, and how often. */
const figures = path.join(results, 'figures');

/** The extension as it was zipped first. */
const firstZips = path.join(results, 'zips');

interface Count {
  passed: number;
  failed: number;
}
const total: Count = { passed: 0, failed: 0 };

interface Ended {
  ok: boolean;
  output: string;
}

function run(tool: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const program = path.join(root, 'node_modules', '.bin', tool);
    const child = spawn(program, args, {
      cwd: root,
      env: { ...process.env, LEADSIDE_FIGURES: figures, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    child.once('error', (error) => resolve({ ok: false, output: `${tool} did not start: ${error.message}` }));
    child.once('close', (code) => resolve({ ok: code === 0, output }));
  });
}

function record(name: string, count: Count, since: number, output: string, note = ''): void {
  total.passed += count.passed;
  total.failed += count.failed;
  const seconds = ((performance.now() - since) / 1_000).toFixed(1);
  const words = `${name.padEnd(24)} ${count.passed} passed, ${count.failed} failed (${seconds} s)${note}\n`;
  process.stdout.write(count.failed > 0 ? `\n${output.trimEnd()}\n\n${words}` : words);
}

/** A step that passes or fails as a whole. */
async function step(name: string, tool: string, args: string[], env: NodeJS.ProcessEnv = {}): Promise<boolean> {
  const since = performance.now();
  const { ok, output } = await run(tool, args, env);
  record(name, { passed: ok ? 1 : 0, failed: ok ? 0 : 1 }, since, output);
  return ok;
}

async function readJson<T>(file: string, schema: z.ZodType<T>): Promise<T | null> {
  const text = await readFile(file, 'utf8').catch(() => null);
  return text === null ? null : schema.parse(JSON.parse(text));
}

/** A run that reports nothing, or ends badly though every test passed, is a failure of its own. */
function settle(ended: Ended, found: Count | null): Count {
  const count = found ?? { passed: 0, failed: 0 };
  const silent = count.passed + count.failed === 0;
  return count.failed === 0 && (!ended.ok || silent) ? { ...count, failed: 1 } : count;
}

const vitestReport = z.object({
  numPassedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});

async function vitest(): Promise<void> {
  const since = performance.now();
  const file = path.join(results, 'vitest.json');
  const ended = await run('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = await readJson(file, vitestReport);
  const failed = (report?.testResults ?? []).map(({ name, status, assertionResults }) => {
    for (const one of assertionResults) note(path.relative(root, name), one.fullName, one.status === 'passed');
    const tests = assertionResults.filter((one) => one.status === 'failed').length;
    // A file that did not load, or whose hooks failed, has no failed test and is a failure all the same.
    return status === 'failed' ? Math.max(tests, 1) : tests;
  });
  const sum = failed.reduce((all, one) => all + one, 0);
  record('vitest', settle(ended, report && { passed: report.numPassedTests, failed: sum }), since, ended.output);
}

const playwrightReport = z.object({
  suites: z.array(suite),
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

async function playwright(chromium: string): Promise<void> {
  const since = performance.now();
  const file = path.join(results, 'playwright.json');
  const env = {
    LEADSIDE_CHROMIUM: chromium,
    ...(only === undefined && { LEADSIDE_FIRST_ZIPS: firstZips }),
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
    FORCE_COLOR: '0',
  };
  const ended = await run('playwright', ['test', '--reporter=list,json'], env);
  const report = await readJson(file, playwrightReport);
  for (const one of report?.suites ?? []) noteSuite(one);
  // One that passed only at a second try did fail once.
  const stats = report?.stats;
  const count = stats && { passed: stats.expected, failed: stats.unexpected + stats.flaky };
  record('playwright', settle(ended, count ?? null), since, ended.output, stats?.skipped ? `, ${stats.skipped} skipped` : '');
}

async function browserOrFailure(): Promise<string | null> {
  const since = performance.now();
  try {
    return await findChromium();
  } catch (error) {
    record('chromium', { passed: 0, failed: 1 }, since, error instanceof Error ? error.message : String(error));
    return null;
  }
}

async function everything(only: string | undefined): Promise<void> {
  const chromium = await browserOrFailure();
  if (!(await stat(path.join(root, '.wxt')).catch(() => null))) await step('wxt prepare', 'wxt', ['prepare']);
  if (only === undefined) {
    await step('biome', 'biome', ['check', '.']);
    await step('oxlint', 'oxlint', ['--type-aware']);
    await step('typecheck', 'tsc', ['--noEmit']);
    // In another place's time: a test builds them again and wants the same bytes.
    const elsewhere = { TZ: 'Pacific/Kiritimati', LC_ALL: 'tr_TR.UTF-8' };
    await step('zip', 'wxt', ['zip'], elsewhere);
    await step('zip:firefox', 'wxt', ['zip', '-b', 'firefox', '--mv3'], elsewhere);
    await mkdir(firstZips);
    for (const name of await readdir(path.join(root, '.output')))
      if (name.endsWith('.zip')) await copyFile(path.join(root, '.output', name), path.join(firstZips, name));
  }
  // Before the tests: some of them look at what was built. Without NODE_ENV, WXT takes the mode for it: a development build.
  const built = await step('build for tests', 'wxt', ['build', '--mode', 'e2e'], { NODE_ENV: 'production' });
  if (only === undefined) {
    // The first command of the README is run as a newcomer runs it; alone, since it builds the extension.
    if (chromium !== null) {
      const args = ['test/demo/main.ts', '--headless', '--folder', path.join(results, 'demo')];
      await step('demo', 'tsx', args, { LEADSIDE_CHROMIUM: chromium, PORT: '0' });
    }
    await vitest();
  }
  if (chromium !== null && built) await playwright(chromium);
  if (only === undefined) await keepResults(root);
  const told = await readFile(figures, 'utf8').catch(() => '');
  if (told !== '') process.stdout.write(`\nfaults\n${told.split('\n').sort().join('\n').trimStart()}\n`);
}

const only = process.argv[2];
if (only !== undefined && only !== 'e2e') {
  process.stderr.write(`"${only}" is not a part of the tests; leave it out to run all, or say e2e.\n`);
  process.exit(2);
}
try {
  await everything(only);
} catch (error) {
  total.failed += 1;
  process.stdout.write(`\n${error instanceof Error ? error.stack : String(error)}\n`);
} finally {
  await rm(results, { recursive: true, force: true });
}
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
