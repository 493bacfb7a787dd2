import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { leadId, ofLead, workspace } from './identity.ts';

/** How a workspace reaches one tenant of a CRM. One for each. */
export const crmConnections = pgTable(
  'crm_connections',
  {
    workspaceId: workspace(),
    crm: text('crm').notNull(),
    account: text('account').notNull(),
    baseUrl: text('base_url').notNull(),
    /** Encrypted with the key `key_id` names, which is never in the database. */
    secret: bytes('secret').notNull(),
    keyId: text('key_id').notNull(),
    settings: jsonb('settings').notNull().default({}),
    /** `on`, `paused` by an admin, or `signed_out` by the CRM. Its jobs wait while it is not on. */
    state: text('state').notNull().default('on'),
    pausedBecause: text('paused_because'),
    /** Tries in a row that came to nothing, over all of its jobs; from some number on it rests until `open_until`. */
    failures: integer('failures').notNull().default(0),
    openUntil: moment('open_until'),
    /** When its secret first signed in to this account: from then on the account is this workspace's and no other's. */
    provenAt: moment('proven_at'),
    createdAt: moment('created_at').notNull(),
    changedAt: moment('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.crm, t.account] }),
    uniqueIndex('crm_connections_account').on(t.crm, t.account).where(sql`proven_at is not null and crm <> 'custom'`),
    check('crm_connections_state', sql`state in ('on', 'paused', 'signed_out')`),
  ],
);

/** One operation on its way into the CRM. Never deleted by age: it ends in the CRM, or by a named person. */
export const crmJobs = pgTable(
  'crm_jobs',
  {
    workspaceId: workspace(),
    /** Of the disposition; also the key under which the CRM keeps what is written. */
    operationId: uuid('operation_id').notNull(),
    leadId: leadId(),
    /** The connection it goes to. It may be gone: the job then waits for it to come back. */
    crm: text('crm').notNull(),
    account: text('account').notNull(),
    ref: jsonb('ref').notNull(),
    kind: text('kind').notNull(),
    /** The finished `CrmWrite`. */
    write: jsonb('write').notNull(),
    state: text('state').notNull(),
    runAt: moment('run_at').notNull(),
    /** Whose turn it is while `sending`; after `lease_until` the holder counts as dead. */
    lease: uuid('lease'),
    leaseUntil: moment('lease_until'),
    /** Counted when a try begins, so that a server killed in the middle of one has counted it. */
    tries: integer('tries').notNull().default(0),
    /** Tries made before the job was last given back to the schedule by a person. */
    triesBefore: integer('tries_before').notNull().default(0),
    /** Tries of this round that the CRM refused. */
    refusals: integer('refusals').notNull().default(0),
    /** When the first try of this round began. */
    firstAt: moment('first_at'),
    stateSince: moment('state_since').notNull(),
    because: text('because'),
    /** Why it is parked: `invalid`, `gone`, `forbidden`, or `exhausted` after the last try. */
    parkedCode: text('parked_code'),
    /** Who ended or replayed it by hand. */
    endedBy: text('ended_by'),
    wrote: jsonb('wrote').notNull().default([]),
    ids: jsonb('ids').notNull().default({}),
    createdAt: moment('created_at').notNull(),
    /** Order of arrival: of one lead's jobs the earlier goes first. */
    sequence: bigint('sequence', { mode: 'number' }).generatedAlwaysAsIdentity(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.operationId] }),
    ofLead(t),
    check('crm_jobs_state', sql`state in ('waiting', 'sending', 'in_crm', 'parked', 'withdrawn')`),
    index('crm_jobs_due').on(t.workspaceId, t.crm, t.account, t.runAt, t.sequence).where(sql`state in ('waiting', 'sending')`),
    index('crm_jobs_sending').on(t.workspaceId, t.crm, t.account).where(sql`state = 'sending'`),
    index('crm_jobs_lead').on(t.workspaceId, t.leadId, t.sequence),
    index('crm_jobs_parked').on(t.workspaceId, t.stateSince).where(sql`state = 'parked'`),
  ],
);

/** How current the CRM's word on one of its records is. */
export const crmReads = pgTable(
  'crm_reads',
  {
    workspaceId: workspace(),
    crm: text('crm').notNull(),
    account: text('account').notNull(),
    object: text('object').notNull(),
    id: text('id').notNull(),
    /** Null while the record is tied to no lead. */
    leadId: uuid('lead_id'),
    readAt: moment('read_at'),
    /** When the CRM says it changed last. */
    changedAt: moment('changed_at'),
    failingSince: moment('failing_since'),
    because: text('because'),
    /** When it is read next; null when it is not. */
    nextAt: moment('next_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.crm, t.account, t.object, t.id] }),
    ofLead(t),
    index('crm_reads_lead').on(t.workspaceId, t.leadId),
    index('crm_reads_next').on(t.nextAt).where(sql`next_at is not null`),
  ],
);

/**
 * Which history this database is: one row, of no workspace. A database that was put back to an earlier day gets another id, by
 * which clients know that what was acknowledged may be gone. `cluster` is how Postgres itself tells one history from another.
 */
export const serverEpoch = pgTable(
  'server_epoch',
  {
    one: boolean('one').primaryKey().default(true),
    id: uuid('id').notNull(),
    cluster: text('cluster'),
    madeAt: moment('made_at').notNull().defaultNow(),
  },
  () => [check('server_epoch_one', sql`one`)],
);
