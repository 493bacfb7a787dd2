import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { workspace } from './identity.ts';

/**
 * Who was shown which lead. Append-only, held by triggers, and every row carries the hash of itself and of the row before it.
 * `lead_id` and `record` are random ids and refer to nothing by a key: a row outlives its lead and then names nobody.
 */
export const views = pgTable(
  'views',
  {
    /** Without a foreign key: a check of each row would cost a read more than the row does. */
    workspaceId: uuid('workspace_id').notNull(),
    /** Counts from 1 in each workspace, without a gap. */
    sequence: bigint('sequence', { mode: 'number' }).notNull(),
    at: moment('at').notNull(),
    /** The token, or the person behind it. */
    viewer: uuid('viewer').notNull(),
    viewerName: text('viewer_name').notNull(),
    leadId: uuid('lead_id').notNull(),
    /** The CRM record it was seen from, as `links.view_key`; null where none was. */
    record: uuid('record'),
    purpose: text('purpose').notNull(),
    /** The HTTP status. */
    result: integer('result').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.sequence] })],
);

/** Where the view log of a workspace begins: the number and hash of the last row that retention cut off. Moves forward only. */
export const viewAnchors = pgTable('view_anchors', {
  workspaceId: workspace().primaryKey(),
  sequence: bigint('sequence', { mode: 'number' }).notNull(),
  hash: bytes('hash').notNull(),
  at: moment('at').notNull(),
});

/** That a lead was erased, without a word about the person. `remaining` counts the CRM records somebody has to see to. */
export const erasures = pgTable(
  'erasures',
  {
    workspaceId: workspace(),
    leadId: uuid('lead_id').notNull(),
    at: moment('at').notNull(),
    erasedBy: uuid('erased_by'),
    removed: jsonb('removed').notNull(),
    remaining: jsonb('remaining').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.leadId] })],
);

/** Identifiers of erased people, hashed with the salt of their workspace: what names one of them is not taken in again. */
export const tombstones = pgTable(
  'tombstones',
  {
    workspaceId: workspace(),
    hash: bytes('hash').notNull(),
    leadId: uuid('lead_id').notNull(),
    at: moment('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.hash] })],
);

/** Proof that what is past its time was removed. */
export const retentionRuns = pgTable(
  'retention_runs',
  {
    workspaceId: workspace(),
    at: moment('at').notNull(),
    limits: jsonb('limits').notNull(),
    removed: jsonb('removed').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.at] })],
);
