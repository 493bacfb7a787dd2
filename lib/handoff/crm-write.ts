import type { AttemptOperation, DispositionEntry, DispositionOperation, DispositionState } from '../contract/disposition.ts';
import type { RecordRef } from '../contract/record.ts';
import type { CrmWrite } from '../contract/write.ts';
import type { FieldValue, ObjectWriting, ValueSource, WriteBack, WrittenKind } from '../policy/write-back.ts';
import { clean, headline, noteFor } from './crm-words.ts';

/** One operation that was recorded, and where the lead stands after it. */
export type WrittenOperation = {
  operation: DispositionOperation | AttemptOperation;
  by: { name: string; email: string | null };
  leadId: string;
  /** In the one form its CRM's addresses are read as. */
  ref: RecordRef;
  /** As the policy named them when the choice was made. */
  labels: { reason: string | null; subReason: string | null };
  after: Pick<DispositionState, 'state' | 'current'>;
  /** With `undo`: what was taken back. */
  undone: DispositionEntry | null;
};

type Values = Record<ValueSource, string | null>;
type Written = Pick<CrmWrite, 'fields' | 'label' | 'archive'>;

const kindOf = { accepted: 'accept', rejected: 'reject', recycled: 'recycle', open: 'reopen' } as const;
const nothing: Written = { fields: {}, label: null, archive: false };

/**
 * What the CRM is to hold of an operation, by the policy's mapping; null when that is nothing. Taking a decision back writes what
 * stood before it and empties the rest; an attempt cannot be unwritten, so a note says that it was taken back. Control
 * characters are removed, text is otherwise as it was written.
 */
export function crmWriteFor(one: WrittenOperation, writeBack: WriteBack): CrmWrite | null {
  const { operation, ref } = one;
  const common = { operationId: operation.id, ref, at: operation.at, by: { ...one.by, name: clean(one.by.name) } };
  if (ref.crm === 'custom') return { ...common, ...nothing, activity: null, note: null, event: eventFor(one) };
  const writing = writeBack[ref.crm]?.[ref.object];
  if (!writing) return null;
  const kind = operation.kind === 'undo' ? one.undone?.kind : operation.kind;
  if (kind === undefined || kind === 'undo') return null;
  const write = {
    ...common,
    ...(operation.kind === 'undo' ? before(one, kind, writing) : written(kind, valuesOf(one, writing), writing)),
    activity: operation.kind === 'attempt' && writing.activity ? activityFor(operation, writing) : null,
    note: noted(one, kind, writing),
  };
  const empty = Object.keys(write.fields).length === 0 && !write.label && !write.archive;
  return empty && write.activity === null && write.note === null ? null : write;
}

function written(kind: WrittenKind, values: Values, { fields, labels, archive }: ObjectWriting): Written {
  const label = labels[kind];
  return {
    fields: Object.fromEntries(Object.entries(fields[kind] ?? {}).map(([field, value]) => [field, valueFor(value, values)])),
    label: label === undefined ? null : { label, among: among(labels) },
    archive: archive.some((one) => one === kind),
  };
}

const among = (labels: ObjectWriting['labels']): string[] => [
  ...new Set(Object.values(labels).filter((label): label is string => typeof label === 'string')),
];

/** What stood before a decision that was taken back; of what it wrote itself, the rest as reopening leaves it. */
function before(one: WrittenOperation, undone: WrittenKind, writing: ObjectWriting): Written {
  if (undone === 'attempt') return nothing;
  const { current, state } = one.after;
  const stands = written(kindOf[state], current ? valuesOfEntry(current, one.by, writing) : valuesOf(one, writing), writing);
  const reopened = written('reopen', valuesOf(one, writing), writing);
  const wrote = Object.keys(writing.fields[undone] ?? {});
  const rest = Object.fromEntries(Object.entries(reopened.fields).filter(([field]) => wrote.includes(field)));
  return { fields: { ...rest, ...stands.fields }, label: stands.label ?? reopened.label, archive: stands.archive };
}

function valueFor(value: FieldValue, values: Values): string | number | boolean | null {
  if (typeof value !== 'object' || value === null) return value;
  const found = values[value.from];
  return found === null ? null : clean(found);
}

/** By code and closer code, by code alone, else as the policy calls it. */
function mapped(reasons: ObjectWriting['reasons'], code: string | null, sub: string | null, labels: WrittenOperation['labels']) {
  const closer = code !== null && sub !== null ? reasons[`${code}.${sub}`] : undefined;
  return {
    reason: code === null ? null : (closer ?? reasons[code] ?? labels.reason ?? code),
    subReason: sub === null ? null : (closer ?? labels.subReason ?? sub),
  };
}

