import { sql } from 'drizzle-orm';
import { bigint, index, integer, json, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { leadId, ofLead, workspace } from './identity.ts';

/**
 * Who was shown which lead: pages of the view log, each with the rows that were written together. Append-only, held by
 * triggers, and every page carries the hash of itself and of the page before it. A row names a lead and a record by random ids
 * without a key: it outlives its lead and then names nobody.
 */
export const viewPages = pgTable(
  'view_pages',
  {
    /** Without a foreign key: a check of each page would cost a read more than the page does. */
    workspaceId: uuid('workspace_id').notNull(),
    /** Number of the first row. Rows count from 1 in each workspace, without a gap. */
    first: bigint('first', { mode: 'number' }).notNull(),
    last: bigint('last', { mode: 'number' }).notNull(),
    /** When it was written. */
    at: moment('at').notNull(),
    /** A list of rows as `server/views/chain.ts` writes them. As text, so that the hash is of what is stored. */
    entries: json('entries').notNull(),
    hash: bytes('hash').notNull(),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.first] })],
);

/** Where the view log of a workspace begins: the number of the last row that retention cut off, and the hash of its page. Moves forward only. */
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

/** When a lead was restricted, and until when: its data is kept, but neither shown nor worked with. `null` is whoever sits at the server. */
export const restrictions = pgTable(
  'restrictions',
  {
    workspaceId: workspace(),
    id: uuid('id').notNull().defaultRandom(),
    leadId: leadId(),
    at: moment('at').notNull(),
    restrictedBy: uuid('restricted_by'),
    because: text('because').notNull(),
    /** How many events of the person were sent meanwhile; of them nothing else is kept. */
    dropped: integer('dropped').notNull().default(0),
    liftedAt: moment('lifted_at'),
    liftedBy: uuid('lifted_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    ofLead(t),
    index('restrictions_lead').on(t.workspaceId, t.leadId, t.at),
    uniqueIndex('restrictions_standing').on(t.workspaceId, t.leadId).where(sql`lifted_at is null`),
  ],
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
