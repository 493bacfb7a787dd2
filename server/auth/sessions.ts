import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Role } from '../../lib/contract/session.ts';
import { ApiError } from '../routes/api-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { endRow } from './end-session.ts';
import { findSession, refreshTokenOf, secretOf } from './refresh-token.ts';
import { hashToken } from './tokens.ts';

/** How long an access token holds, in ms. */
export const accessMs = 15 * 60_000;
/** A session that is not refreshed for this long ends. */
export const idleMs = 12 * 3_600_000;
/** A session ends this long after the sign-in, whatever is done. */
export const longestMs = 30 * 24 * 3_600_000;
/**
 * An answer may be lost on its way, and then the refresh token it should have replaced is all there is. So for this long, and once, that token
 * is taken again. The one that was lost is void from then on: should it turn up, two have this session, and it ends.
 */
export const repeatMs = 30_000;

export type SignedInPerson = { role: Role; name: string; email: string };

/** The two tokens of a session, which are shown once, and whom they speak for. Times in epoch ms. */
export type Issued = SignedInPerson & {
  workspaceId: string;
  workspaceName: string;
  sessionId: string;
  accessToken: string;
  accessUntil: number;
  refreshToken: string;
  endsAt: number;
};

type Row = {
  id: string;
  role: Role;
  name: string;
  email: string;
  current_hash: Buffer;
  previous_hash: Buffer | null;
  refreshed_at: Date;
  idle_until: Date;
  ends_at: Date;
  ended_at: Date | null;
};

const ended = (message?: string) => new ApiError('session_ended', message === undefined ? {} : { message });

/** A new access token in the place of one of the session's that holds no longer, or beside those that still do. */
async function issueAccess(db: Db, workspaceId: string, session: SignedInPerson & { id: string }, now: number): Promise<string> {
  const token = `ls_${session.role}_${secretOf()}`;
  const values = [workspaceId, session.id, new Date(now), hashToken(token), new Date(now + accessMs)];
  const { rowCount } = await db.query(
    `update tokens set hash = $4, created_at = $3, expires_at = $5 where workspace_id = $1 and id =
       (select id from tokens where workspace_id = $1 and session_id = $2 and expires_at <= $3 limit 1)`,
    values,
  );
  if (rowCount === 0)
    await db.query(
      `insert into tokens (workspace_id, session_id, created_at, hash, expires_at, id, role, name, email)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [...values, randomUUID(), session.role, session.name, session.email],
    );
  return token;
}

async function workspaceName(db: Db, workspaceId: string): Promise<string> {
  const { rows } = await db.query<{ name: string }>('select name from workspaces where id = $1', [workspaceId]);
  return rows[0]?.name ?? '';
}

/** Begins a session, inside the transaction that proved who the person is. */
export async function openSession(
  db: Db,
  workspaceId: string,
  person: SignedInPerson & { how: 'oidc' | 'code' },
  now: number,
): Promise<Issued> {
  const { role, name, email, how } = person;
  const [family, once, id] = [secretOf(), secretOf(), randomUUID()];
  const endsAt = now + longestMs;
  await db.query(
    `insert into sessions (workspace_id, id, role, name, email, how, family_hash, current_hash, refreshed_at, created_at, idle_until, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)`,
    [
      workspaceId,
      id,
      role,
      name,
      email,
      how,
      hashToken(family),
      hashToken(once),
      new Date(now),
      new Date(now + idleMs),
      new Date(endsAt),
    ],
  );
  const accessToken = await issueAccess(db, workspaceId, { id, role, name, email }, now);
  return {
    role,
    name,
    email,
    workspaceId,
    sessionId: id,
    accessToken,
    endsAt,
    workspaceName: await workspaceName(db, workspaceId),
    accessUntil: now + accessMs,
    refreshToken: refreshTokenOf({ family, once }),
  };
}

const columns = 'id, role, name, email, current_hash, previous_hash, refreshed_at, idle_until, ends_at, ended_at';

type Refreshed =
  | { kind: 'issued'; issued: Issued }
  | { kind: 'over' }
  | { kind: 'reused'; workspaceId: string; sessionId: string };

/** Exchanges a refresh token for the next and a fresh access token. An earlier one than the current ends the session, see `repeatMs`. */
async function tryRefresh(pool: Pool, refreshToken: string, now: number): Promise<Refreshed> {
  const found = await findSession(pool, refreshToken);
  if (found === null) return { kind: 'over' };
  const { workspaceId, parts } = found;
  const used = hashToken(parts.once);
  const once = secretOf();
  return inWorkspace(pool, workspaceId, async (db): Promise<Refreshed> => {
    const { rows } = await db.query<Row>(
      `select ${columns} from sessions where workspace_id = $1 and family_hash = $2 for update`,
      [workspaceId, hashToken(parts.family)],
    );
    const [row] = rows;
    if (!row || row.ended_at !== null || Math.min(row.idle_until.getTime(), row.ends_at.getTime()) <= now)
      return { kind: 'over' };
    const current = row.current_hash.equals(used);
    const lost = row.previous_hash?.equals(used) === true && now - row.refreshed_at.getTime() <= repeatMs;
    if (!current && !lost) {
      await endRow(db, workspaceId, row.id, { because: 'reused', by: null }, now);
      return { kind: 'reused', workspaceId, sessionId: row.id };
    }
    await db.query(
      `update sessions set current_hash = $3, previous_hash = $4, refreshed_at = $5, idle_until = $6 where workspace_id = $1 and id = $2`,
      [workspaceId, row.id, hashToken(once), current ? used : null, new Date(now), new Date(now + idleMs)],
    );
    const { id: sessionId, role, name, email } = row;
    return {
      kind: 'issued',
      issued: {
        role,
        name,
        email,
        workspaceId,
        sessionId,
        workspaceName: await workspaceName(db, workspaceId),
        accessToken: await issueAccess(db, workspaceId, row, now),
        accessUntil: now + accessMs,
        refreshToken: refreshTokenOf({ family: parts.family, once }),
        endsAt: row.ends_at.getTime(),
      },
    };
  });
}

/** As `tryRefresh`; throws `session_ended`. `reused` hears of a session that was ended because two had it. */
export async function refresh(
  pool: Pool,
  refreshToken: string,
  now: number,
  reused: (session: { workspaceId: string; sessionId: string }) => void,
): Promise<Issued> {
  const result = await tryRefresh(pool, refreshToken, now);
  if (result.kind === 'issued') return result.issued;
  if (result.kind === 'over') throw ended();
  reused(result);
  throw ended('A key of this session was used twice, so it was ended for safety.');
}
