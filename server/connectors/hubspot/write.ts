import { markerOf, withAuthor } from '../activity.ts';
import type { CrmWrite, WriteOutcome } from '../connector.ts';
import { refused } from '../failure.ts';
import { asMarkup, plain } from '../sentence.ts';
import { contains, holds, type Loose, loose, textOf } from '../values.ts';
import { objects, type Portal } from './portal.ts';

type Place = { record: string; name: string; type: string; id: string };
/** Objects by HubSpot's own names, as an admin knows them. */
const names = { lead: 'Lead', contact: 'Contact', account: 'Company', opportunity: 'Deal' } as const;

/** A contact's property, named on a lead: HubSpot keeps these on the lead's primary contact. Others are named `contact.…`. */
const onContact = /^(?:contact\.(?<name>\w+)|(?<known>hs_lead_status|lifecyclestage))$/;
/** Without a type a task is one of its general kind. */
const taskTypes = { call: 'CALL', email: 'EMAIL', linkedin: null, meeting: null } as const;
/** Characters of text: the body of a note, call or task holds 65,536 of markup, in which a quote takes six. */
const longestText = 10_000;
/** Of one record's notes or calls, as many are looked through for ours. */
const mostLooked = 1000;

/** Fields, then the activity, then the note. */
export async function writeHubspot(
  portal: Portal,
  write: CrmWrite,
  look: boolean,
): Promise<Extract<WriteOutcome, { kind: 'done' }>> {
  if (write.label?.label != null)
    throw refused('invalid', 'HubSpot records carry no labels: let the policy name a property instead.');
  const own: Place = {
    record: `This ${write.ref.object}`,
    name: names[write.ref.object],
    type: objects[write.ref.object],
    id: write.ref.id,
  };
  const fields = split(write);
  const timeline = write.activity !== null || write.note !== null;
  const needed = Object.keys(fields.contact).length > 0;
  const contact = write.ref.object === 'lead' && (needed || timeline) ? await primaryContact(portal, own) : null;
  if (needed && !contact)
    throw refused('invalid', 'This lead has no contact in HubSpot, and the policy writes to one: add it there.');

  const wrote = [
    ...(await setFields(portal, own, fields.own, look)),
    ...(await setFields(portal, contact, fields.contact, look)),
  ];
  const ids: Record<string, string> = {};
  for (const item of itemsOf(write)) {
    const found = look ? await marked(portal, own, item, write.operationId) : null;
    const id = found ?? (await make(portal, write, item, contact ? [own, contact] : [own]));
    wrote.push(item.name);
    if (id !== null) ids[item.name.toLowerCase()] = id;
  }
  return { kind: 'done', wrote, ids };
}

function split({ ref, fields }: CrmWrite) {
  const own: Record<string, string> = {};
  const contact: Record<string, string> = {};
  for (const [field, value] of Object.entries(fields)) {
    const { name, known } = onContact.exec(field)?.groups ?? {};
    const property = name ?? known ?? field;
    // Its property values are text, and an empty one empties the property.
    (ref.object === 'lead' && (name ?? known) !== undefined ? contact : own)[property] = `${value ?? ''}`;
  }
  return { own, contact };
}

export const isPrimary = (label: unknown) => typeof label === 'string' && /primary/i.test(label);

/** The contact a lead is about: the one HubSpot labels so, else the first. */
export async function primaryContact(portal: Portal, lead: Omit<Place, 'name'>): Promise<Place | null> {
  const found = await portal.associated(lead.record, lead.type, lead.id, 'contacts', 500);
  const primary = found.find(({ types }) => types.some(({ typeId, label }) => typeId === 578 || isPrimary(label)));
  const id = (primary ?? found[0])?.id;
  return id === undefined ? null : { record: "This lead's contact", name: 'Contact', type: 'contacts', id };
}

async function setFields(portal: Portal, place: Place | null, fields: Record<string, string>, look: boolean): Promise<string[]> {
  const set = Object.keys(fields);
  if (!place || set.length === 0) return [];
  const held = look ? loose((await portal.get(place.record, place.type, place.id, set)).properties) : null;
  const missing = Object.fromEntries(Object.entries(fields).filter(([name, value]) => !held || !holds(held[name], value)));
  if (Object.keys(missing).length > 0) await portal.set(place.record, place.type, place.id, missing);
  return set.map((name) => `${place.name}.${name}`);
}

type Item = { name: 'Call' | 'Task' | 'Note'; type: string; body: string; text: string; properties: Loose };

function itemsOf({ at, activity, note }: CrmWrite): Item[] {
  const items: Item[] = [];
  if (activity?.channel === 'call') {
    const outcome = activity.outcome === null ? {} : { hs_call_disposition: activity.outcome };
    const call = { hs_call_title: plain(activity.subject, 255), hs_call_status: 'COMPLETED', hs_call_direction: 'OUTBOUND' };
    items.push({ name: 'Call', type: 'calls', body: 'hs_call_body', text: activity.body, properties: { ...call, ...outcome } });
  } else if (activity) {
    const task = { hs_task_subject: plain(activity.subject, 255), hs_task_status: 'COMPLETED' };
    const type = taskTypes[activity.channel];
    const kind = type === null ? {} : { hs_task_type: type };
    items.push({ name: 'Task', type: 'tasks', body: 'hs_task_body', text: activity.body, properties: { ...task, ...kind } });
  }
  if (note !== null) items.push({ name: 'Note', type: 'notes', body: 'hs_note_body', text: note, properties: {} });
  return items.map((item) => ({ ...item, properties: { hs_timestamp: at, ...item.properties } }));
}

async function make(portal: Portal, write: CrmWrite, item: Item, places: readonly Place[]): Promise<string | null> {
  const owner = await portal.ownerOf(write.by.email);
  const text = withAuthor(plain(item.text, longestText), write.by, owner !== null);
  const body = `${asMarkup(text, longestText + 200)}<br><br>${markerOf(write.operationId)}`;
  const properties = { ...item.properties, [item.body]: body, ...(owner === null ? {} : { hubspot_owner_id: owner }) };
  return portal.make(item.type, properties, places);
}

/**
 * What an earlier try made, found by the marker in its body among what is associated with the record. Not by search, which
 * lags behind writes.
 */
async function marked(portal: Portal, place: Place, item: Item, operationId: string): Promise<string | null> {
  const all = await portal.associated(place.record, place.type, place.id, item.type, Number.POSITIVE_INFINITY);
  const newest = all
    .map(({ id }) => id)
    .sort((a, b) => b.length - a.length || (a < b ? 1 : -1))
    .slice(0, mostLooked);
  const read = await portal.readMany(item.type, newest, [item.body]);
  const found = read.find(({ properties }) => contains(loose(properties)[item.body], markerOf(operationId)));
  return found ? textOf(found.id) : null;
}
