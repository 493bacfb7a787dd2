import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface Spawned {
  child: ChildProcess;
  pid: number;
  /** All it wrote so far on standard output and standard error. */
  out(): string;
  err(): string;
  /** Resolves once `seen` holds for what was written; rejects with all it wrote when the process ends before. */
  until(seen: (out: string) => boolean): Promise<void>;
  /** The exit code, or the signal that ended it. */
  ended: Promise<number | string>;
}

/** Runs a TypeScript file of the repository in a process of its own: no wrapper between, so that a kill hits it. */
export function spawnScript(file: string, args: string[] = [], env: Record<string, string | undefined> = {}): Spawned {
  const merged = Object.fromEntries(Object.entries({ ...process.env, ...env }).filter(([, value]) => value !== undefined));
  const child = spawn(process.execPath, ['--import', 'tsx', file, ...args], {
    cwd: root,
    env: merged,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err, over] = ['', '', false];
  const watchers = new Set<() => void>();
  const notify = () => {
    for (const watcher of watchers) watcher();
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
    notify();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => {
      over = true;
      notify();
      resolve(code ?? signal ?? 'unknown');
    });
  });
  if (child.pid === undefined) throw new Error(`${file} did not start.`);
  return {
    child,
    pid: child.pid,
    out: () => out,
    err: () => err,
    ended,
    until: (seen) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (!seen(out) && !over) return;
          watchers.delete(look);
          if (seen(out)) resolve();
          else reject(new Error(`${file} ended early.\n${out}\n${err}`));
        };
        watchers.add(look);
        look();
      }),
  };
}
