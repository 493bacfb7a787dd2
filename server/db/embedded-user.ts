import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';

/** Whom Postgres runs as when the server runs as root, which Postgres refuses. */
export interface RunAs {
  uid: number;
  gid: number;
}

export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The system's `nobody`; 65534 where there is no such line. */
async function nobody(): Promise<RunAs> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const fields = /^nobody:.*$/m.exec(passwd)?.[0].split(':');
  return { uid: Number(fields?.[2] ?? 65_534), gid: Number(fields?.[3] ?? 65_534) };
}

/** `null`: run as ourselves. As root: the owner of the data when it has one other than root, else `nobody`. */
export async function userFor(data: string): Promise<RunAs | null> {
  if (!isRoot()) return null;
  const owner = await stat(data).catch(() => null);
  return owner !== null && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody();
}

/** Whether this user may enter a folder: the right to search it and every folder above it, by mode bits. */
export async function canEnter(folder: string, user: RunAs): Promise<boolean> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (found === null) return false;
    const bit = found.uid === user.uid ? 0o100 : found.gid === user.gid ? 0o010 : 0o001;
    if ((found.mode & bit) === 0) return false;
    if (at === path.dirname(at)) return true;
  }
}

/** A folder only root or we may write in: nobody else can have put a binary or a link there. */
export async function isOurs(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => null);
  if (found === null || !found.isDirectory()) return false;
  return (found.uid === 0 || found.uid === process.getuid?.()) && (found.mode & 0o022) === 0;
}
