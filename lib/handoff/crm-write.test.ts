import { describe, expect, test } from 'vitest';
import type { DispositionEntry } from '../contract/disposition.ts';
import type { RecordRef } from '../contract/record.ts';
import { dispositionEvent } from '../contract/write.ts';
import { defaultPolicy } from '../policy/default.ts';
import { objectWriting, type WriteBack } from '../policy/write-back.ts';
import { crmWriteFor, type WrittenOperation, withoutOvertaken } from './crm-write.ts';

const id = '0190d1f6-6c8e-4a4e-9c1c-3f0b6f0a1c11';
const at = '2026-06-15T12:00:00.000Z';
const seen = { contextVersion: 1, sections: [], openedAt: null };
const contact: RecordRef = { crm: 'hubspot', account: '42', object: 'contact', id: '7' };
const lead: RecordRef = { crm: 'salesforce', account: 'acme', object: 'lead', id: '00Q' };
const open = { state: 'open', current: null } as const;

const entry = (fields: Partial<DispositionEntry>): DispositionEntry => ({
  id: '0190d1f6-6c8e-4a4e-9c1c-3f0b6f0a1c12',
  kind: 'accept',
  version: 1,
  by: 'Ana',
  at,
  receivedAt: at,
  reason: null,
  reasonLabel: null,
  subReason: null,
  subReasonLabel: null,
  missing: [],
  until: null,
  channel: null,
  outcome: null,
  undoes: null,
  undone: false,
  note: null,
  ...fields,
});

type Given = Partial<Omit<WrittenOperation, 'operation'>> & { ref: RecordRef };
function write(operation: object, given: Given, writeBack: WriteBack = defaultPolicy.writeBack) {
  const whole = {
    id,
    at,
    note: null,
    seen,
    expected: 0,
    ref: given.ref,
    ...operation,
  } as unknown as WrittenOperation['operation'];
  const by = { name: 'Ana Ruiz', email: 'ana@acme.test' };
  const labels = { reason: null, subReason: null };
  return crmWriteFor({ operation: whole, by, leadId: 'l', labels, after: open, undone: null, ...given }, writeBack);
}

const reject = { kind: 'reject', reason: 'bad_fit', subReason: 'size', missing: [] };
const labels = { reason: 'Bad fit', subReason: 'Size' };

describe('by the default policy', () => {
  test('a rejection sets the status and tells the reason in a note, under the id of the operation', () => {
    expect(write({ ...reject, note: 'Too small.' }, { ref: lead, labels })).toEqual({
      operationId: id,
      ref: lead,
      at,
      by: { name: 'Ana Ruiz', email: 'ana@acme.test' },
      fields: { Status: 'Closed - Not Converted' },
      label: null,
      archive: false,
      activity: null,
      note: 'Rejected: Bad fit, Size\n\nToo small.',
    });
  });

  test('a Pipedrive lead is labelled and archived; another label of the rep’s own stays', () => {
    const ref: RecordRef = { crm: 'pipedrive', account: 'acme', object: 'lead', id: 'u' };
    expect(write(reject, { ref, labels })).toMatchObject({ label: { label: 'Cold', among: ['Warm', 'Cold'] }, archive: true });
    expect(write({ kind: 'reopen' }, { ref })).toMatchObject({ label: { label: null, among: ['Warm', 'Cold'] }, archive: false });
  });

  test('an attempt is an activity with the CRM’s own code for a call, and changes no field', () => {
    const call = { kind: 'attempt', channel: 'call', outcome: 'no_answer', note: 'Rang twice.' };
    expect(write(call, { ref: contact })).toMatchObject({
      fields: {},
      note: null,
      activity: {
        channel: 'call',
        subject: 'Call: no answer',
        body: 'Rang twice.',
        outcome: '73a0d17f-1163-4015-bdd5-ec830791da20',
      },
    });
    expect(write({ ...call, channel: 'email', outcome: 'sent' }, { ref: contact })?.activity?.outcome).toBeNull();
  });

  test('another CRM is told the event of the contract', () => {
    const ref: RecordRef = { crm: 'custom', account: 'https://crm.example', object: 'lead', id: '1' };
    const told = write({ ...reject, note: 'a\u0007b' }, { ref, labels, after: { state: 'rejected', current: null } });
    expect(dispositionEvent.parse(told?.event)).toMatchObject({
      id,
      kind: 'reject',
      state: 'rejected',
      reason: { code: 'bad_fit', label: 'Bad fit' },
      subReason: { code: 'size', label: 'Size' },
      note: 'ab',
    });
  });
});

