import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { hashToken } from './tokens.ts';

/** A refresh token: what its session is found by, which stays, and what is good once. */
export type Parts = { family: string; once: string };

/** 192 random bits in 32 characters. */
export const secretOf = () => randomBytes(24).toString('base64url');

const shape = /^ls_refresh_([\w-]{32})([\w-]{32})$/;

export const refreshTokenOf = ({ family, once }: Parts): string => `ls_refresh_${family}${once}`;

/** Null for what is no refresh token. */
export function partsOf(refreshToken: string): Parts | null {
  const [, family, once] = shape.exec(refreshToken) ?? [];
  return family && once ? { family, once } : null;
}

/** Which workspace the session of a refresh token is in; null when there is no such session. */
export async function findSession(pool: Pool, refreshToken: string): Promise<{ workspaceId: string; parts: Parts } | null> {
  const parts = partsOf(refreshToken);
  if (parts === null) return null;
  const { rows } = await acrossWorkspaces(pool, 'refreshToken').query<{ workspace_id: string }>({
    name: 'session',
    text: 'select workspace_id from sessions where family_hash = $1',
    values: [hashToken(parts.family)],
  });
  return rows[0] ? { workspaceId: rows[0].workspace_id, parts } : null;
}
