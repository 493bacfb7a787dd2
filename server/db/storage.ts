import { statfs } from 'node:fs/promises';

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
};

const trustMs = 1000;
const mega = 1024 * 1024;

/**
 * `folder` is the server's own data folder, or null with a Postgres elsewhere, whose word is then all there is. In our own,
 * writing stops while `reserve` bytes are still free: a Postgres that cannot write its log ends, and could serve no reads.
 */
export function storageFor(options: { folder: string | null; reserve: number; now: () => number }): Storage {
  const { folder, reserve, now } = options;
  let said: StorageFull | null = null;
  let low: StorageFull | null = null;
  let lookedAt = Number.NEGATIVE_INFINITY;

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
      }
      return low ?? said;
    },
    refused() {
      said ??= { since: now(), because: 'The disk of the database is full. Free some space.', reserve: false };
    },
    kept() {
      said = null;
    },
  };
}
