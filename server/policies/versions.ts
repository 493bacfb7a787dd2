import type { Pool } from 'pg';
import { type PolicyProblem, parsePolicy } from '../../lib/policy/parse.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import { StartupError } from '../startup-error.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';

export type PolicyVersion = {
  version: number;
  /** Null when this server cannot read the text any more. */
  name: string | null;
  createdAt: Date;
  /** Handoffs that were made under it and are judged by it. */
  handoffs: number;
};

/** Every version a workspace has had, newest first. None is ever changed or taken out. */
export function policyVersions(pool: Pool, workspaceId: string): Promise<PolicyVersion[]> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<{ version: number; text: string; createdAt: Date; handoffs: number }>(
      `select p.version, p.text, p.created_at as "createdAt",
         (select count(*) from handoffs h where h.workspace_id = $1 and h.policy_version = p.version)::int as handoffs
       from policies p where p.workspace_id = $1 order by p.version desc`,
      [workspaceId],
    );
    return rows.map(({ text, ...row }) => {
      const parsed = parsePolicy(text);
      return { ...row, name: parsed.ok ? parsed.policy.name : null };
    });
  });
}

/** The text of a version as it was signed off, the newest when none is named; null when there is no such version. */
export function policyText(pool: Pool, workspaceId: string, version?: number): Promise<{ version: number; text: string } | null> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<{ version: number; text: string }>(
      'select version, text from policies where workspace_id = $1 and ($2::int is null or version = $2) order by version desc limit 1',
      [workspaceId, version ?? null],
    );
    return rows[0] ?? null;
  });
}

/** "policy.yaml:12: score.threshold: Write a number here, not a text." */
export function problemLine({ path, line, message }: PolicyProblem, file: string): string {
  return `${file}:${line}: ${path === '' ? '' : `${path}: `}${message}`;
}

/** The policy in a text; throws the list of what is wrong with it, a line each. `file` is named in each. */
export function readPolicy(text: string, file: string): Policy {
  const parsed = parsePolicy(text);
  if (parsed.ok) return parsed.policy;
  const lines = parsed.problems.map((problem) => problemLine(problem, file));
  throw new StartupError(`The policy cannot be used:\n${lines.join('\n')}`);
}
