import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { stringify } from 'yaml';
import { defaultPolicyInput } from '../../lib/policy/default.ts';
import { judgePolicy } from '../policies/judge.ts';
import { ApiError } from '../routes/api-error.ts';
import { StartupError } from '../startup-error.ts';
import { acrossWorkspaces } from './across.ts';
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
  const { rows } = await acrossWorkspaces(pool, 'workspaces').query<WorkspaceInfo>(
    'select id, name, created_at as "createdAt" from workspaces order by created_at, id',
  );
  return rows;
}

/**
 * Gives a workspace the next version of its policy. Every context counts as out of date from here on and is worked out again
 * when it is read, or before. `from` is the version the text was written from: with another one in force it is refused as a
 * conflict, and with this very text in force nothing changes. Throws a sentence that lists what is wrong with a bad policy, or names an unknown workspace.
 */
export async function setPolicy(
  pool: Pool,
  wanted: { workspaceId: string; policyText: string; from?: number },
): Promise<{ version: number; changed: boolean }> {
  const { workspaceId, from } = wanted;
  const text = await checked(wanted.policyText);
  return inWorkspace(pool, workspaceId, async (db) => {
    // The row lock lets two writers have a version each.
    const found = await db.query('select 1 from workspaces where id = $1 for update', [workspaceId]);
    if (found.rowCount === 0)
      throw new StartupError(`There is no workspace ${workspaceId}; list them with: npm run workspace -- list`);
    const newest = await db.query<{ version: number; text: string }>(
      'select version, text from policies where workspace_id = $1 order by version desc limit 1',
      [workspaceId],
    );
    const { version: before = 0, text: said } = newest.rows[0] ?? {};
    if (from !== undefined && said === text) return { version: before, changed: false };
    if (from !== undefined && from !== before)
      throw new ApiError('conflict', {
        message: `Version ${before} of the policy is in force by now; this one was written from ${from}.`,
      });
    const version = before + 1;
    await db.query('insert into policies (workspace_id, version, text) values ($1, $2, $3)', [workspaceId, version, text]);
    await db.query(
      `update contexts c set refresh_at = 'epoch' from
         (select lead_id from contexts where workspace_id = $1 and not restricted order by lead_id for update) due
       where c.workspace_id = $1 and c.lead_id = due.lead_id`,
      [workspaceId],
    );
    return { version, changed: true };
  });
}

async function checked(text: string): Promise<string> {
  const judged = await judgePolicy(text);
  if (judged.ok) return text;
  const lines = judged.problems.map(({ path, line, message }) => `  line ${line}, ${path || 'the file'}: ${message}`);
  throw new StartupError(`The policy cannot be used:\n${lines.join('\n')}`);
}
