import * as z from 'zod';
import { type CrmId, crmId } from '../../lib/contract/record.ts';
import type { CrmTarget } from '../connectors/connector.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import type { Keyring } from './keyring.ts';

/** A row of `crm_connections` as the database gives it. */
export type ConnectionRow = {
  workspace_id: string;
  crm: CrmId;
  account: string;
  base_url: string;
  secret: Buffer;
  key_id: string;
  settings: Record<string, string>;
  state: 'on' | 'paused' | 'signed_out';
  paused_because: string | null;
  failures: number;
  open_until: Date | null;
  proven_at: Date | null;
  created_at: Date;
  changed_at: Date;
};

export type ConnectionId = { workspaceId: string; crm: CrmId; account: string };

const secretShape = z.record(z.string(), z.string());

/** A sealed secret opens for the connection it was set for and for no other. */
export const purposeOf = ({ workspaceId, crm, account }: ConnectionId) => `crm connection\0${workspaceId}\0${crm}\0${account}`;

/** What a connector is given. Throws a `StartupError` with what to do when the secret cannot be opened. */
export async function targetOf(keyring: Keyring, row: ConnectionRow): Promise<CrmTarget> {
  const id: ConnectionId = { workspaceId: row.workspace_id, crm: row.crm, account: row.account };
  const text = await keyring.unseal({ secret: row.secret, keyId: row.key_id }, purposeOf(id));
  return { ...id, baseUrl: row.base_url, secret: secretShape.parse(JSON.parse(text)), settings: row.settings };
}

/** The connection of one tenant of a CRM, or null. */
export async function findConnection(db: Db, { workspaceId, crm, account }: ConnectionId): Promise<ConnectionRow | null> {
  const { rows } = await db.query<ConnectionRow>(
    'select * from crm_connections where workspace_id = $1 and crm = $2 and account = $3',
    [workspaceId, crm, account],
  );
  return rows[0] ?? null;
}

/** An account as refs name it: lower case, but for one that is an origin with its folder. */
export function accountOf(crm: string, account: string): { crm: CrmId; account: string } {
  return { crm: crmId.parse(crm), account: account.includes('://') ? account.replace(/\/+$/, '') : account.toLowerCase() };
}
