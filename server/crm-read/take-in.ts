import type { Event } from '../../lib/contract/event.ts';
import type { RecordRef } from '../../lib/contract/record.ts';
import type { CrmRecord } from '../connectors/connector.ts';
import { canonicalRef } from '../ingest/canonical-ref.ts';
import { type Key, keyName, recordKey } from '../ingest/keys.ts';
import { lookUp } from '../ingest/people-rows.ts';
import { digest } from '../ingest/rows.ts';
import { type Incoming, storeEvents } from '../ingest/store.ts';
import { emailOf } from '../ingest/values.ts';
import { restrictionStands } from '../privacy/restricted.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { leadOf } from '../workspaces/lead-of.ts';
import { lock } from '../workspaces/locks.ts';
import { currentPolicy } from '../workspaces/policy.ts';
import { colleagueEvents } from './colleagues.ts';
import { senderOf } from './names.ts';
import { eventOf, type Reading, readingIn, readingOf } from './reading.ts';

export type TakenIn = { leadId: string | null; changed: boolean };

/**
 * Stores what a CRM says of one of its records, in the caller's transaction, as an event of that CRM: the same rows, the same
 * rules of who is who and of which fact is newest. The lead is made when nobody knows the person yet; a record that names
 * nobody makes none, and of a restricted lead nothing is stored. Readings of one record wait for each other, so several at once make one lead and tell everything once.
 */
export async function takeIn(db: Db, workspaceId: string, record: CrmRecord, startedAt: number, now: number): Promise<TakenIn> {
  const ref = canonicalRef(record.ref);
  const { policy } = await currentPolicy(db, workspaceId);
  const reading = readingOf({ ...record, ref }, startedAt, policy);
  const people = record.people.slice(0, mostColleagues).map((one) => ({ ...one, ref: canonicalRef(one.ref) }));
  const records = [ref, ...people.map((one) => one.ref)].map(recordKey);
  const mails = [reading.person.email, ...people.map((one) => one.email)].flatMap((said): Key[] => {
    const value = emailOf(said);
    return value === null ? [] : [{ kind: 'email', value }];
  });
  // All that will be asked for, at once: whoever takes locks one after the other waits in a circle.
  await lock(db, workspaceId, 'identity', [...records, ...mails].map(keyName));

  const known = await leadOf(db, workspaceId, ref);
  if (known !== null && (await restrictionStands(db, workspaceId, known))) return { leadId: null, changed: false };
  if (known === null && !namesSomebody(reading)) return { leadId: null, changed: false };
  const before = known === null ? null : await lastReading(db, workspaceId, known, ref);
  const told = eventOf(reading, before, record.changedAt);
  if (told === null) return { leadId: known, changed: false };

  const { owners } = await lookUp(db, workspaceId, mails, records);
  const colleagues = colleagueEvents(reading, people, owners);
  const incoming = [told, ...colleagues.map((event) => ({ ...told, event }))].map(
    ({ event, at, clamped }): Incoming => ({
      event,
      at,
      clamped,
      messageId: messageIdOf(event, at),
      source: senderOf(ref),
      byCrm: true,
    }),
  );
  await storeEvents(db, workspaceId, senderOf(ref), incoming, now);
  return { leadId: await leadOf(db, workspaceId, ref), changed: true };
}

const mostColleagues = 50;

/** A company or a deal nobody is named on is no lead. */
const namesSomebody = ({ ref, person }: Reading): boolean =>
  ref.object !== 'account' && (person.name !== undefined || person.email !== undefined);

/** The same reading told twice is one event. */
const messageIdOf = ({ traits, context }: Event, at: number): string => digest(JSON.stringify([traits, context, at]));

/** The newest reading of a record that was told of this lead: one that was tied to another lead before is told in full. */
async function lastReading(db: Db, workspaceId: string, leadId: string, ref: RecordRef): Promise<Reading | null> {
  const { rows } = await db.query<{ payload: unknown }>(
    `select payload from events
     where workspace_id = $1 and lead_id = $2 and source = $3 and payload #> '{context,reading,ref}' = $4
     order by (payload #>> '{context,reading,startedAt}')::float8 desc limit 1`,
    [workspaceId, leadId, senderOf(ref), JSON.stringify(ref)],
  );
  return readingIn(rows[0]?.payload);
}
