import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { stringify } from 'yaml';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import { withoutProblems } from '../calendars/without.ts';
import { StartupError } from '../startup-error.ts';
import { inWorkspace } from './in-workspace.ts';

export type WorkspaceInfo = { id: string; name: string; createdAt: Date };

/** Makes a workspace with its first policy, the default one unless a text is given. Throws a sentence for a bad policy. */
export async function createWorkspace(pool: Pool, wanted: { name: string; policyText?: string }): Promise<{ id: string }> {
  const text = await checked(wanted.policyText ?? stringify(defaultPolicyInput));
  const id = randomUUID();
  await inWorkspace(pool, id, async (db) => {
    await db.query('insert into workspaces (id, name) values ($1, $2)', [id, wanted.name]);
    await db.query('insert into policies (workspace_id, version, text) values ($1, 1, $2)', [id, text]);
  });
  return { id };
}

/** Oldest first. */
export async function listWorkspaces(pool: Pool): Promise<WorkspaceInfo[]> {
  const { rows } = await pool.query<WorkspaceInfo>(
    'select id, name, created_at as "createdAt" from workspaces order by created_at, id',
  );
  return rows;
}

/**
 * Gives a workspace the next version of its policy. Every context counts as out of date from here on and is worked out again
 * when it is read, or before. Throws a sentence that lists what is wrong with a bad policy, or names an unknown workspace.
 */
export async function setPolicy(pool: Pool, wanted: { workspaceId: string; policyText: string }): Promise<{ version: number }> {
  const { workspaceId } = wanted;
  const text = await checked(wanted.policyText);
  return inWorkspace(pool, workspaceId, async (db) => {
    // The row lock lets two writers have a version each.
    const found = await db.query('select 1 from workspaces where id = $1 for update', [workspaceId]);
    if (found.rowCount === 0)
      throw new StartupError(`There is no workspace ${workspaceId}; list them with: npm run workspace -- list`);
    const { rows } = await db.query<{ version: number }>(
      `insert into policies (workspace_id, version, text)
       select $1, coalesce(max(version), 0) + 1, $2 from policies where workspace_id = $1 returning version`,
      [workspaceId, text],
    );
    await db.query(
      `update contexts c set refresh_at = 'epoch' from
         (select lead_id from contexts where workspace_id = $1 order by lead_id for update) due
       where c.workspace_id = $1 and c.lead_id = due.lead_id`,
      [workspaceId],
    );
    return { version: rows[0]?.version ?? 1 };
  });
}

async function checked(text: string): Promise<string> {
  const parsed = parsePolicy(text);
  const without = parsed.ok ? await withoutProblems(parsed.policy, new Date().getUTCFullYear()) : [];
  if (parsed.ok && without.length === 0) return text;
  const lines = parsed.ok
    ? without.map((problem) => `  ${problem}`)
    : parsed.problems.map(({ path, line, message }) => `  line ${line}, ${path || 'the file'}: ${message}`);
  throw new StartupError(`The policy cannot be used:\n${lines.join('\n')}`);
}
