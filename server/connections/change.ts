import type { Pool } from 'pg';
import type { Connection, ConnectionKey, ConnectionTest } from '../../lib/contract/connection.ts';
import type { WriteOutcome } from '../connectors/connector.ts';
import { quoted } from '../connectors/sentence.ts';
import { withoutWebhooks } from '../crm-read/webhooks/index.ts';
import { wake } from '../outbox/wake.ts';
import { ApiError } from '../routes/api-error.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { outdateRead, outdateWaiting } from './affected.ts';
import { type ConnectionDeps, connectionOf, missing, prove, sayingWhy, taken } from './store.ts';
import { accountOf, findConnection, targetOf } from './targets.ts';

const testMs = 20_000;

/** What reps are told of their leads meanwhile, whatever the admin wrote: all of it. */
function pausedSentence(why: string): string {
  const words = quoted(why, [], why.length).replace(/\.$/, '');
  return `An admin has paused this connection${words === '' ? '' : `: “${words}”`}.`;
}

/** Pauses a connection, or lets it go on. Its jobs wait meanwhile. Throws `not_found`. */
export function setState(
  pool: Pool,
  workspaceId: string,
  key: ConnectionKey,
  wanted: { state: 'on' | 'paused'; because?: string | undefined },
  now: number,
): Promise<Connection> {
  const id = { workspaceId, ...accountOf(key.crm, key.account) };
  const because = wanted.state === 'on' ? null : pausedSentence(wanted.because ?? '');
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rowCount } = await db.query(
      `update crm_connections set state = $4, paused_because = $5, changed_at = $6, failures = 0, open_until = null
       where workspace_id = $1 and crm = $2 and account = $3`,
      [workspaceId, id.crm, id.account, wanted.state, because, new Date(now)],
    );
    if (rowCount !== 1) throw missing();
    await outdateWaiting(db, id, now);
    await wake(db);
    return connectionOf(db, workspaceId, id, now);
  });
}

/** Forgets a connection with its secret. What was still to be written is parked, to be sent again once it is back. Throws `not_found`. */
export function removeConnection(pool: Pool, workspaceId: string, key: ConnectionKey, now: number): Promise<void> {
  const id = { workspaceId, ...accountOf(key.crm, key.account) };
  return inWorkspace(pool, workspaceId, async (db) => {
    const values = [workspaceId, id.crm, id.account];
    const { rowCount } = await db.query(
      'delete from crm_connections where workspace_id = $1 and crm = $2 and account = $3',
      values,
    );
    if (rowCount !== 1) throw missing();
    await outdateWaiting(db, id, now);
    await outdateRead(db, id, now);
    await db.query(
      `update crm_jobs set state = 'parked', parked_code = 'disconnected', state_since = $4, lease = null, lease_until = null,
         because = 'The connection to this CRM was removed. Connect it again, then send this again.'
       where workspace_id = $1 and crm = $2 and account = $3 and state in ('waiting', 'sending')`,
      [...values, new Date(now)],
    );
  });
}

/**
 * Signs in and says whether writing will work. The first time it does binds the account to this workspace. Throws `not_found`,
 * and `not_offered` when another workspace has proven the account first.
 */
export async function testConnection(deps: ConnectionDeps, workspaceId: string, key: ConnectionKey): Promise<ConnectionTest> {
  const { pool, keyring, connectors, now } = deps;
  const id = { workspaceId, ...accountOf(key.crm, key.account) };
  const row = await inWorkspace(pool, workspaceId, (db) => findConnection(db, id));
  if (row === null) throw missing();
  const connector = connectors[id.crm];
  if (!connector) throw new ApiError('bad_request', { message: `This server has no connector for ${id.crm}.` });
  const { secret, ...rest } = await sayingWhy(targetOf(keyring, row));
  const target = { ...rest, secret: withoutWebhooks(secret) };
  const attempt = { look: false, signal: AbortSignal.timeout(testMs), now: () => now };
  const outcome = await connector.test(target, attempt).catch((): WriteOutcome => failed);
  if (outcome.kind !== 'done') return { ok: false, sentence: outcome.because };
  if (!(await prove(pool, id, now))) throw taken();
  return { ok: true, sentence: 'Signed in; what a rep decides will be written there.' };
}

const failed: WriteOutcome = {
  kind: 'later',
  because: 'The test did not come to an end; try again.',
  retryAfterMs: null,
  unknown: false,
};
