import { execFile } from 'node:child_process';
import { readFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { birthOf, exists } from './embedded-process.ts';

export interface Postmaster {
  pid: number;
  port: number;
}

/** Whether the process works in this data folder (the postmaster's working folder is its data folder). */
async function worksIn(pid: number, data: string): Promise<boolean> {
  if ((await birthOf(pid)) === null) return false;
  if (process.platform === 'linux') {
    try {
      const [at, ours] = await Promise.all([stat(`/proc/${pid}/cwd`), stat(data)]);
      return at.ino === ours.ino && at.dev === ours.dev;
    } catch {
      // Not ours to look at: then it is not a process of the user our Postgres runs as.
      return false;
    }
  }
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return stdout.includes('postgres') && stdout.includes(data);
}

/** The postmaster that runs on a data folder, by its `postmaster.pid`; `null` when none lives. */
export async function findPostmaster(data: string): Promise<Postmaster | null> {
  const lines = (await readFile(path.join(data, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !(await worksIn(pid, data))) return null;
  return { pid, port: Number(lines[3]) };
}

/** Removes a `postmaster.pid` whose number now belongs to some other process, which Postgres would take for its own. */
async function clearStale(data: string): Promise<void> {
  const file = path.join(data, 'postmaster.pid');
  const pid = Number((await readFile(file, 'utf8').catch(() => '')).split('\n')[0]);
  if (Number.isInteger(pid) && pid > 0 && exists(pid) && !(await worksIn(pid, data))) await rm(file, { force: true });
}

export async function gone(pid: number, within: number): Promise<boolean> {
  const deadline = Date.now() + within;
  while ((await birthOf(pid)) !== null) {
    if (Date.now() >= deadline) return false;
    await wait(20);
  }
  return true;
}

/** Stops a postmaster: fast (open transactions end), then at once (recovery follows at the next start), then by force. */
export async function stopPostmaster(pid: number, patience = 5_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await gone(pid, patience)) return;
  }
}

/** After `kill -9` of a server its Postgres lives on. The caller owns the folder, so this one has no owner: stop it. */
export async function stopOrphan(data: string): Promise<number | null> {
  const orphan = await findPostmaster(data);
  if (orphan === null) {
    await clearStale(data);
    return null;
  }
  await stopPostmaster(orphan.pid);
  return orphan.pid;
}
