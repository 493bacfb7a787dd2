import type { GetNotesResponse } from 'pipedrive/v1';
import { markerOf, withAuthor } from '../activity.ts';
import type { CrmWrite, WriteOutcome } from '../connector.ts';
import { asMarkup, plain } from '../sentence.ts';
import { holds, type Loose, listOf } from '../values.ts';
import type { Company } from './company.ts';
import { labelsFor } from './labels.ts';
import { getRecord, heldIn, linkTo, objects, setRecord } from './records.ts';

/** Characters of text in a note or an activity, well below what either holds as markup. */
const longestText = 10_000;
const types = { call: 'call', email: 'email', linkedin: 'task', meeting: 'meeting' } as const;

/**
 * Fields and label, then the activity, then the note, and the archive last: an archived lead takes no edits since July 2025,
 * so one that is to change is taken out of the archive first.
 */
export async function writePipedrive(
  company: Company,
  write: CrmWrite,
  look: boolean,
): Promise<Extract<WriteOutcome, { kind: 'done' }>> {
  const object = objects[write.ref.object];
  const decides = Object.keys(write.fields).length > 0 || write.label !== null || write.archive;
  const record = decides ? await getRecord(company, write.ref) : {};
  const archives = write.ref.object === 'lead';
  const activity = write.activity && look ? await activityOf(company, write) : null;
  const note = write.note !== null && look ? await noteOf(company, write) : null;

  const changes = await changesOf(company, write, record);
  const missing = (write.activity !== null && activity === null) || (write.note !== null && note === null);
  const archived = archives && record.is_archived === true;
  // One that stays archived and lacks nothing is left as it is: an earlier try got to its end.
  const opens = archived && (!write.archive || Object.keys(changes).length > 0 || missing);
  if (opens) await setRecord(company, write.ref, { is_archived: false });
  if (Object.keys(changes).length > 0) await setRecord(company, write.ref, changes);

  const ids: Record<string, number> = {};
  if (write.activity) ids.activity = activity ?? (await addActivity(company, write, write.activity));
  if (write.note !== null) ids.note = note ?? (await addNote(company, write, write.note));
  if (archives && write.archive && (!archived || opens)) await setRecord(company, write.ref, { is_archived: true });

  const wrote = [
    ...Object.keys(write.fields),
    ...(write.label ? ['label_ids'] : []),
    ...(archives && (write.archive || opens) ? ['is_archived'] : []),
  ].map((field) => `${object}.${field}`);
  const made = [...(write.activity ? ['Activity'] : []), ...(write.note !== null ? ['Note'] : [])];
  return {
    kind: 'done',
    wrote: [...wrote, ...made],
    ids: Object.fromEntries(Object.entries(ids).map(([k, id]) => [k, `${id}`])),
  };
}

/** What the record does not hold yet, so that nothing is set twice and a person's later change of another field stays. */
async function changesOf(company: Company, write: CrmWrite, record: Loose): Promise<Loose> {
  const fields = Object.entries(write.fields).filter(([key, value]) => !holds(heldIn(record, key), value));
  const now = listOf(record.label_ids).filter((id) => typeof id === 'string' || typeof id === 'number');
  const labels = await labelsFor(company, write, now);
  return { ...Object.fromEntries(fields), ...(labels ? { label_ids: labels } : {}) };
}

async function addActivity(
  company: Company,
  write: CrmWrite,
  { channel, subject, body, outcome }: NonNullable<CrmWrite['activity']>,
) {
  const owner = await company.ownerOf(write.by.email);
  const activity = {
    ...linkTo(write.ref),
    subject: plain(subject, 255),
    type: types[channel],
    done: true,
    due_date: write.at.slice(0, 10),
    due_time: write.at.slice(11, 16),
    note: markedText(write, body, owner !== null),
    ...(outcome !== null && /^\d+$/.test(outcome) ? { outcome: Number(outcome) } : {}),
    ...(owner === null ? {} : { owner_id: owner }),
  };
  const { data } = await company.ask(
    `This ${write.ref.object}`,
    company.activities.addActivity({ AddActivityRequest: activity }),
  );
  return data?.id ?? 0;
}

async function addNote(company: Company, write: CrmWrite, text: string) {
  // A note is always the token's own: who wrote it stands in its text.
  const note = { ...linkTo(write.ref), content: markedText(write, text, false) };
  const { data } = await company.ask(`This ${write.ref.object}`, company.notes.addNote({ AddNoteRequest: note }));
  return data?.id ?? 0;
}

const markedText = ({ by, operationId }: CrmWrite, text: string, known: boolean) =>
  `${asMarkup(withAuthor(plain(text, longestText), by, known), longestText + 200)}<br><br>${markerOf(operationId)}`;

/** What an earlier try made, among the record's own activities: all pages, since there is no search that keeps up. */
async function activityOf(company: Company, { ref, operationId }: CrmWrite): Promise<number | null> {
  let cursor: string | undefined;
  do {
    const { data, additional_data } = await company.ask(
      `This ${ref.object}`,
      company.activities.getActivities({
        ...linkTo(ref),
        limit: 500,
        sort_by: 'id',
        sort_direction: 'desc',
        ...(cursor === undefined ? {} : { cursor }),
      }),
    );
    const found = data?.find(({ note }) => note?.includes(markerOf(operationId)));
    if (found?.id !== undefined) return found.id;
    cursor = additional_data?.next_cursor ?? undefined;
  } while (cursor !== undefined);
  return null;
}

async function noteOf(company: Company, { ref, operationId }: CrmWrite): Promise<number | null> {
  for (let start: number | null = 0; start !== null; ) {
    const page: GetNotesResponse = await company.ask(
      `This ${ref.object}`,
      company.notes.getNotes({ ...linkTo(ref), limit: 500, start, sort: 'add_time DESC' }),
    );
    const found = page.data?.find(({ content }) => content?.includes(markerOf(operationId)));
    if (found?.id !== undefined) return found.id;
    const { more_items_in_collection: more, next_start: next } = page.additional_data?.pagination ?? {};
    start = more && next !== undefined ? next : null;
  }
  return null;
}
