import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { bytes, moment } from './columns.ts';
import { leadId, ofLead, workspace } from './identity.ts';

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
    /**
     * Whether a restriction stands. Here, since this is the row every reader of a lead has in hand. The body stays as it was, unread,
     * and no mark is set on it: `refresh_at` is infinity.
     */
    restricted: boolean('restricted').notNull().default(false),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.leadId] }),
    ofLead(t),
    index('contexts_refresh').on(t.refreshAt),
    // Few or none: who asks of many leads whether one is among them reads this, not all contexts.
    index('contexts_of_restricted').on(t.workspaceId, t.leadId).where(sql`restricted`),
    check('contexts_restricted', sql`not restricted or refresh_at = 'infinity'`),
  ],
);
