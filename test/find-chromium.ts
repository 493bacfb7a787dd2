import { execFile } from 'node:child_process';
import { access, constants } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { chromium } from '@playwright/test';

const run = promisify(execFile);

/** Chromium under the names Linux distributions give it. Branded Chrome is no use: since 137 it ignores `--load-extension`. */
const names = ['chromium', 'chromium-browser', 'ungoogled-chromium'];
const applications = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  path.join(homedir(), 'Applications/Chromium.app/Contents/MacOS/Chromium'),
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
];

async function runnable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Starting it is the sure test: Ubuntu's is a stub that asks for a snap, Playwright's may lack its system libraries. */
async function starts(file: string): Promise<boolean> {
  if (!(await runnable(file))) return false;
  return run(file, ['--version'], { timeout: 30_000 }).then(
    () => true,
    () => false,
  );
}

async function named(): Promise<string | null> {
  for (const variable of ['LEADSIDE_CHROMIUM', 'CHROME_PATH']) {
    const file = process.env[variable];
    if (!file) continue;
    if (await runnable(file)) return file;
    throw new Error(`${variable} is ${file}, which is not a program; correct it or leave it out.`);
  }
  return null;
}

/** On the PATH or in the usual places, then the one Playwright installed for itself. */
async function installed(): Promise<string | null> {
  const folders = (process.env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) => names.map((name) => path.join(folder, name)));
  for (const file of [...onPath, ...applications, chromium.executablePath()]) if (await starts(file)) return file;
  return null;
}

/** Runs an installer to its end or its time; its failure is no error here, since the next way may work. */
async function tryInstall(program: string, args: string[], seconds: number, env: NodeJS.ProcessEnv = {}): Promise<void> {
  process.stderr.write(`No Chromium found; trying: ${[path.basename(program), ...args].join(' ')}\n`);
  const options = {
    timeout: seconds * 1_000,
    killSignal: 'SIGKILL' as const,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, ...env },
  };
  await run(program, args, options).catch((error: unknown) => {
    process.stderr.write(`That failed: ${String(error).split('\n')[0]}\n`);
  });
}

async function viaPlaywright(): Promise<void> {
  const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');
  await tryInstall(process.execPath, [cli, 'install', 'chromium'], 120);
}

/** Debian's package, when apt is there and we may: as root, or by a sudo that asks for no password. */
async function viaApt(): Promise<void> {
  if (!(await runnable('/usr/bin/apt-get'))) return;
  const root = process.getuid?.() === 0;
  const sudo =
    !root &&
    (await run('sudo', ['-n', 'true']).then(
      () => true,
      () => false,
    ));
  if (!root && !sudo) return;
  const quiet = 'DEBIAN_FRONTEND=noninteractive';
  for (const args of [
    ['update'],
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core', 'fonts-liberation'],
  ]) {
    if (root) await tryInstall('env', [quiet, 'apt-get', ...args], 600);
    else await tryInstall('sudo', ['-n', 'env', quiet, 'apt-get', ...args], 600);
  }
}

async function find(): Promise<string> {
  const wanted = (await named()) ?? (await installed());
  if (wanted !== null) return wanted;
  for (const install of [viaPlaywright, viaApt]) {
    await install();
    const found = await installed();
    if (found !== null) return found;
  }
  throw new Error(
    'No Chromium was found or could be installed; install Chromium (not Chrome) and set LEADSIDE_CHROMIUM to its path.',
  );
}

let finding: Promise<string> | undefined;

/**
 * The path of a Chromium that loads extensions: the one `LEADSIDE_CHROMIUM` or `CHROME_PATH` names, an installed one, or
 * one it installs (Playwright's, else Debian's package). Throws one sentence on what to install when there is no way.
 * Looks once in a process.
 */
export function findChromium(): Promise<string> {
  finding ??= find();
  return finding;
}
