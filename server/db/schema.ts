// Long because the whole schema is in one place, so that keys and references can be checked at a glance.
/**
 * Every table of the context API. `workspace_id` leads every key and every reference, so that a row of one workspace can
 * never point at a row of another. Instants are kept with milliseconds: what a tracker sends has no more.
 */
import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  boolean,
  customType,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core';

const bytes = customType<{ data: Buffer }>({ dataType: () => 'bytea' });
const moment = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
const workspace = () =>
  uuid('workspace_id')
    .notNull()
    .references(() => workspaces.id);

export const workspaces = pgTable('workspaces', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});

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
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), uniqueIndex('tokens_hash').on(t.hash)],
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

const ofLead = <Table extends string>(t: {
  workspaceId: AnyPgColumn<{ tableName: Table }>;
  leadId: AnyPgColumn<{ tableName: Table }>;
}) => foreignKey({ columns: [t.workspaceId, t.leadId], foreignColumns: [leads.workspaceId, leads.id] });
const leadId = () => uuid('lead_id').notNull();

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
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.crm, t.account, t.object, t.id] }),
    ofLead(t),
    index('links_lead').on(t.workspaceId, t.leadId),
  ],
);

/** Every event once, as it came, addresses cleaned. Without `lead_id` it waits for its person to be identified. */
export const events = pgTable(
  'events',
  {
    workspaceId: workspace(),
    source: text('source').notNull(),
    messageId: text('message_id').notNull(),
    type: text('type').notNull(),
    leadId: uuid('lead_id'),
    anonymousId: text('anonymous_id'),
    at: moment('at').notNull(),
    /** The time sent was out of range and was moved into it. */
    clamped: boolean('clamped').notNull(),
    receivedAt: moment('received_at').notNull(),
    payload: jsonb('payload').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.source, t.messageId] }),
    ofLead(t),
    index('events_lead').on(t.workspaceId, t.leadId),
    index('events_waiting').on(t.workspaceId, t.anonymousId).where(sql`lead_id is null`),
  ],
);

export const touches = pgTable(
  'touches',
  {
    workspaceId: workspace(),
    leadId: leadId(),
    id: text('id').notNull(),
    at: moment('at').notNull(),
    type: text('type').notNull(),
    name: text('name').notNull(),
    title: text('title').notNull(),
    url: text('url'),
    path: text('path'),
    referrer: text('referrer'),
    userAgent: text('user_agent'),
    campaign: jsonb('campaign').notNull(),
    stage: text('stage'),
    topic: text('topic'),
    spent: real('spent'),
    depth: real('depth'),
    source: text('source').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId, t.id] }),
    ofLead(t),
    index('touches_order').on(t.workspaceId, t.leadId, t.at),
  ],
);

/** One known value of a lead. `item` is empty for a single-valued field, else what tells the values apart. */
export const leadFacts = pgTable(
  'lead_facts',
  {
    workspaceId: workspace(),
    leadId: leadId(),
    field: text('field').notNull(),
    item: text('item').notNull(),
    value: text('value').notNull(),
    /** What does not fit one text, as JSON: the parts of another system's score, the strength of an intent topic. */
    detail: text('detail'),
    at: moment('at').notNull(),
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.leadId, t.field, t.item] }), ofLead(t)],
);

export const accountFacts = pgTable(
  'account_facts',
  {
    workspaceId: workspace(),
    accountKey: text('account_key').notNull(),
    field: text('field').notNull(),
    item: text('item').notNull(),
    value: text('value').notNull(),
    detail: text('detail'),
    at: moment('at').notNull(),
    source: text('source').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.accountKey, t.field, t.item] }),
    foreignKey({ columns: [t.workspaceId, t.accountKey], foreignColumns: [accounts.workspaceId, accounts.key] }),
  ],
);

export const stages = pgTable(
  'stages',
  {
    workspaceId: workspace(),
    leadId: leadId(),
    stage: text('stage').notNull(),
    at: moment('at').notNull(),
    source: text('source').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.leadId, t.stage, t.at] }), ofLead(t)],
);

/** Each time marketing gave the lead to sales, with the policy version it was made under. */
export const handoffs = pgTable(
  'handoffs',
  {
    workspaceId: workspace(),
    leadId: leadId(),
    id: text('id').notNull(),
    at: moment('at').notNull(),
    trigger: text('trigger'),
    source: text('source').notNull(),
    policyVersion: integer('policy_version').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.leadId, t.id] }), ofLead(t)],
);

const operation = {
  workspaceId: workspace(),
  /** Made at the rep's click; travels to the CRM. */
  id: uuid('id').notNull(),
  leadId: leadId(),
  kind: text('kind').notNull(),
  by: text('by').notNull(),
  tokenId: uuid('token_id').notNull(),
  at: moment('at').notNull(),
  receivedAt: moment('received_at').notNull(),
  payload: jsonb('payload').notNull(),
  hash: bytes('hash').notNull(),
  seen: jsonb('seen').notNull(),
  policyVersion: integer('policy_version').notNull(),
  /** Order of arrival. */
  sequence: bigint('sequence', { mode: 'number' }).generatedAlwaysAsIdentity(),
};

/** Append-only. `version` grows by one with every kind but `attempt`, which repeats the one it found. */
export const dispositions = pgTable(
  'dispositions',
  {
    ...operation,
    version: integer('version').notNull(),
    /** As the policy named them when the choice was made. */
    reasonLabel: text('reason_label'),
    subReasonLabel: text('sub_reason_label'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    ofLead(t),
    uniqueIndex('dispositions_version').on(t.workspaceId, t.leadId, t.version).where(sql`kind <> 'attempt'`),
    index('dispositions_lead').on(t.workspaceId, t.leadId, t.sequence),
  ],
);

export const feedback = pgTable('feedback', operation, (t) => [
  primaryKey({ columns: [t.workspaceId, t.id] }),
  ofLead(t),
  index('feedback_lead').on(t.workspaceId, t.leadId, t.sequence),
]);

/** All that is known of a lead, worked out and ready to send: `body` goes out as it stands. */
export const contexts = pgTable(
  'contexts',
  {
    workspaceId: workspace(),
    leadId: leadId(),
    version: integer('version').notNull(),
    body: text('body').notNull(),
    /** From here on the body is out of date: by time passing, or at once because a fact arrived. */
    refreshAt: moment('refresh_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.leadId] }), ofLead(t), index('contexts_refresh').on(t.refreshAt)],
);
