import { withAuthor } from '../activity.ts';
import type { CrmTarget, CrmWrite, WriteOutcome } from '../connector.ts';
import { refused } from '../failure.ts';
import { plain } from '../sentence.ts';
import { holds } from '../values.ts';
import { taskKeyOf, taskStatusOf } from './secret.ts';
import type { Session } from './session.ts';

export const objects = { lead: 'Lead', contact: 'Contact', account: 'Account', opportunity: 'Opportunity' } as const;
const subtypes = { call: 'Call', email: 'Email', linkedin: 'Task', meeting: 'Task' } as const;

/** Fields, then one finished task under the operation's id, which holds activity and note. */
export async function writeSalesforce(
  session: Session,
  target: CrmTarget,
  write: CrmWrite,
  look: boolean,
): Promise<Extract<WriteOutcome, { kind: 'done' }>> {
  if (write.label?.label != null)
    throw refused('invalid', 'Salesforce records carry no labels: let the policy name a field instead.');
  const object = objects[write.ref.object];
  const record = `This ${write.ref.object}`;
  const wrote = Object.keys(write.fields).map((field) => `${object}.${field}`);
  const missing = look ? await differing(session, object, record, write) : write.fields;
  if (Object.keys(missing).length > 0)
    await session.ask(record, (connection) => connection.update(object, { Id: write.ref.id, ...missing }));
  if (!write.activity && write.note === null) return { kind: 'done', wrote, ids: {} };
  const id = (look ? await taskOf(session, target, write) : null) ?? (await upsertTask(session, target, write, record));
  return { kind: 'done', wrote: [...wrote, 'Task'], ids: id === null ? {} : { task: id } };
}

/** What the record does not hold yet: a value another try or a person has set is not written a second time. */
async function differing(session: Session, object: string, record: string, { ref, fields }: CrmWrite) {
  const names = Object.keys(fields);
  if (names.length === 0) return {};
  const held: Record<string, unknown> = await session.ask(record, (connection) =>
    connection.retrieve(object, ref.id, { fields: names }),
  );
  return Object.fromEntries(Object.entries(fields).filter(([name, value]) => !holds(held[name], value)));
}

async function taskOf(session: Session, target: CrmTarget, { operationId }: CrmWrite): Promise<string | null> {
  const found = await session.query<{ Id: string }>(
    `SELECT Id FROM Task WHERE ${taskKeyOf(target.settings)} = '${operationId}' LIMIT 1`,
  );
  return found[0]?.Id ?? null;
}

async function upsertTask(session: Session, target: CrmTarget, write: CrmWrite, record: string): Promise<string | null> {
  const owner = await session.ownerOf(write.by.email);
  const task = { ...taskFor(write, owner, taskStatusOf(target.settings)), [taskKeyOf(target.settings)]: write.operationId };
  const saved = await session.ask(record, (connection) => connection.upsert('Task', task, taskKeyOf(target.settings)));
  const id: unknown = Reflect.get(saved, 'id');
  return typeof id === 'string' ? id : null;
}

function taskFor({ ref, at, by, activity, note }: CrmWrite, owner: string | null, status: string) {
  const text = [activity?.body ?? '', note ?? ''].filter((part) => part.trim() !== '').join('\n\n');
  const person = ref.object === 'lead' || ref.object === 'contact';
  const call = { CallType: 'Outbound', ...(activity?.outcome == null ? {} : { CallDisposition: activity.outcome }) };
  return {
    [person ? 'WhoId' : 'WhatId']: ref.id,
    Subject: plain(activity?.subject ?? 'Note', 255),
    Status: status,
    TaskSubtype: activity ? subtypes[activity.channel] : 'Task',
    ActivityDate: at.slice(0, 10),
    Description: plain(withAuthor(text, by, owner !== null), 32_000),
    ...(activity?.channel === 'call' ? call : {}),
    ...(owner === null ? {} : { OwnerId: owner }),
  };
}
