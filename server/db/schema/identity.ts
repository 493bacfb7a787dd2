import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';

export const workspaces = pgTable('workspaces', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** Hashes of erased identifiers are made with it. */
  erasureSalt: uuid('erasure_salt').notNull().defaultRandom(),
});

/** Leads every key and every reference. */
export const workspace = () =>
  uuid('workspace_id')
    .notNull()
    .references(() => workspaces.id);

/** The policy file as it was signed off; never changed, only followed by the next version. */
export const policies = pgTable(
  'policies',
  {
    workspaceId: workspace(),
    version: integer('version').notNull(),
    text: text('text').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.version] })],
);

/**
 * A person who has signed in. A refresh token is two secrets: one that stays for as long as the session does, by which it is found,
 * and one that is good once. So any earlier one is known for what it is, and none of them has to be kept.
 */
export const sessions = pgTable(
  'sessions',
  {
    workspaceId: workspace(),
    id: uuid('id').notNull(),
    role: text('role').notNull(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** `oidc` or `code`. */
    how: text('how').notNull(),
    familyHash: bytes('family_hash').notNull(),
    currentHash: bytes('current_hash').notNull(),
    /** The refresh token before. */
    previousHash: bytes('previous_hash'),
    /** With the refresh token before it makes the current one again; null once anything that came with the current one was used. */
    successorKey: bytes('successor_key'),
    /** How often the refresh token was renewed. */
    generation: integer('generation').notNull().default(0),
    refreshedAt: moment('refreshed_at').notNull(),
    idleUntil: moment('idle_until').notNull(),
    endsAt: moment('ends_at').notNull(),
    createdAt: moment('created_at').notNull(),
    endedAt: moment('ended_at'),
    /** `signed_out`, `reused`, `by` somebody, or `rules`: who may sign in was changed. */
    endedBecause: text('ended_because'),
    endedBy: text('ended_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('sessions_family').on(t.familyHash),
    index('sessions_last').on(t.workspaceId, t.idleUntil),
    check('sessions_how', sql`how in ('oidc', 'code')`),
    check('sessions_ended', sql`ended_because in ('signed_out', 'reused', 'by', 'rules')`),
  ],
);

const keyOfSession: [AnyPgColumn, AnyPgColumn] = [sessions.workspaceId, sessions.id];
/** Only the hash of a token is kept. For role `ingest`, `name` is the source its events are stored under. */
export const tokens = pgTable(
  'tokens',
  {
    workspaceId: workspace(),
    id: uuid('id').notNull(),
    role: text('role').notNull(),
    name: text('name').notNull(),
    email: text('email'),
    hash: bytes('hash').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at'),
    revokedAt: moment('revoked_at'),
    /** The session whose access token this is; null for a token that was made by hand. */
    sessionId: uuid('session_id'),
    /** Which of the session's refresh tokens it came with. */
    generation: integer('generation'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    uniqueIndex('tokens_hash').on(t.hash),
    foreignKey({ columns: [t.workspaceId, t.sessionId], foreignColumns: keyOfSession }).onDelete('cascade'),
    index('tokens_session').on(t.workspaceId, t.sessionId).where(sql`session_id is not null`),
  ],
);

/** `key` is `group:<groupId>` or `domain:<mail domain>`. */
export const accounts = pgTable(
  'accounts',
  {
    workspaceId: workspace(),
    key: text('key').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
);

export const leads = pgTable(
  'leads',
  {
    workspaceId: workspace(),
    id: uuid('id').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** The newest `group` call wins; without one it is the domain of the mail address. */
    groupKey: text('group_key'),
    groupAt: moment('group_at'),
    domainKey: text('domain_key'),
    domainAt: moment('domain_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.groupKey], foreignColumns: [accounts.workspaceId, accounts.key] }),
    foreignKey({ columns: [t.workspaceId, t.domainKey], foreignColumns: [accounts.workspaceId, accounts.key] }),
    index('leads_group').on(t.workspaceId, t.groupKey),
    index('leads_domain').on(t.workspaceId, t.domainKey),
  ],
);

/** A reference to a lead of the same workspace. */
export const ofLead = <Table extends string>(t: {
  workspaceId: AnyPgColumn<{ tableName: Table }>;
  leadId: AnyPgColumn<{ tableName: Table }>;
}) => foreignKey({ columns: [t.workspaceId, t.leadId], foreignColumns: [leads.workspaceId, leads.id] });
export const leadId = () => uuid('lead_id').notNull();

/** Who an identifier belongs to: `kind` is user, anonymous or email. The first owner keeps it. */
export const identities = pgTable(
  'identities',
  {
    workspaceId: workspace(),
    kind: text('kind').notNull(),
    value: text('value').notNull(),
    leadId: leadId(),
    source: text('source').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.kind, t.value] }),
    ofLead(t),
    index('identities_lead').on(t.workspaceId, t.leadId),
  ],
);

/** An identifier or record that an event claimed for one lead while it belonged to another: kept for a person to judge. */
export const claims = pgTable(
  'claims',
  {
    workspaceId: workspace(),
    kind: text('kind').notNull(),
    value: text('value').notNull(),
    leadId: leadId(),
    source: text('source').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.kind, t.value, t.leadId, t.source] }), ofLead(t)],
);

/** Which lead a CRM record shows. */
export const links = pgTable(
  'links',
  {
    workspaceId: workspace(),
    crm: text('crm').notNull(),
    account: text('account').notNull(),
    object: text('object').notNull(),
    id: text('id').notNull(),
    leadId: leadId(),
    source: text('source').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** Stands for the record in the view log, which must not name anybody once the link is erased. */
    viewKey: uuid('view_key').notNull().defaultRandom(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.crm, t.account, t.object, t.id] }),
    ofLead(t),
    index('links_lead').on(t.workspaceId, t.leadId),
  ],
);
