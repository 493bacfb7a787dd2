import type { LeadFacts } from '../../lib/contract/facts.ts';
import { latestHandoff } from '../../lib/handoff/handoff-for.ts';
import { parsePolicy } from '../../lib/policy/parse.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import { withCountryHolidays } from '../calendars/country-holidays.ts';
import type { Db } from './in-workspace.ts';

export type CurrentPolicy = { policy: Policy; version: number };

/** A version's text never changes, so what was read of it holds for the life of the process. Null: it does not fit this server. */
const read = new Map<string, Policy | null>();
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
  const policy = await policyAt(db, workspaceId, version);
  if (policy === null) throw new Error(`Policy version ${version} does not fit this server`);
  return { policy, version };
}

/** The policy as it was signed off under this version; null when there is none, or when this server cannot read it any more. */
export async function policyAt(db: Db, workspaceId: string, version: number): Promise<Policy | null> {
  const key = `${workspaceId}/${version}`;
  const known = read.get(key);
  if (known !== undefined) return known;
  const { rows } = await db.query<{ text: string }>('select text from policies where workspace_id = $1 and version = $2', [
    workspaceId,
    version,
  ]);
  const text = rows[0]?.text;
  // A version that is not there yet may be there next time.
  if (text === undefined) return null;
  const parsed = parsePolicy(text);
  const policy = parsed.ok ? await withCountryHolidays(parsed.policy) : null;
  if (read.size >= kept) for (const oldest of read.keys()) if (read.delete(oldest)) break;
  read.set(key, policy);
  return policy;
}

/** The policy the lead's standing handoff was made under and is judged by; today's when there is none, or none that can be read. */
export async function policyOfHandoff(
  db: Db,
  workspaceId: string,
  facts: Pick<LeadFacts, 'handoffs'>,
  current: CurrentPolicy,
): Promise<Policy> {
  const version = latestHandoff(facts)?.policyVersion ?? current.version;
  if (version === current.version) return current.policy;
  return (await policyAt(db, workspaceId, version)) ?? current.policy;
}
