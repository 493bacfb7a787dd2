import { rm, stat, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** `reserve`: what is left is kept for Postgres itself; else the database refused a write. */
export type StorageFull = { since: number; because: string; reserve: boolean };

/** Whether there is room to write: what a full disk did not take is refused and said, reads go on, and it mends by itself. */
export type Storage = {
  /** Null while there is room, as far as is known. Looks at the disk at most once a second. */
  full: () => Promise<StorageFull | null>;
  /** The database has just refused to write for want of room. */
  refused: () => void;
  /** A write was kept. */
  kept: () => void;
  /**
   * Gives up the spare room, so that a read can be logged on a disk with not a byte left; false where there is none. It is kept
   * anew once there is room again.
   */
  makeRoom: () => Promise<boolean>;
};

const trustMs = 1000;
const mega = 1024 * 1024;
/** Some ten thousand pages of the view log. */
const mostSpare = 16 * mega;

/**
 * `folder` is the server's own data folder, or null with a Postgres elsewhere, whose word is then all there is. In our own,
 * writing stops while `reserve` bytes are still free: a Postgres that cannot write its log ends, and could serve no reads.
 */
export function storageFor(options: { folder: string | null; reserve: number; now: () => number }): Storage {
  const { folder, reserve, now } = options;
  let said: StorageFull | null = null;
  let low: StorageFull | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;
  const spare = folder === null ? null : path.join(folder, 'spare');
  const spareSize = Math.floor(Math.min(mostSpare, reserve / 8));
  let making: Promise<void> | null = null;

  async function keepSpare(file: string): Promise<void> {
    const kept = await stat(file).catch(() => null);
    if (kept?.size === spareSize) return;
    // Written, since a file with a hole in it holds no room.
    await writeFile(file, Buffer.alloc(spareSize)).catch(() => rm(file, { force: true }));
  }

  return {
    async full() {
      if (folder !== null && Math.abs(now() - lookedAt) >= trustMs) {
        lookedAt = now();
        const free = await statfs(folder).then(
          ({ bavail, bsize }) => bavail * bsize,
          // A folder that cannot be looked at is somebody else's fault to tell.
          () => Number.POSITIVE_INFINITY,
        );
        const because = `Of the disk of ${folder} ${Math.floor(free / mega)} MB are free; ${Math.ceil(reserve / mega)} MB are kept in reserve. Free some space.`;
        low = free < reserve ? { since: low?.since ?? now(), because, reserve: true } : null;
        if (spare !== null && free >= reserve + spareSize)
          making ??= keepSpare(spare).finally(() => {
            making = null;
          });
      }
      return low ?? said;
    },
    refused() {
      said ??= { since: now(), because: 'The disk of the database is full. Free some space.', reserve: false };
    },
    kept() {
      said = null;
    },
    async makeRoom() {
      if (spare === null) return false;
      await making;
      return rm(spare).then(
        () => true,
        () => false,
      );
    },
  };
}
