import { createHash } from 'node:crypto';
import type { Db } from './in-workspace.ts';

/** Names of locks, by what they guard. All of `identity` are taken before any of `lead`, so nobody waits in a circle. */
export type LockKind = 'identity' | 'lead';

function keyOf(workspaceId: string, kind: LockKind, name: string): bigint {
  return createHash('sha256').update(`${workspaceId}\0${kind}\0${name}`).digest().readBigInt64BE(0);
}

/** Takes the locks in one order everywhere and holds them until the transaction ends. */
export async function lock(db: Db, workspaceId: string, kind: LockKind, names: Iterable<string>): Promise<void> {
  const keys = [...new Set([...names].map((name) => keyOf(workspaceId, kind, name)))].sort((a, b) =>
    a < b ? -1 : a > b ? 1 : 0,
  );
  if (keys.length === 0) return;
  await db.query('select pg_advisory_xact_lock(k) from unnest($1::bigint[]) as k', [keys.map(String)]);
}