function valuesOf({ operation, by, labels }: WrittenOperation, { reasons, outcomes }: ObjectWriting): Values {
  const code = 'reason' in operation ? operation.reason : null;
  const sub = 'subReason' in operation ? operation.subReason : null;
  const outcome = operation.kind === 'attempt' ? operation.outcome : null;
  return {
    ...mapped(reasons, code, sub, labels),
    until: 'until' in operation ? operation.until : null,
    note: operation.note,
    by: by.name,
    byEmail: by.email,
    at: operation.at,
    day: operation.at.slice(0, 10),
    channel: operation.kind === 'attempt' ? operation.channel : null,
    outcome: outcome === null ? null : (outcomes[outcome] ?? outcome),
  };
}

/** An earlier decision comes back as it was made; of who made it the mail address is not kept. */
function valuesOfEntry(entry: DispositionEntry, by: WrittenOperation['by'], { reasons }: ObjectWriting): Values {
  const labels = { reason: entry.reasonLabel, subReason: entry.subReasonLabel };
  return {
    ...mapped(reasons, entry.reason, entry.subReason, labels),
    until: entry.until,
    note: entry.note,
    by: entry.by,
    byEmail: entry.by === by.name ? by.email : null,
    at: entry.at,
    day: entry.at.slice(0, 10),
    channel: null,
    outcome: null,
  };
}

function activityFor(operation: AttemptOperation, { outcomes }: ObjectWriting): NonNullable<CrmWrite['activity']> {
  const { channel, outcome, note } = operation;
  return {
    channel,
    subject: headline({ kind: 'attempt', channel, outcome }),
    body: clean(note ?? ''),
    // The codes are those of calls.
    outcome: channel === 'call' ? (outcomes[outcome] ?? null) : null,
  };
}

function noted(one: WrittenOperation, kind: WrittenKind, writing: ObjectWriting): string | null {
  const { operation, labels, undone } = one;
  if (operation.kind === 'undo' && undone) {
    const tells = kind === 'attempt' ? writing.activity || writing.notes.includes(kind) : writing.notes.includes(kind);
    return tells ? clean(`Taken back: ${headline(undone)}`) : null;
  }
  return writing.notes.includes(kind) && operation.kind !== 'undo' ? noteFor(operation, labels) : null;
}

function eventFor({ operation, by, leadId, ref, labels, after, undone }: WrittenOperation): NonNullable<CrmWrite['event']> {
  const code = 'reason' in operation ? operation.reason : null;
  const sub = 'subReason' in operation ? operation.subReason : null;
  return {
    type: 'disposition',
    id: operation.id,
    kind: operation.kind,
    at: operation.at,
    by,
    record: ref,
    leadId,
    state: after.state,
    reason: code === null ? null : { code, label: labels.reason ?? code },
    subReason: sub === null ? null : { code: sub, label: labels.subReason ?? sub },
    missing: operation.kind === 'reject' ? operation.missing : [],
    until: operation.kind === 'recycle' ? operation.until : null,
    channel: operation.kind === 'attempt' ? operation.channel : null,
    outcome: operation.kind === 'attempt' ? operation.outcome : null,
    undoes: undone?.id ?? null,
    note: operation.note === null ? null : clean(operation.note),
  };
}

/**
 * A write that comes late, after later ones of the same record have reached the CRM: what those decided stands, and only what
 * this one adds to the timeline is still written. `leftOut` says what was not.
 */
export function withoutOvertaken(write: CrmWrite, later: readonly Pick<CrmWrite, 'fields' | 'label' | 'archive'>[]): CrmWrite {
  const isOvertaken = (field: string) => later.some((one) => Object.hasOwn(one.fields, field));
  const decided = later.some((one) => one.label !== null || one.archive || Object.keys(one.fields).length > 0);
  const keepsLabel = write.label !== null && later.some((one) => one.label !== null);
  const leftOut = [
    ...(write.leftOut ?? []),
    ...Object.keys(write.fields).filter(isOvertaken),
    ...(keepsLabel ? ['label'] : []),
    ...(write.archive && decided ? ['archive'] : []),
  ];
  if (leftOut.length === 0) return write;
  return {
    ...write,
    fields: Object.fromEntries(Object.entries(write.fields).filter(([field]) => !isOvertaken(field))),
    label: keepsLabel ? null : write.label,
    archive: write.archive && !decided,
    // As much as is told of what was written.
    leftOut: [...new Set(leftOut)].slice(0, 20).map((name) => name.slice(0, 120)),
  };
}
