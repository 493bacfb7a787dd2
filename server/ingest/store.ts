import { outdate } from '../context/rebuild.ts';
import { wantRead } from '../crm-read/reads-rows.ts';
import { countDropped } from '../privacy/restricted.ts';
import { erasedAmong, isErased } from '../privacy/tombstones.ts';
import { inOneOrder } from '../workspaces/in-one-order.ts';
import type { Db } from '../workspaces/in-workspace.ts';
import { lock } from '../workspaces/locks.ts';
import { currentPolicy } from '../workspaces/policy.ts';
import { derive, type StoredEvent } from './derive.ts';
import { allKeys, type Keys, keyName, keysOf, ownRecords } from './keys.ts';
import { People } from './people.ts';
import { absorb, joinWaiting, lookUp, writePeople } from './people-rows.ts';
import { writeRows } from './write-rows.ts';

/** `byCrm`: what a CRM we signed in to says of its own record. */
export type Incoming = StoredEvent & { clamped: boolean; byCrm?: boolean };

/** Colleagues of a lead see what it did this much later at most: a busy account is worked out once, not at every page view. */
const colleaguesMs = 5_000;

/**
 * Stores judged events of one source in one transaction: the events themselves once, whose they are, what they tell, and that
 * the contexts of those people are out of date. Answers how many were new. Locks are taken in one order everywhere, so
 * parallel batches wait for each other but never in a circle.
 */
export async function storeEvents(
  db: Db,
  workspaceId: string,
  source: string,
  incoming: readonly Incoming[],
  now: number,
): Promise<number> {
  const fresh = await unknown(db, workspaceId, source, incoming);
  if (fresh.length === 0) return 0;
  const { policy, version } = await currentPolicy(db, workspaceId);

  const told = fresh.map((one) => ({ one, keys: keysOf(one.event) }));
  const names = told.flatMap(({ keys }) => [...allKeys(keys), ...keys.records]).map(keyName);
  await lock(db, workspaceId, 'identity', names);
  // Asked with the locks in hand: an erasure holds them until it is done.
  const erased = await erasedAmong(db, workspaceId, names);
  const keyed = told.filter(({ keys }) => !isErased(keys, erased));
  const keys = keyed.flatMap(({ keys }) => allKeys(keys));
  const records = keyed.flatMap(({ keys }) => keys.records);
  const before = await lookUp(db, workspaceId, keys, records);
  await lock(db, workspaceId, 'lead', before.owners.values());
  // Only with the leads' locks in hand does nobody absorb one of them: what was read may have changed while waiting.
  const { owners, states, restricted } = await lookUp(db, workspaceId, keys, records);
  for (const [key, owner] of owners)
    if (before.owners.get(key) !== owner) throw Object.assign(new Error('A lead moved'), { code: '40001' });

  const people = new People(owners, states);
  const dropped = new Map<string, number>();
  const resolved = keyed.flatMap(({ one, keys }) => {
    const of = restrictedOf(people, keys, restricted, one.byCrm);
    if (of === null) return [{ one, keys, leadId: people.resolve(keys, one.byCrm) }];
    if (!one.byCrm) dropped.set(of, (dropped.get(of) ?? 0) + 1);
    return [];
  });
  await countDropped(db, workspaceId, dropped);
  const whose = (leadId: string | null) => (leadId === null ? null : people.final(leadId));
  await writePeople(db, workspaceId, source, people, now);
  const stored = await insertEvents(
    db,
    workspaceId,
    source,
    resolved.map(({ one, leadId }) => ({ ...one, leadId: whose(leadId) })),
    now,
  );

  const derived = resolved.flatMap(({ one, leadId }) => {
    const owner = whose(leadId);
    return owner === null || !stored.has(one.messageId) ? [] : [{ leadId: owner, ...derive(one, policy) }];
  });
  for (const joined of [...(await joinWaiting(db, workspaceId, people)), ...(await absorb(db, workspaceId, people))])
    derived.push({ leadId: joined.leadId, ...derive(joined, policy) });
  await writeRows(db, workspaceId, derived, version);
  const named = resolved.flatMap(({ one, keys }) => (one.byCrm ? [] : keys.records.map(({ ref }) => ref)));
  await wantRead(db, workspaceId, named, true);

  const touched = [...new Set([...derived.map(({ leadId }) => leadId), ...people.created.map((id) => people.final(id))])];
  const colleagues = await colleaguesOf(db, workspaceId, touched);
  await outdate(db, workspaceId, [
    ...touched.map((leadId) => ({ leadId, at: now })),
    ...colleagues.map((leadId) => ({ leadId, at: now + colleaguesMs })),
  ]);
  // A write key is public: it must not learn who was erased or is restricted.
  return stored.size + told.length - resolved.length;
}

/**
 * The restricted lead an event is about, if it is: by any name in it, or by a browser where nobody else uses it by name. Others who
 * bring the record of their company or deal are told of as ever.
 */
function restrictedOf(people: People, keys: Keys, restricted: ReadonlySet<string>, byCrm = false): string | null {
  if (restricted.size === 0) return null;
  const named = [keys.user, keys.email, ...keys.previous, ...ownRecords(keys)].map((key) => people.ownerOf(key));
  const { found, joins } = people.find(keys, byCrm);
  return [...named, found, joins].find((owner) => owner !== null && restricted.has(owner)) ?? null;
}

/** The events not stored yet, each message once. */
async function unknown(db: Db, workspaceId: string, source: string, incoming: readonly Incoming[]): Promise<Incoming[]> {
  const once = new Map<string, Incoming>();
  for (const one of incoming) if (!once.has(one.messageId)) once.set(one.messageId, one);
  const { rows } = await db.query<{ message_id: string }>(
    'select message_id from events where workspace_id = $1 and source = $2 and message_id = any($3)',
    [workspaceId, source, [...once.keys()]],
  );
  for (const { message_id } of rows) once.delete(message_id);
  return [...once.values()];
}

/** Answers the message ids that were new: another batch may have brought the same ones meanwhile. */
async function insertEvents(
  db: Db,
  workspaceId: string,
  source: string,
  events: readonly (Incoming & { leadId: string | null })[],
  now: number,
): Promise<Set<string>> {
  const rows = inOneOrder(events, ({ messageId }) => messageId).map(({ messageId, event, at, clamped, leadId }) => ({
    messageId,
    type: event.type,
    leadId,
    anonymousId: event.anonymousId ?? null,
    at,
    clamped,
    payload: event,
  }));
  const inserted = await db.query<{ message_id: string }>(
    `insert into events (workspace_id, source, message_id, type, lead_id, anonymous_id, at, clamped, received_at, payload)
     select $1, $2, "messageId", type, "leadId", "anonymousId", timestamptz 'epoch' + at * interval '1 millisecond', clamped, $4, payload
     from jsonb_to_recordset($3) as x ("messageId" text, type text, "leadId" uuid, "anonymousId" text, at float8, clamped bool, payload jsonb)
     on conflict do nothing returning message_id`,
    [workspaceId, source, JSON.stringify(rows), new Date(now)],
  );
  return new Set(inserted.rows.map(({ message_id }) => message_id));
}

/** The other people of these leads' accounts, whose contexts show them. */
async function colleaguesOf(db: Db, workspaceId: string, leadIds: readonly string[]): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select distinct o.id from leads me join leads o on o.workspace_id = $1 and (o.group_key = me.group_key or o.domain_key = me.domain_key)
     where me.workspace_id = $1 and me.id = any($2) and not o.id = any($2) limit 500`,
    [workspaceId, leadIds],
  );
  return rows.map(({ id }) => id);
}
