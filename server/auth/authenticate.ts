import type { Pool } from 'pg';
import type { Role } from '../../lib/contract/session.ts';
import { ApiError } from '../routes/api-error.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { hashToken } from './tokens.ts';

/** Who a request speaks for. The workspace comes from the token and from nowhere else. */
export type Principal = {
  workspaceId: string;
  workspaceName: string;
  /** Of a person who signed in, the id of the session: its access tokens come and go. */
  tokenId: string;
  role: Role;
  name: string;
  email: string | null;
  /** Epoch ms; null when the token holds for ever. */
  expiresAt: number | null;
};

/** A revoked token is refused at the latest this long after. */
const trustMs = 30_000;
const kept = 10_000;

export type Authenticate = (authorization: string | null, basic: boolean) => Principal | Promise<Principal>;

type Row = {
  workspace_id: string;
  workspace_name: string;
  id: string;
  role: Role;
  name: string;
  email: string | null;
  expires_at: Date | null;
};

/** The token of an `Authorization` header; with `basic`, also the user name of basic auth, as Segment's clients send it. */
export function tokenOf(authorization: string | null, basic: boolean): string | null {
  if (authorization === null || authorization.length > 1000) return null;
  const space = authorization.indexOf(' ');
  const scheme = authorization.slice(0, space).toLowerCase();
  const rest = authorization.slice(space + 1).trim();
  if (scheme === 'bearer') return rest || null;
  if (!basic || scheme !== 'basic') return null;
  const pair = Buffer.from(rest, 'base64').toString('utf8');
  return pair.split(':', 1)[0] || null;
}

/**
 * Looks tokens up by their hash, remembering in memory whom a header spoke for, for half a minute. Answers at once for a remembered token. Throws
 * `unauthorized` or `token_expired`. Unknown tokens are not remembered: that memory would be anybody's to fill.
 */
export function authenticator(pool: Pool, now: () => number): Authenticate {
  const known = new Map<string, { principal: Principal; until: number }>();

  const check = (principal: Principal): Principal => {
    if (principal.expiresAt !== null && principal.expiresAt <= now()) throw new ApiError('token_expired');
    return principal;
  };

  const lookUp = async (hash: Buffer, key: string): Promise<Principal> => {
    const { rows } = await acrossWorkspaces(pool, 'token').query<Row>({
      name: 'token',
      text: `select t.workspace_id, w.name as workspace_name, coalesce(t.session_id, t.id) as id, t.role, t.name, t.email, t.expires_at
             from tokens t join workspaces w on w.id = t.workspace_id where t.hash = $1 and t.revoked_at is null`,
      values: [hash],
    });
    const row = rows[0];
    known.delete(key);
    if (!row) throw new ApiError('unauthorized');
    const principal: Principal = {
      workspaceId: row.workspace_id,
      workspaceName: row.workspace_name,
      tokenId: row.id,
      role: row.role,
      name: row.name,
      email: row.email,
      expiresAt: row.expires_at?.getTime() ?? null,
    };
    if (known.size >= kept) for (const oldest of known.keys()) if (known.delete(oldest)) break;
    known.set(key, { principal, until: now() + trustMs });
    return check(principal);
  };

  return (authorization, basic) => {
    // By the header as it came: hashing each request costs more than the rest of this.
    const key = `${basic ? 'basic' : 'bearer'} ${authorization}`;
    const entry = known.get(key);
    if (entry && entry.until > now()) return check(entry.principal);
    const token = tokenOf(authorization, basic);
    if (token === null) throw new ApiError('unauthorized');
    return lookUp(hashToken(token), key);
  };
}
