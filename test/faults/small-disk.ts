/** A disk that can be filled: one of its own where the test may mount one, else a reserve on the disk there is. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const mega = 1024 * 1024;

export type SmallDisk = {
  folder: string;
  /** `mounted`: the disk itself runs out. `reserve`: the server's own limit is met, since nothing may be mounted here. */
  how: 'mounted' | 'reserve';
  /** For LEADSIDE_DISK_RESERVE_MB. */
  reserveMb: number;
  /** Leaves `free` megabytes. */
  fill(free: number): Promise<void>;
  empty(): Promise<void>;
  remove(): Promise<void>;
};

const freeMb = async (folder: string) => {
  const { bavail, bsize } = await statfs(folder);
  return (bavail * bsize) / mega;
};

export async function smallDisk(): Promise<SmallDisk> {
  const base = await mkdtemp(path.join(tmpdir(), 'leadside-disk-'));
  const folder = path.join(base, 'disk');
  await mkdir(folder, { mode: 0o711 });
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=220m,mode=0711', 'leadside-test', folder]).then(
    () => true,
    () => false,
  );
  const ballast = path.join(folder, 'ballast');
  const written = async (bytes: number) => {
    const file = await open(ballast, 'a');
    try {
      const piece = Buffer.alloc(mega);
      for (let left = bytes; left > 0; left -= piece.length) await file.write(piece, 0, Math.min(left, piece.length));
    } catch (error) {
      // Full to the last byte is what was wished.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      await file.close();
    }
  };
  const free = Math.floor(await freeMb(folder));
  return {
    folder,
    how: mounted ? 'mounted' : 'reserve',
    reserveMb: mounted ? 64 : Math.max(free - 200, 1),
    async fill(left) {
      // Without a disk of its own, beyond the reserve is as full as it gets.
      const now = await freeMb(folder);
      await written(Math.max(mounted ? now - left : now - Math.max(free - 260, 0), 0) * mega);
    },
    empty: () => rm(ballast, { force: true }),
    async remove() {
      if (mounted) await run('umount', ['-l', folder]);
      await rm(base, { recursive: true, force: true });
    },
  };
}
