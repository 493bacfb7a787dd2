import type { Pool } from 'pg';
import type { Role } from '../../lib/contract/session.ts';
import type { EndedSession, PersonSession } from '../../lib/contract/sign-in.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { findSession } from './refresh-token.ts';
import { hashToken } from './tokens.ts';
import { tellTokens } from './told.ts';

type Ending = { because: 'signed_out' | 'reused' | 'by' | 'rules'; by: string | null };

/** With what a session has. Its row is locked first, as a refresh does, so that no new token can slip in. */
export async function endRow(db: Db, workspaceId: string, id: string, { because, by }: Ending, now: number): Promise<boolean> {
  const { rowCount } = await db.query(
    `update sessions set ended_at = $3, ended_because = $4, ended_by = $5 where workspace_id = $1 and id = $2 and ended_at is null`,
    [workspaceId, id, new Date(now), because, by],
  );
  await db.query('update tokens set revoked_at = $3 where workspace_id = $1 and session_id = $2 and revoked_at is null', [
    workspaceId,
    id,
    new Date(now),
  ]);
  await tellTokens(db, [id]);
  return rowCount === 1;
}

/** Ends the session any of whose refresh tokens this is. One that is over, or never was, is no error. */
export async function signOut(pool: Pool, refreshToken: string, now: number): Promise<void> {
  const found = await findSession(pool, refreshToken);
  if (found === null) return;
  const { workspaceId, parts } = found;
  await inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<{ id: string }>(
      'select id from sessions where workspace_id = $1 and family_hash = $2 for update',
      [workspaceId, hashToken(parts.family)],
    );
    if (rows[0]) await endRow(db, workspaceId, rows[0].id, { because: 'signed_out', by: null }, now);
  });
}

/** Ends a session on behalf of an admin; every server refuses its tokens within 30 seconds. False when none of that id is going on. */
export async function endSession(pool: Pool, workspaceId: string, id: string, by: string, now: number): Promise<boolean> {
  return inWorkspace(pool, workspaceId, (db) => endRow(db, workspaceId, id, { because: 'by', by }, now));
}

type Row = {
  id: string;
  role: Exclude<Role, 'ingest'>;
  name: string;
  email: string;
  how: 'oidc' | 'code';
  created_at: Date;
  refreshed_at: Date;
  until: Date;
};

/** The sessions that are going on, newest sign-in first. */
export async function listSessions(pool: Pool, workspaceId: string, now: number): Promise<PersonSession[]> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<Row>(
      `select id, role, name, email, how, created_at, refreshed_at, least(idle_until, ends_at) as until from sessions
       where workspace_id = $1 and ended_at is null and idle_until > $2 and ends_at > $2 order by created_at desc, id limit 5000`,
      [workspaceId, new Date(now)],
    ),
  );
  return rows.map(({ id, role, name, email, how, created_at, refreshed_at, until }) => ({
    id,
    role,
    how,
    person: { name, email },
    signedInAt: created_at.toISOString(),
    lastSeenAt: refreshed_at.toISOString(),
    endsAt: until.toISOString(),
  }));
}

/** How far back ended sessions are told of, in ms. */
const toldMs = 30 * 86_400_000;

type EndedRow = Row & { ended_at: Date; ended_because: EndedSession['because']; ended_by: string | null };

/** The sessions that were ended in the last 30 days before their time, the last first. */
export async function listEnded(pool: Pool, workspaceId: string, now: number): Promise<EndedSession[]> {
  const { rows } = await inWorkspace(pool, workspaceId, (db) =>
    db.query<EndedRow>(
      `select id, role, name, email, how, created_at, ended_at, ended_because, ended_by from sessions
       where workspace_id = $1 and ended_at > $2 order by ended_at desc, id limit 5000`,
      [workspaceId, new Date(now - toldMs)],
    ),
  );
  return rows.map(({ id, role, name, email, how, created_at, ended_at, ended_because, ended_by }) => ({
    id,
    role,
    how,
    person: { name, email },
    signedInAt: created_at.toISOString(),
    endedAt: ended_at.toISOString(),
    because: ended_because,
    by: ended_by,
  }));
}