describe('by a mapping of a workspace’s own', () => {
  const own: WriteBack = {
    hubspot: {
      contact: objectWriting.parse({
        fields: {
          accept: { status: 'WORKING' },
          reject: { status: 'DEAD', reason: { from: 'reason' }, closer: { from: 'subReason' }, who: { from: 'by' } },
          recycle: { status: 'LATER', until: { from: 'until' } },
          reopen: { status: 'NEW', reason: null, closer: null, until: null, who: null },
        },
        reasons: { bad_fit: 'FIT', 'bad_timing.later': 'TIMING' },
        notes: [],
      }),
    },
  };

  test('reasons go by the CRM’s own values, else by their label', () => {
    expect(write(reject, { ref: contact, labels }, own)?.fields).toEqual({
      status: 'DEAD',
      reason: 'FIT',
      closer: 'Size',
      who: 'Ana Ruiz',
    });
    const other = { ...reject, reason: 'no_budget', subReason: null };
    expect(write(other, { ref: contact, labels: { reason: 'No budget', subReason: null } }, own)?.fields).toMatchObject({
      reason: 'No budget',
      closer: null,
    });
  });

  test('the recycle date goes to its field', () => {
    expect(write({ kind: 'recycle', until: '2026-09-01', reason: null }, { ref: contact }, own)?.fields).toEqual({
      status: 'LATER',
      until: '2026-09-01',
    });
  });

  test('taken back, what stood before is written again and the rest emptied', () => {
    const undone = entry({ kind: 'reject', reason: 'bad_fit', reasonLabel: 'Bad fit' });
    const undo = { kind: 'undo', undoes: undone.id };
    const accepted = { state: 'accepted', current: entry({ kind: 'accept' }) } as const;
    expect(write(undo, { ref: contact, undone, after: accepted }, own)?.fields).toEqual({
      status: 'WORKING',
      reason: null,
      closer: null,
      who: null,
    });
    expect(write(undo, { ref: contact, undone, after: open }, own)?.fields.status).toBe('NEW');
  });

  test('with nothing to write there is no write', () => {
    expect(write({ kind: 'reopen' }, { ref: { ...contact, object: 'lead' } }, own)).toBeNull();
    const silent: WriteBack = { hubspot: { contact: objectWriting.parse({ notes: [], activity: false }) } };
    expect(write({ kind: 'attempt', channel: 'call', outcome: 'sent' }, { ref: contact }, silent)).toBeNull();
  });
});

test('an attempt that is taken back after it was written is said to be so', () => {
  const undone = entry({ kind: 'attempt', channel: 'call', outcome: 'voicemail' });
  expect(write({ kind: 'undo', undoes: undone.id }, { ref: contact, undone })).toMatchObject({
    fields: {},
    activity: null,
    note: 'Taken back: Call: left voicemail',
  });
});

test('what nobody can see goes, everything else stays as it was written', () => {
  const text = '=1+1\t<b>"x"</b>\nÜnï 😀 شک‌ل';
  const note = write({ kind: 'accept', note: `${text}\u0000\u0007\u009f\u202e\u200b\u{E0041}\r` }, { ref: contact })?.note;
  expect(note).toBe(`Accepted\n\n${text}`);
});

test('what later writes have decided stays; the timeline is still told', () => {
  const late = write({ kind: 'accept' }, { ref: lead });
  const later = write(reject, { ref: lead, labels });
  if (!late || !later) throw new Error('Both are written');
  expect(withoutOvertaken(late, [later])).toEqual({ ...late, fields: {}, leftOut: Object.keys(late.fields) });
  expect(withoutOvertaken(late, [])).toEqual(late);
  const attempt = write({ kind: 'attempt', channel: 'call', outcome: 'sent' }, { ref: lead });
  expect(withoutOvertaken(late, attempt ? [attempt] : [])).toEqual(late);
});
