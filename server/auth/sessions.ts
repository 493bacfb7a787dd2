import { randomUUID } from 'node:crypto';
import type { Role } from '../../lib/contract/session.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { refreshTokenOf, secretOf } from './refresh-token.ts';
import { hashToken } from './tokens.ts';

/** How long an access token holds, in ms. */
export const accessMs = 15 * 60_000;
/** A session that is not refreshed for this long ends. */
export const idleMs = 12 * 3_600_000;
/** A session ends this long after the sign-in, whatever is done. */
export const longestMs = 30 * 24 * 3_600_000;

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

type Opened = SignedInPerson & { id: string; generation: number; endsAt: number };

/** A new access token in the place of one of the session's that holds no longer, or beside those that still do. It ends with the session. */
export async function issueAccess(
  db: Db,
  workspaceId: string,
  session: Opened,
  now: number,
): Promise<Pick<Issued, 'accessToken' | 'accessUntil'>> {
  const accessToken = `ls_${session.role}_${secretOf()}`;
  const accessUntil = Math.min(now + accessMs, session.endsAt);
  const { id, generation, role, name, email } = session;
  const values = [workspaceId, id, new Date(now), hashToken(accessToken), new Date(accessUntil), generation, role];
  const { rowCount } = await db.query(
    `update tokens set hash = $4, created_at = $3, expires_at = $5, generation = $6, role = $7 where workspace_id = $1 and id =
       (select id from tokens where workspace_id = $1 and session_id = $2 and expires_at <= $3 limit 1)`,
    values,
  );
  if (rowCount === 0)
    await db.query(
      `insert into tokens (workspace_id, session_id, created_at, hash, expires_at, generation, role, id, name, email)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [...values, randomUUID(), name, email],
    );
  return { accessToken, accessUntil };
}

export async function workspaceName(db: Db, workspaceId: string): Promise<string> {
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
  const access = await issueAccess(db, workspaceId, { id, role, name, email, generation: 0, endsAt }, now);
  return {
    role,
    name,
    email,
    workspaceId,
    sessionId: id,
    ...access,
    endsAt,
    workspaceName: await workspaceName(db, workspaceId),
    refreshToken: refreshTokenOf({ family, once }),
  };
}
