import type { Hub } from '../live/hub.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import type { Authenticator } from './authenticate.ts';

/** On this channel servers tell each other of a token or session that ended or has another role, by its id. */
export const tokensChannel = 'leadside_tokens';

/** Tells every server, once this transaction commits; one that does not hear it learns of it within 30 seconds. */
export async function tellTokens(db: Db, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await db.query('select pg_notify($1, id) from unnest($2::text[]) as id', [tokensChannel, ids]);
}

/** What a server does when it is told: the token is looked up afresh, and its open streams end unless it still opens. */
export function tokensHeard({ authenticate, hub }: { authenticate: Authenticator; hub: Pick<Hub, 'recheck'> }) {
  return (id: string | null) => {
    authenticate.forget(id);
    if (id !== null) hub.recheck(id);
  };
}
