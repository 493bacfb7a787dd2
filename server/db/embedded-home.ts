import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { codeOf, StartupError } from '../startup-error.ts';
import { canEnter, isOurs, isRoot, type RunAs, userFor } from './embedded-user.ts';

/** Where a cluster lives: `data` is Postgres' own folder, beside it the owner's lock and the password. */
export interface Home {
  folder: string;
  data: string;
  user: RunAs | null;
}

/** Folders that outlive a reboot, for data that `nobody` cannot reach where it was wished. */
const reachable = ['/var/lib/leadside', '/var/tmp/leadside'];

async function makeFolder(folder: string): Promise<void> {
  const first = await mkdir(folder, { recursive: true });
  if (first === undefined) return;
  // What we made, `nobody` may pass through whatever the umask says; listing stays ours.
  for (let at = folder; at.length >= first.length; at = path.dirname(at)) await chmod(at, isRoot() ? 0o711 : 0o700);
}

async function movedTo(folder: string): Promise<string | null> {
  const file = path.join(folder, 'moved-to');
  const target = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (target === '') return null;
  if (await stat(target).catch(() => null)) return target;
  throw new StartupError(
    `The data of ${folder} was kept in ${target}, which is gone; restore it, or remove ${file} to start empty.`,
  );
}

/** A place for the data of `folder` that `user` can reach, noted in `folder/moved-to` so that it is found again. */
async function move(folder: string, user: RunAs): Promise<string> {
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  for (const base of reachable) {
    try {
      await makeFolder(base);
      if (!(await isOurs(base)) || !(await canEnter(base, user))) continue;
      const target = path.join(base, name);
      await makeFolder(target);
      await writeFile(path.join(folder, 'moved-to'), `${target}\n`);
      return target;
    } catch (error) {
      if (!['EACCES', 'EROFS', 'ENOSPC', 'EPERM'].includes(codeOf(error) ?? '')) throw error;
    }
  }
  throw new StartupError(
    `Postgres does not run as root and no other user can reach ${folder}; set LEADSIDE_DATA to a folder all users may enter.`,
  );
}

/**
 * Settles where the cluster of a wished data folder is and who runs it, making the folders. As root the data goes to
 * `/var/lib/leadside` when the user Postgres must run as cannot reach the wished folder (a checkout below a 0700 folder).
 */
export async function settleHome(wished: string): Promise<Home> {
  try {
    await makeFolder(path.resolve(wished));
    const folder = await realpath(wished);
    const user = await userFor(path.join(folder, 'data'));
    const moved = await movedTo(folder);
    const stays = moved === null && (user === null || (await canEnter(folder, user)));
    const at = moved ?? (stays || user === null ? folder : await move(folder, user));
    const data = path.join(at, 'data');
    return { folder: at, data, user: at === folder ? user : await userFor(data) };
  } catch (error) {
    if (error instanceof StartupError) throw error;
    const why = codeOf(error) ?? String(error);
    throw new StartupError(
      `The data folder ${wished} cannot be used (${why}); set LEADSIDE_DATA to a folder this user may write in.`,
      {
        cause: error,
      },
    );
  }
}
