import { hash, randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Role } from '../../lib/contract/session.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { tellTokens } from './told.ts';

export type TokenInfo = {
  id: string;
  role: Role;
  name: string;
  email: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
};

/** What is kept of a token. The token has 192 random bits, so a plain hash cannot be turned back. */
export function hashToken(token: string): Buffer {
  return hash('sha256', token, 'buffer');
}

/**
 * Makes a token and answers with it once: only its hash is kept. `name` is the person, or for role `ingest` the source whose
 * events it brings; `days` is how long it holds, null for ever.
 */
export async function createToken(
  pool: Pool,
  wanted: { workspaceId: string; role: Role; name: string; email?: string | null; days?: number | null },
): Promise<{ id: string; token: string }> {
  const id = randomUUID();
  const token = `ls_${wanted.role}_${randomBytes(24).toString('base64url')}`;
  await inWorkspace(pool, wanted.workspaceId, (db) =>
    db.query(
      `insert into tokens (workspace_id, id, role, name, email, hash, expires_at)
       values ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7::int))`,
      [wanted.workspaceId, id, wanted.role, wanted.name, wanted.email ?? null, hashToken(token), wanted.days ?? null],
    ),
  );
  return { id, token };
}

/** Those made by hand, newest first; the tokens themselves cannot be shown again. */
export async function listTokens(pool: Pool, workspaceId: string): Promise<TokenInfo[]> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<TokenInfo>(
      `select id, role, name, email, created_at as "createdAt", expires_at as "expiresAt", revoked_at as "revokedAt"
       from tokens where workspace_id = $1 and session_id is null order by created_at desc, id`,
      [workspaceId],
    ),
  );
  return rows;
}

/** Ends a token; running servers are told, and notice within 30 seconds if they do not hear it. False when there is no such token, or it was ended before. */
export async function revokeToken(pool: Pool, workspaceId: string, id: string): Promise<boolean> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rowCount } = await db.query(
      'update tokens set revoked_at = now() where workspace_id = $1 and id = $2 and session_id is null and revoked_at is null',
      [workspaceId, id],
    );
    await tellTokens(db, [id]);
    return rowCount === 1;
  });
}
