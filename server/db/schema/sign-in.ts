import { sql } from 'drizzle-orm';
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { workspace } from './identity.ts';

/** The OpenID Connect provider of a workspace: one or none. */
export const signInProviders = pgTable(
  'sign_in_providers',
  {
    workspaceId: workspace(),
    issuer: text('issuer').notNull(),
    clientId: text('client_id').notNull(),
    /** Encrypted with the key `key_id` names; null for a public client. */
    secret: bytes('secret'),
    keyId: text('key_id'),
    /** Mail domains, lower case: whoever has an address in one of them may come in. */
    domains: jsonb('domains').notNull(),
    /** The claim that says who has which role, and what its values mean; null when all get the default. */
    roleClaim: text('role_claim'),
    roleMap: jsonb('role_map').notNull().default({}),
    defaultRole: text('default_role').notNull(),
    /** An admin vouches for its addresses where it does not say whether it has verified them. */
    vouched: boolean('vouched').notNull().default(false),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId] }), check('sign_in_providers_secret', sql`(secret is null) = (key_id is null)`)],
);

/** Codes an admin hands out; only their hashes. */
export const pairingCodes = pgTable(
  'pairing_codes',
  {
    workspaceId: workspace(),
    id: uuid('id').notNull(),
    hash: bytes('hash').notNull(),
    role: text('role').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    madeBy: text('made_by').notNull(),
    madeAt: moment('made_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('pairing_codes_hash').on(t.hash),
    index('pairing_codes_old').on(t.workspaceId, t.expiresAt),
  ],
);
