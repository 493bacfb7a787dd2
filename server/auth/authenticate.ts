import type { Pool } from 'pg';
import type { Role } from '../../lib/contract/session.ts';
import { ApiError } from '../routes/api-error.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
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

/**
 * `stranger` is called before anything is looked up or refused, and may throw: until then nobody is known to stand behind the request.
 * What it answers with is called when somebody does, or when that could not be told.
 */
export type Authenticate = (
  authorization: string | null,
  basic: boolean,
  stranger?: () => () => void,
) => Principal | Promise<Principal>;
/** `forget`: the token or session of this id is looked up afresh; without one, all are. */
export type Authenticator = Authenticate & { forget: (id: string | null) => void };

type Row = {
  workspace_id: string;
  workspace_name: string;
  id: string;
  role: Role;
  name: string;
  email: string | null;
  expires_at: Date | null;
  generation: number | null;
  /** The first use of what came with a session's newest refresh token. */
  arrived: boolean;
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
export function authenticator(pool: Pool, now: () => number): Authenticator {
  const known = new Map<string, { principal: Principal; until: number }>();
  let forgotten = 0;

  const over = ({ expiresAt }: Principal) => expiresAt !== null && expiresAt <= now();

  /** From here on the refresh token before is not answered any more. A disk that is full refuses nobody the reading: the next use tells it again. */
  const arrived = ({ workspace_id, id, generation }: Row) =>
    inWorkspace(pool, workspace_id, (db) =>
      db.query('update sessions set successor_key = null where workspace_id = $1 and id = $2 and generation = $3', [
        workspace_id,
        id,
        generation,
      ]),
    ).catch(() => undefined);

  const lookUp = async (hash: Buffer, key: string): Promise<Principal> => {
    const before = forgotten;
    const { rows } = await acrossWorkspaces(pool, 'token').query<Row>({
      name: 'token',
      text: `select t.workspace_id, w.name as workspace_name, coalesce(t.session_id, t.id) as id, t.role, t.name, t.email, t.expires_at,
               t.generation, s.successor_key is not null as arrived
             from tokens t join workspaces w on w.id = t.workspace_id
               left join sessions s on s.workspace_id = t.workspace_id and s.id = t.session_id and s.generation = t.generation
             where t.hash = $1 and t.revoked_at is null`,
      values: [hash],
    });
    const row = rows[0];
    known.delete(key);
    if (!row) throw new ApiError('unauthorized');
    if (row.arrived) await arrived(row);
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
    // What was told of meanwhile may be about this one.
    if (before === forgotten) known.set(key, { principal, until: now() + trustMs });
    if (over(principal)) throw new ApiError('token_expired');
    return principal;
  };

  const authenticate: Authenticate = (authorization, basic, stranger) => {
    // By the header as it came: hashing each request costs more than the rest of this.
    const key = `${basic ? 'basic' : 'bearer'} ${authorization}`;
    const entry = known.get(key);
    const remembered = entry && entry.until > now() ? entry.principal : null;
    if (remembered !== null && !over(remembered)) return remembered;
    const noStranger = stranger?.();
    if (remembered !== null) throw new ApiError('token_expired');
    const token = tokenOf(authorization, basic);
    if (token === null) throw new ApiError('unauthorized');
    const found = lookUp(hashToken(token), key);
    if (noStranger === undefined) return found;
    return found.then(
      (principal) => {
        noStranger();
        return principal;
      },
      (error: unknown) => {
        if (!(error instanceof ApiError)) noStranger();
        throw error;
      },
    );
  };
  return Object.assign(authenticate, {
    forget(id: string | null) {
      forgotten += 1;
      for (const [key, { principal }] of known) if (id === null || principal.tokenId === id) known.delete(key);
    },
  });
}
