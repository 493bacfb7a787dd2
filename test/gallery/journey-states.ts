/** How far what a rep did can have come: on this device, saved, in the CRM, and everything that holds it up. */
import type { Retries, View, Write } from '../../components/view.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import type { Delivery } from '../../lib/contract/delivery.ts';
import type { DispositionEntry, Operation } from '../../lib/contract/disposition.ts';
import { ago, baseLead, entry, now, unit } from './base-lead.ts';

const { minute, hour } = unit;

type LeadView = Extract<View, { kind: 'lead' }>;
type Over = Partial<Pick<LeadView, 'writes' | 'freshness' | 'conflict' | 'retries'>>;
export type JourneyState = [name: string, context: Partial<LeadContext>, over?: Over];

const ids = {
  accept: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a01',
  call: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a02',
  email: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a03',
  undo: '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7a04',
};

export function delivery(state: Delivery['state'], old: number, over: Partial<Delivery> = {}): Delivery {
  return { state, crm: 'salesforce', since: ago(old), tries: 1, nextAt: null, because: null, wrote: [], ...over };
}

const common: Pick<Operation, 'ref' | 'at' | 'note' | 'seen'> = {
  ref: { crm: 'salesforce', account: 'halden.lightning.force.com', object: 'lead', id: '00Q5g00000AbCdEFGH' },
  at: ago(20_000),
  note: null,
  seen: { contextVersion: 41, sections: [], openedAt: null },
};
const acceptOperation: Operation = { kind: 'accept', id: ids.accept, expected: 0, ...common };
const callOperation: Operation = { kind: 'attempt', id: ids.call, channel: 'call', outcome: 'voicemail', ...common };

const write = (operation: Operation, state: Write['state'], because: string | null = null): Write => ({
  operation,
  state,
  because,
  undoUntil: null,
});

const accept = (over: Partial<DispositionEntry> = {}) => entry('accept', 20_000, { id: ids.accept, ...over });
const call = (over: Partial<DispositionEntry> = {}) =>
  entry('attempt', 26 * hour, { id: ids.call, channel: 'call', outcome: 'voicemail', ...over });
const email = (over: Partial<DispositionEntry> = {}) =>
  entry('attempt', 27 * hour, { id: ids.email, channel: 'email', outcome: 'sent', note: 'Sent the migration guide.', ...over });

/** Accepted a moment ago, with what went before it. */
function acceptedWith(history: DispositionEntry[]): Partial<LeadContext> {
  const current = history.find(({ kind, undone }) => kind === 'accept' && !undone) ?? null;
  const state = current ? ('accepted' as const) : ('open' as const);
  const attempts = history.filter(({ kind, undone }) => kind === 'attempt' && !undone).length;
  return { disposition: { ...baseLead.disposition, version: 1, state, current, history, attempts } };
}

const inCrm = delivery('in_crm', 26 * hour, { wrote: ['Task'] });
const busy = 'Salesforce answers that its daily limit of requests is used up.';
const noValue =
  'Salesforce refused the value "SAL" for Lead.Status. Ask an admin to add it to the picklist or to change the mapping in the policy, then retry.';
const signedOut = 'Salesforce no longer accepts the credential. An admin has to connect it again; nothing is lost meanwhile.';

export const journeyStates: JourneyState[] = [
  ['journey-sending', {}, { writes: [write(acceptOperation, 'sending')] }],
  [
    'journey-kept',
    acceptedWith([email({ delivery: inCrm })]),
    {
      freshness: { kind: 'stale', since: now - 12 * minute, because: 'offline', message: '' },
      writes: [
        write(callOperation, 'kept', 'This computer is offline. It goes on by itself when the connection is back.'),
        write(acceptOperation, 'kept', 'This computer is offline. It goes on by itself when the connection is back.'),
      ],
    },
  ],
  ['journey-saved', acceptedWith([accept()]), { writes: [write(acceptOperation, 'saved')] }],
  [
    'journey-on-its-way',
    acceptedWith([
      accept({ delivery: delivery('waiting', 20_000, { tries: 0, nextAt: ago(-10_000) }) }),
      email({ delivery: inCrm }),
    ]),
    { writes: [write(acceptOperation, 'saved')] },
  ],
  [
    'journey-late',
    acceptedWith([
      accept({ delivery: delivery('waiting', 14 * minute, { tries: 4, nextAt: ago(-11 * minute), because: busy }) }),
      call({ delivery: delivery('waiting', 26 * hour, { tries: 5, nextAt: ago(-40 * minute), because: busy }) }),
      email({ delivery: inCrm }),
    ]),
    { writes: [write(acceptOperation, 'saved')] },
  ],
  [
    'journey-in-crm',
    acceptedWith([
      accept({ delivery: delivery('in_crm', 5_000, { wrote: ['Lead.Status', 'Lead.Accepted_At__c', 'Task'] }) }),
      call({ delivery: delivery('in_crm', 26 * hour, { wrote: ['Task'] }) }),
      email({ delivery: inCrm }),
    ]),
    { writes: [write(acceptOperation, 'saved')] },
  ],
  [
    'journey-parked',
    acceptedWith([
      accept({ delivery: delivery('parked', 3 * minute, { tries: 5, because: noValue }) }),
      call({ delivery: inCrm }),
      email({ delivery: inCrm }),
    ]),
  ],
  [
    'journey-parked-retrying',
    acceptedWith([accept({ delivery: delivery('parked', 3 * minute, { tries: 5, because: noValue }) })]),
    { retries: { [ids.accept]: { state: 'asking' } } satisfies Retries },
  ],
  [
    'journey-parked-refused',
    acceptedWith([accept({ delivery: delivery('parked', 3 * minute, { tries: 5, because: noValue }) })]),
    {
      retries: {
        [ids.accept]: { state: 'refused', message: 'The server cannot be reached. Try again in a minute.' },
      } satisfies Retries,
    },
  ],
  [
    'journey-crm-signed-out',
    acceptedWith([
      accept({ delivery: delivery('waiting', 2 * minute, { tries: 1, because: signedOut }) }),
      call({ delivery: delivery('waiting', 26 * hour, { tries: 1, because: signedOut }) }),
    ]),
  ],
  [
    'journey-withdrawn',
    acceptedWith([
      entry('undo', 5_000, { id: ids.undo, undoes: ids.accept }),
      accept({ undone: true, delivery: delivery('withdrawn', 5_000, { tries: 0 }) }),
      email({ delivery: inCrm }),
    ]),
  ],
  [
    'journey-taken-back',
    acceptedWith([
      entry('undo', 5_000, { id: ids.undo, undoes: ids.accept, delivery: delivery('in_crm', 2_000, { wrote: ['Lead.Status'] }) }),
      accept({ undone: true, delivery: delivery('in_crm', 9_000, { wrote: ['Lead.Status', 'Task'] }) }),
      email({ delivery: inCrm }),
    ]),
  ],
  [
    'journey-take-back-parked',
    acceptedWith([
      entry('undo', 5_000, {
        id: ids.undo,
        undoes: ids.accept,
        delivery: delivery('parked', 2_000, { tries: 5, because: noValue }),
      }),
      accept({ undone: true, delivery: delivery('in_crm', 9_000, { wrote: ['Lead.Status', 'Task'] }) }),
      email({ delivery: inCrm }),
    ]),
  ],
];
