import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import { codeOf, StartupError } from '../startup-error.ts';
import { birthOf } from './embedded-process.ts';

const owner = z.object({
  pid: z.int(),
  birth: z.string(),
  since: z.string(),
  host: z.string(),
  /** Device and inode of the folder: the lock inside a copy of the folder is not a lock on the copy. */
  folder: z.string(),
  released: z.boolean(),
});
type Owner = z.infer<typeof owner>;

/** The data folder belongs to another running server. */
export class FolderHeldError extends StartupError {
  override readonly name = 'FolderHeldError';
}

export interface FolderLock {
  release(): Promise<void>;
}

const heartbeat = 2_000;
/** A holder on another host (a container sharing the volume) cannot be asked: it counts as gone after this silence. */
const silence = 15_000;

async function generations(folder: string): Promise<number[]> {
  const found = (await readdir(folder)).map((name) => /^owner\.(\d+)$/.exec(name)?.[1]);
  return found.flatMap((digits) => (digits === undefined ? [] : [Number(digits)])).sort((a, b) => b - a);
}

async function identify(folder: string): Promise<string> {
  const { dev, ino } = await stat(folder);
  return `${dev}:${ino}`;
}

/** The living holder of a generation, or `null`. Throws ENOENT when the file was cleared away meanwhile. */
async function holderOf(file: string, folder: string): Promise<Owner | null> {
  const parsed = owner.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (!parsed.success || parsed.data.released || parsed.data.folder !== folder) return null;
  if (parsed.data.host !== hostname()) return Date.now() - (await stat(file)).mtimeMs < silence ? parsed.data : null;
  const birth = await birthOf(parsed.data.pid);
  return birth === parsed.data.birth || birth === 'unknown' ? parsed.data : null;
}

function held(folder: string, by: Owner): FolderHeldError {
  const where = by.host === hostname() ? '' : ` on ${by.host}`;
  return new FolderHeldError(
    `The data folder ${folder} is in use by process ${by.pid}${where} since ${by.since}; stop that server, or set LEADSIDE_DATA to another folder.`,
  );
}

/**
 * One attempt. Owners are numbered files that appear whole (`link`) and whose numbers only grow. The owner is the highest
 * number whose process lives, so taking over from a dead one never removes a file somebody else may just have made.
 */
async function attempt(folder: string, me: Owner): Promise<string | null> {
  const highest = (await generations(folder))[0] ?? 0;
  if (highest > 0) {
    const by = await holderOf(path.join(folder, `owner.${highest}`), me.folder).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return 'changed' as const;
      throw error;
    });
    if (by === 'changed') return null;
    if (by !== null) throw held(folder, by);
  }
  const mine = path.join(folder, `owner.${highest + 1}`);
  const draft = path.join(folder, `draft.${randomUUID()}`);
  await writeFile(draft, JSON.stringify(me), { mode: 0o600 });
  try {
    await link(draft, mine);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
  const after = await generations(folder);
  if (after[0] !== highest + 1) {
    await rm(mine, { force: true });
    return null;
  }
  await Promise.all(after.slice(1).map((number) => rm(path.join(folder, `owner.${number}`), { force: true })));
  return mine;
}

/**
 * Makes this process the one owner of a folder, or throws `FolderHeldError` naming the holder. A holder that is just
 * ending is waited for, `patience` milliseconds; the lock of a dead process is no lock.
 */
export async function lockFolder(folder: string, patience = 250): Promise<FolderLock> {
  const me: Owner = {
    pid: process.pid,
    birth: (await birthOf(process.pid)) ?? 'unknown',
    since: new Date().toISOString(),
    host: hostname(),
    folder: await identify(folder),
    released: false,
  };
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      const file = await attempt(folder, me);
      if (file !== null) return hold(file, me);
    } catch (error) {
      if (!(error instanceof FolderHeldError) || Date.now() >= deadline) throw error;
    }
    await wait(50);
  }
}

function hold(file: string, me: Owner): FolderLock {
  const beat = setInterval(() => {
    const now = new Date();
    utimes(file, now, now).catch(() => {});
  }, heartbeat);
  beat.unref();
  return {
    async release() {
      clearInterval(beat);
      // Kept, marked: removing the highest number would let numbers begin anew under a process that read the old one.
      const draft = `${file}.released`;
      await writeFile(draft, JSON.stringify({ ...me, released: true }), { mode: 0o600 });
      await rename(draft, file);
    },
  };
}
