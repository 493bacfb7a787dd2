import type { Pool } from 'pg';
import type { PolicyProblem } from '../../lib/contract/policy.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import { StartupError } from '../startup-error.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { judgePolicy } from './judge.ts';

export type PolicyVersion = {
  version: number;
  /** Null when this server cannot read the text any more. */
  name: string | null;
  createdAt: Date;
  /** Handoffs that were made under it and are judged by it. */
  handoffs: number;
};

/** What each version calls itself: its text never changes, so this holds for the life of the process. */
const names = new Map<string, string | null>();
const mostNames = 1000;

/** The versions a workspace has had, newest first, the newest 100. None is ever changed or taken out. */
export function policyVersions(pool: Pool, workspaceId: string): Promise<PolicyVersion[]> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<Omit<PolicyVersion, 'name'>>(
      `select p.version, p.created_at as "createdAt",
         (select count(*) from handoffs h where h.workspace_id = $1 and h.policy_version = p.version)::int as handoffs
       from policies p where p.workspace_id = $1 order by p.version desc limit 100`,
      [workspaceId],
    );
    const versions: PolicyVersion[] = [];
    for (const row of rows) versions.push({ ...row, name: await nameOf(db, workspaceId, row.version) });
    return versions;
  });
}

async function nameOf(db: Db, workspaceId: string, version: number): Promise<string | null> {
  const key = `${workspaceId}/${version}`;
  const known = names.get(key);
  if (known !== undefined) return known;
  const { rows } = await db.query<{ text: string }>('select text from policies where workspace_id = $1 and version = $2', [
    workspaceId,
    version,
  ]);
  const parsed = parsePolicy(rows[0]?.text ?? '');
  const name = parsed.ok ? parsed.policy.name : null;
  if (names.size >= mostNames) names.clear();
  names.set(key, name);
  return name;
}

export type PolicyText = { version: number; text: string; createdAt: Date };

/** The text of a version as it was signed off, the newest when none is named; null when there is no such version. */
export function policyText(pool: Pool, workspaceId: string, version?: number): Promise<PolicyText | null> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<PolicyText>(
      `select version, text, created_at as "createdAt" from policies
       where workspace_id = $1 and ($2::int is null or version = $2) order by version desc limit 1`,
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
export async function readPolicy(text: string, file: string): Promise<Policy> {
  const parsed = await judgePolicy(text);
  if (parsed.ok) return parsed.policy;
  const lines = parsed.problems.map((problem) => problemLine(problem, file));
  throw new StartupError(`The policy cannot be used:\n${lines.join('\n')}`);
}
