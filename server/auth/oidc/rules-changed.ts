import type { Db } from '../../workspaces/in-workspace.ts';
import { endRow } from '../end-session.ts';
import type { SignInProvider } from './provider-store.ts';

type Rules = Omit<SignInProvider, 'secret'>;

const roleRules = ({ roleClaim, roleMap, defaultRole }: Rules) =>
  JSON.stringify([roleClaim, Object.entries(roleMap).toSorted(([one], [other]) => (one < other ? -1 : 1)), defaultRole]);

const domainOf = (email: string) => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/**
 * Ends the sessions that were begun through the provider under rules that no longer let that person in, or not as what they are: what the
 * provider said of them is not kept, so they sign in again. Answers how many.
 */
export async function endOutdated(db: Db, workspaceId: string, before: Rules, after: Rules, now: number): Promise<number> {
  const everybody =
    before.issuer !== after.issuer ||
    before.clientId !== after.clientId ||
    roleRules(before) !== roleRules(after) ||
    (before.vouched && !after.vouched);
  const { rows } = await db.query<{ id: string; email: string }>(
    `select id, email from sessions where workspace_id = $1 and how = 'oidc' and ended_at is null and least(idle_until, ends_at) > $2 for update`,
    [workspaceId, new Date(now)],
  );
  const outdated = rows.filter(({ email }) => everybody || !after.domains.includes(domainOf(email)));
  for (const { id } of outdated) await endRow(db, workspaceId, id, { because: 'rules', by: null }, now);
  return outdated.length;
}
