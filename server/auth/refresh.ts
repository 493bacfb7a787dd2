import { createHmac, randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { endRow } from './end-session.ts';
import { findSession, refreshTokenOf } from './refresh-token.ts';
import { type Issued, idleMs, issueAccess, type SignedInPerson, workspaceName } from './sessions.ts';
import { hashToken } from './tokens.ts';

/**
 * A refresh token is good once (RFC 9700, section 4.14.2), but its answer may be lost on its way, and then it is all the client has. So until
 * something of that answer was used, however long that takes, it is answered once more, and with the same next one: whoever lost the answer goes
 * on, and two who have the session fall out as soon as one of them has used what came. For this long afterwards, in ms, it may be a request that
 * was under way: it gets nothing, and the session stays. Later somebody has a copy, and the session ends.
 */
export const lateMs = 30_000;

type Row = SignedInPerson & {
  id: string;
  current_hash: Buffer;
  previous_hash: Buffer | null;
  successor_key: Buffer | null;
  generation: number;
  refreshed_at: Date;
  idle_until: Date;
  ends_at: Date;
  ended_at: Date | null;
  ended_because: Ended | null;
};
type Ended = 'signed_out' | 'reused' | 'by' | 'rules';

const columns =
  'id, role, name, email, current_hash, previous_hash, successor_key, generation, refreshed_at, idle_until, ends_at, ended_at, ended_because';

const why: Record<Ended | 'idle' | 'longest', string> = {
  signed_out: 'You signed out of this session.',
  reused: 'Somebody used a copy of this session, so it was ended for safety: tell your admin.',
  by: 'An admin ended this session.',
  rules: 'An admin changed who may sign in, so this session was ended.',
  idle: 'This session was not used for 12 hours, so it has ended.',
  longest: 'This session was 30 days old, so it has ended.',
};

const over = (because: keyof typeof why | null) =>
  new ApiError('session_ended', because === null ? {} : { message: why[because] });

/** The next refresh token: whoever has the one before gets the same again, and the key in the database alone makes none. */
const successorOf = (key: Buffer, once: string) => createHmac('sha256', key).update(once).digest('base64url').slice(0, 32);

function endOf({ ended_at, ended_because, idle_until, ends_at }: Row, now: number): keyof typeof why | null {
  if (ended_at !== null) return ended_because;
  if (ends_at.getTime() <= now) return 'longest';
  return idle_until.getTime() <= now ? 'idle' : null;
}

type Next = { once: string; generation: number } | 'late' | 'reused';

/** What the refresh token with this secret is answered with. */
async function nextOf(db: Db, workspaceId: string, row: Row, once: string, now: number): Promise<Next> {
  const used = hashToken(once);
  if (row.current_hash.equals(used)) {
    const key = randomBytes(32);
    const next = { once: successorOf(key, once), generation: row.generation + 1 };
    await db.query(
      `update sessions set current_hash = $3, previous_hash = $4, successor_key = $5, generation = $6 where workspace_id = $1 and id = $2`,
      [workspaceId, row.id, hashToken(next.once), used, key, next.generation],
    );
    return next;
  }
  if (row.previous_hash?.equals(used) !== true) return 'reused';
  if (row.successor_key !== null) return { once: successorOf(row.successor_key, once), generation: row.generation };
  return now - row.refreshed_at.getTime() <= lateMs ? 'late' : 'reused';
}

type Refreshed = Issued | ApiError | { reused: { workspaceId: string; sessionId: string } };

async function tryRefresh(pool: Pool, refreshToken: string, now: number): Promise<Refreshed> {
  const found = await findSession(pool, refreshToken);
  if (found === null) return over(null);
  const { workspaceId, parts } = found;
  return inWorkspace(pool, workspaceId, async (db): Promise<Refreshed> => {
    const { rows } = await db.query<Row>(
      `select ${columns} from sessions where workspace_id = $1 and family_hash = $2 for update`,
      [workspaceId, hashToken(parts.family)],
    );
    const [row] = rows;
    if (!row) return over(null);
    const end = endOf(row, now);
    if (row.ended_at !== null || end !== null) return over(end);
    const next = await nextOf(db, workspaceId, row, parts.once, now);
    if (next === 'late') return new ApiError('unavailable', { message: 'This session was renewed a moment ago.', retryAfter: 1 });
    if (next === 'reused') {
      await endRow(db, workspaceId, row.id, { because: 'reused', by: null }, now);
      return { reused: { workspaceId, sessionId: row.id } };
    }
    await db.query('update sessions set refreshed_at = $3, idle_until = $4 where workspace_id = $1 and id = $2', [
      workspaceId,
      row.id,
      new Date(now),
      new Date(now + idleMs),
    ]);
    const { id: sessionId, role, name, email } = row;
    const endsAt = row.ends_at.getTime();
    return {
      role,
      name,
      email,
      workspaceId,
      sessionId,
      workspaceName: await workspaceName(db, workspaceId),
      ...(await issueAccess(db, workspaceId, { id: sessionId, role, name, email, generation: next.generation, endsAt }, now)),
      refreshToken: refreshTokenOf({ family: parts.family, once: next.once }),
      endsAt,
    };
  });
}

/**
 * Exchanges a refresh token for the next and a fresh access token. Throws `session_ended` with why, or `unavailable` for one that came late. `reused`
 * hears of a session that was ended because two had it.
 */
export async function refresh(
  pool: Pool,
  refreshToken: string,
  now: number,
  reused: (session: { workspaceId: string; sessionId: string }) => void,
): Promise<Issued> {
  const result = await tryRefresh(pool, refreshToken, now);
  if (result instanceof ApiError) throw result;
  if ('accessToken' in result) return result;
  reused(result.reused);
  throw over('reused');
}
