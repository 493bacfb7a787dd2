import type { Pool } from 'pg';
import type { Event, Ingested } from '../../lib/contract/event.ts';
import type { Principal } from '../auth/authenticate.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { cleanEvent } from './clean.ts';
import { judgeEvent } from './judge.ts';
import { type Incoming, storeEvents } from './store.ts';
import { timeOf } from './time.ts';

/** Events a transaction: bounds its locks. A sender that gets no answer sends all again, and what is stored stays stored once. */
const perTransaction = 100;

/** One request's events, as sent. `sentAt` and `context` of a batch hold for each of its events. */
export type Sent = {
  values: readonly unknown[];
  /** Stands in for the type of events sent to the address of their type. */
  type?: Event['type'];
  sentAt?: string | null | undefined;
  context?: Record<string, unknown>;
};

/** Judges each event alone, stores the good ones once each, and names the others. Throws only for what may pass. */
export async function ingest(
  pool: Pool,
  who: Principal,
  { values, type, sentAt, context }: Sent,
  receivedAt: number,
): Promise<Ingested> {
  const rejected: Ingested['rejected'] = [];
  const accepted: Incoming[] = [];
  for (const [index, value] of values.entries()) {
    const verdict = judgeEvent(value, type);
    if (!verdict.ok) {
      rejected.push({ index, messageId: verdict.messageId, message: verdict.message });
      continue;
    }
    const event = cleanEvent(context ? { ...verdict.event, context: { ...context, ...verdict.event.context } } : verdict.event);
    accepted.push({ event, messageId: verdict.messageId, source: who.name, ...timeOf(event, sentAt, receivedAt) });
  }
  let stored = 0;
  for (let from = 0; from < accepted.length; from += perTransaction) {
    const chunk = accepted.slice(from, from + perTransaction);
    stored += await inWorkspace(pool, who.workspaceId, (db) => storeEvents(db, who.workspaceId, who.name, chunk, receivedAt));
  }
  return { success: true, stored, duplicates: accepted.length - stored, rejected };
}
