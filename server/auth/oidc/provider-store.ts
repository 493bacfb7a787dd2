import type { Pool } from 'pg';
import * as z from 'zod';
import { type PersonRole, personRole } from '../../../lib/contract/sign-in.ts';
import type { Keyring } from '../../connections/keyring.ts';
import { inWorkspace } from '../../workspaces/in-workspace.ts';
import { endOutdated } from './rules-changed.ts';

/** The OpenID Connect provider of a workspace, as an admin set it. */
export type SignInProvider = {
  issuer: string;
  clientId: string;
  /** Null for a public client. */
  secret: string | null;
  /** Mail domains, lower case. */
  domains: string[];
  /** The claim that says who has which role; null when all get the default. */
  roleClaim: string | null;
  roleMap: Record<string, PersonRole>;
  defaultRole: PersonRole;
  /** An admin vouches for the addresses of a provider that does not say whether it has verified them. */
  vouched: boolean;
};

type Row = {
  issuer: string;
  client_id: string;
  secret: Buffer | null;
  key_id: string | null;
  domains: unknown;
  role_claim: string | null;
  role_map: unknown;
  default_role: string;
  vouched: boolean;
};

const domainsOf = z.array(z.string());
const mapOf = z.record(z.string(), personRole);

/** A sealed secret opens for the workspace and the client it was set for. */
const purposeOf = (workspaceId: string, clientId: string) => `sign-in provider\0${workspaceId}\0${clientId}`;

/** Answers how many people have to sign in again, because the rules they came in by are others now. */
export async function setProvider(
  pool: Pool,
  keyring: Keyring,
  workspaceId: string,
  provider: SignInProvider,
  now: number,
): Promise<number> {
  const { issuer, clientId, secret, domains, roleClaim, roleMap, defaultRole, vouched } = provider;
  const sealed = secret === null ? null : await keyring.seal(secret, purposeOf(workspaceId, clientId));
  return inWorkspace(pool, workspaceId, async (db) => {
    const { rows } = await db.query<Row>('select * from sign_in_providers where workspace_id = $1 for update', [workspaceId]);
    await db.query(
      `insert into sign_in_providers (workspace_id, issuer, client_id, secret, key_id, domains, role_claim, role_map, default_role, vouched, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
       on conflict (workspace_id) do update set issuer = $2, client_id = $3, secret = $4, key_id = $5, domains = $6, role_claim = $7,
         role_map = $8, default_role = $9, vouched = $10, changed_at = $11`,
      [
        workspaceId,
        issuer,
        clientId,
        sealed?.secret ?? null,
        sealed?.keyId ?? null,
        JSON.stringify(domains),
        roleClaim,
        JSON.stringify(roleMap),
        defaultRole,
        vouched,
        new Date(now),
      ],
    );
    return rows[0] ? endOutdated(db, workspaceId, rulesOf(rows[0]), provider, now) : 0;
  });
}

function rulesOf(row: Row): Omit<SignInProvider, 'secret'> {
  return {
    issuer: row.issuer,
    clientId: row.client_id,
    domains: domainsOf.parse(row.domains),
    roleClaim: row.role_claim,
    roleMap: mapOf.parse(row.role_map),
    defaultRole: personRole.parse(row.default_role),
    vouched: row.vouched,
  };
}

/** Null when the workspace has none. Its people stay signed in. */
export async function removeProvider(pool: Pool, workspaceId: string): Promise<boolean> {
  const { rowCount } = await inWorkspace(pool, workspaceId, (db) =>
    db.query('delete from sign_in_providers where workspace_id = $1', [workspaceId]),
  );
  return rowCount === 1;
}

/** A workspace by its id and its provider, without the secret; null when there is no such workspace. */
export async function findProvider(
  pool: Pool,
  workspaceId: string,
): Promise<{ name: string; provider: (Omit<SignInProvider, 'secret'> & { sealed: Row }) | null } | null> {
  return inWorkspace(pool, workspaceId, async (db) => {
    const workspaces = await db.query<{ name: string }>('select name from workspaces where id = $1', [workspaceId]);
    const [workspace] = workspaces.rows;
    if (!workspace) return null;
    const { rows } = await db.query<Row>('select * from sign_in_providers where workspace_id = $1', [workspaceId]);
    const [row] = rows;
    if (!row) return { name: workspace.name, provider: null };
    return { name: workspace.name, provider: { ...rulesOf(row), sealed: row } };
  });
}

/** Null for a public client. Throws a `StartupError` with what to do when the key is not here. */
export async function secretOfProvider(keyring: Keyring, workspaceId: string, row: Row): Promise<string | null> {
  if (row.secret === null || row.key_id === null) return null;
  return keyring.unseal({ secret: row.secret, keyId: row.key_id }, purposeOf(workspaceId, row.client_id));
}
