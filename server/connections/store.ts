import type { Pool } from 'pg';
import type { Connection, ConnectionKey, SetConnection } from '../../lib/contract/connection.ts';
import type { Connectors } from '../connectors/index.ts';
import { problemWithWebhooks, withoutWebhooks } from '../crm-read/webhooks/index.ts';
import { wake } from '../outbox/wake.ts';
import { isRestricted } from '../privacy/restricted.ts';
import { ApiError } from '../routes/api-error.ts';
import { codeOf, StartupError } from '../startup-error.ts';
import { acrossWorkspaces } from '../workspaces/across.ts';
import { type Db, inWorkspace } from '../workspaces/in-workspace.ts';
import { outdateWaiting } from './affected.ts';
import type { Keyring } from './keyring.ts';
import { accountOf, type ConnectionRow, findConnection, purposeOf, targetOf } from './targets.ts';

type Counted = ConnectionRow & { waiting: number; parked: number };

const counted = `select c.*,
  (select count(*)::int from crm_jobs j where j.workspace_id = c.workspace_id and j.crm = c.crm and j.account = c.account
    and j.state in ('waiting', 'sending') and not ${isRestricted('j.lead_id', 'j.workspace_id')}) as waiting,
  (select count(*)::int from crm_jobs j where j.workspace_id = c.workspace_id and j.crm = c.crm and j.account = c.account
    and j.state = 'parked' and not ${isRestricted('j.lead_id', 'j.workspace_id')}) as parked
  from crm_connections c`;

const told = (row: Counted, now: number): Connection => ({
  crm: row.crm,
  account: row.account,
  baseUrl: row.base_url,
  settings: row.settings,
  state: row.state,
  because: row.paused_because,
  provenAt: row.proven_at?.toISOString() ?? null,
  failures: row.failures,
  restingUntil: row.open_until !== null && row.open_until.getTime() > now ? row.open_until.toISOString() : null,
  waiting: row.waiting,
  parked: row.parked,
  createdAt: row.created_at.toISOString(),
  changedAt: row.changed_at.toISOString(),
});

/** Every connection of a workspace, without its secret. */
export function listConnections(pool: Pool, workspaceId: string, now: number): Promise<Connection[]> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<Counted>(`${counted} where c.workspace_id = $1 order by c.crm, c.account`, [workspaceId]);
    return rows.map((row) => told(row, now));
  });
}

/** One connection; throws `not_found`. */
export async function connectionOf(db: Db, workspaceId: string, key: ConnectionKey, now: number): Promise<Connection> {
  const { crm, account } = accountOf(key.crm, key.account);
  const { rows } = await db.query<Counted>(`${counted} where c.workspace_id = $1 and c.crm = $2 and c.account = $3`, [
    workspaceId,
    crm,
    account,
  ]);
  if (!rows[0]) throw missing();
  return told(rows[0], now);
}

export const missing = () =>
  new ApiError('not_found', { message: 'There is no such connection; list the connections there are.' });
export const taken = () =>
  new ApiError('not_offered', { message: 'This account of the CRM is connected to another workspace of this server.' });

/** A missing or wrong key is the admin's to mend, so its sentence goes out. */
export async function sayingWhy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof StartupError) throw new ApiError('bad_request', { message: error.message });
    throw error;
  }
}

export type ConnectionDeps = { pool: Pool; keyring: Keyring; connectors: Connectors; now: number };

/**
 * Makes a connection or changes it. It is on again if the CRM had signed it out, and its waiting jobs go at once. Throws
 * `bad_request` with what is wrong with the address, the secret or the settings, and `not_offered` for another workspace's account.
 */
export async function setConnection(deps: ConnectionDeps, workspaceId: string, wanted: SetConnection): Promise<Connection> {
  const { pool, keyring, connectors, now } = deps;
  const { crm, account } = accountOf(wanted.crm, wanted.account);
  const id = { workspaceId, crm, account };
  const baseUrl = wanted.baseUrl.replace(/(?<=^https?:\/\/[^/]+)\/$/, '');
  if (await elsewhere(pool, id)) throw taken();
  return inWorkspace(pool, workspaceId, async (db) => {
    const before = await findConnection(db, id);
    if (before === null && wanted.secret === undefined)
      throw new ApiError('bad_request', { issues: [{ path: 'secret', message: 'Give the credential of the CRM' }] });
    const secret = wanted.secret ?? (before ? (await sayingWhy(targetOf(keyring, before))).secret : {});
    const connector = connectors[crm];
    if (!connector) throw new ApiError('bad_request', { message: `This server has no connector for ${crm}.` });
    const own = { baseUrl, secret: withoutWebhooks(secret), settings: wanted.settings };
    const problem = connector.problemWith(own) ?? problemWithWebhooks(crm, secret);
    if (problem !== null) throw new ApiError('bad_request', { message: problem });
    const sealed = await sayingWhy(keyring.seal(JSON.stringify(secret), purposeOf(id)));
    await db.query(
      `insert into crm_connections (workspace_id, crm, account, base_url, secret, key_id, settings, created_at, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $8)
       on conflict (workspace_id, crm, account) do update set base_url = excluded.base_url, secret = excluded.secret,
         key_id = excluded.key_id, settings = excluded.settings, changed_at = excluded.changed_at, failures = 0, open_until = null,
         state = case crm_connections.state when 'signed_out' then 'on' else crm_connections.state end,
         paused_because = case crm_connections.state when 'signed_out' then null else crm_connections.paused_because end`,
      [workspaceId, crm, account, baseUrl, sealed.secret, sealed.keyId, JSON.stringify(wanted.settings), new Date(now)],
    );
    await outdateWaiting(db, id, now);
    await wake(db);
    return connectionOf(db, workspaceId, id, now);
  });
}

async function elsewhere(
  pool: Pool,
  { workspaceId, crm, account }: { workspaceId: string; crm: string; account: string },
): Promise<boolean> {
  if (crm === 'custom') return false;
  const { rowCount } = await acrossWorkspaces(pool, 'accountTaken').query(
    `select 1 from crm_connections where crm = $2 and account = $3 and workspace_id <> $1 and proven_at is not null`,
    [workspaceId, crm, account],
  );
  return (rowCount ?? 0) > 0;
}

/** The account is this workspace's from now on; false when it is another's already. */
export async function prove(
  pool: Pool,
  id: { workspaceId: string; crm: string; account: string },
  now: number,
): Promise<boolean> {
  try {
    await inWorkspace(pool, id.workspaceId, (db) =>
      db.query(
        `update crm_connections set proven_at = $4 where workspace_id = $1 and crm = $2 and account = $3 and proven_at is null`,
        [id.workspaceId, id.crm, id.account, new Date(now)],
      ),
    );
    return true;
  } catch (error) {
    if (codeOf(error) === '23505') return false;
    throw error;
  }
}
