import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgTable, primaryKey, real, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './columns.ts';
import { accounts, leadId, ofLead, workspace } from './identity.ts';

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

/** One known value. `item` is empty for a single-valued field, else what tells the values apart. */
const fact = () => ({
  field: text('field').notNull(),
  item: text('item').notNull(),
  value: text('value').notNull(),
  /** What does not fit one text, as JSON: the parts of another system's score, the strength of an intent topic. */
  detail: text('detail'),
  at: moment('at').notNull(),
  source: text('source').notNull(),
  /**
   * When each value of the field was told first, as epoch ms by the value's MD5: a system that repeats a value with every
   * event makes it fresh again, but not known later. Of values that have come and gone the latest twenty are kept.
   */
  told: jsonb('told').notNull().default({}),
});

export const leadFacts = pgTable(
  'lead_facts',
  {
    workspaceId: workspace(),
    leadId: leadId(),
    ...fact(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.leadId, t.field, t.item] }), ofLead(t)],
);

export const accountFacts = pgTable(
  'account_facts',
  {
    workspaceId: workspace(),
    accountKey: text('account_key').notNull(),
    ...fact(),
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
