import type { Pool } from 'pg';
import type { PersonRole } from '../../lib/contract/sign-in.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { tellTokens } from './told.ts';

/**
 * Gives a person another role, in every session that is going on and every token of theirs; servers go by it within 30 seconds. Answers how many
 * sessions and tokens have it now that had another. `email` in any case.
 */
export async function changeRole(pool: Pool, workspaceId: string, email: string, role: PersonRole, now: number): Promise<number> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const sessions = await db.query<{ id: string }>(
      `update sessions set role = $3 where workspace_id = $1 and lower(email) = lower($2) and role <> $3
         and ended_at is null and least(idle_until, ends_at) > $4 returning id`,
      [workspaceId, email, role, new Date(now)],
    );
    const tokens = await db.query<{ id: string; own: boolean }>(
      `update tokens set role = $3 where workspace_id = $1 and lower(email) = lower($2) and role not in ($3, 'ingest') and revoked_at is null
         and (expires_at is null or expires_at > $4) returning coalesce(session_id, id) as id, session_id is null as own`,
      [workspaceId, email, role, new Date(now)],
    );
    await tellTokens(db, [...new Set([...sessions.rows, ...tokens.rows].map(({ id }) => id))]);
    return sessions.rows.length + tokens.rows.filter(({ own }) => own).length;
  });
}
