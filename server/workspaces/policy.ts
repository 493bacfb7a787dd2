import { parsePolicy } from '../../lib/policy/parse.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import type { Db } from './in-workspace.ts';

export type CurrentPolicy = { policy: Policy; version: number };

/** A version's text never changes, so what was read of it holds for the life of the process. */
const read = new Map<string, CurrentPolicy>();
const kept = 200;

/** The policy a workspace follows now. Throws when the stored text no longer fits this server's schema. */
export async function currentPolicy(db: Db, workspaceId: string): Promise<CurrentPolicy> {
  const newest = await db.query<{ version: number }>({
    name: 'policy-version',
    text: 'select version from policies where workspace_id = $1 order by version desc limit 1',
    values: [workspaceId],
  });
  const version = newest.rows[0]?.version;
  if (version === undefined) throw new Error('The workspace has no policy');
  const key = `${workspaceId}/${version}`;
  const known = read.get(key);
  if (known) return known;
  const { rows } = await db.query<{ text: string }>('select text from policies where workspace_id = $1 and version = $2', [
    workspaceId,
    version,
  ]);
  const parsed = parsePolicy(rows[0]?.text ?? '');
  if (!parsed.ok) throw new Error(`Policy version ${version} does not fit this server: ${parsed.problems[0]?.path}`);
  const current = { policy: parsed.policy, version };
  if (read.size >= kept) for (const oldest of read.keys()) if (read.delete(oldest)) break;
  read.set(key, current);
  return current;
}
