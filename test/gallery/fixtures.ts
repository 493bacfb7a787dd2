// Long because it is a table of every state a person can meet.
import type { Draft, SidebarProps, View, Write } from '../../components/view.ts';
import type { Clock } from '../../lib/contract/clock.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import type { Operation } from '../../lib/contract/disposition.ts';
import {
  acceptClock,
  ago,
  baseLead,
  clock,
  entry,
  fact,
  finalClock,
  now,
  reasons,
  routingClock,
  touch,
  unit,
} from './base-lead.ts';
import { crmStates } from './crm-states.ts';
import { journeyStates } from './journey-states.ts';
import { nextStepContexts } from './next-step-states.ts';
import { heardDraft, originStates } from './origin-states.ts';
import { scoreStates } from './score-states.ts';
import { textStates } from './text-states.ts';
import { verdictStates } from './verdict-states.ts';

const { minute, hour, day } = unit;
const noDraft: Draft = { note: '', open: null, reason: null };

export type State = {
  name: string;
  view: View;
  tab?: SidebarProps['tab'];
  host?: SidebarProps['host'];
  draft?: Draft;
  handle?: true;
  /** How far the device's clock is ahead of the server's. */
  deviceAheadMs?: number;
  /** The words of a button that is pressed once the state is shown. */
  unfold?: string;
};

type Over = Partial<Omit<Extract<View, { kind: 'lead' }>, 'kind' | 'context'>> &
  Pick<State, 'tab' | 'draft' | 'host' | 'handle' | 'deviceAheadMs' | 'unfold'>;

const recycled = entry('recycle', day, { until: '2027-02-16', by: 'Marcus Thiel' });
/** A clock that ended in time so long ago. */
const met = (one: Clock, old: number): Clock => ({ ...one, state: 'met', stoppedAt: ago(old), dueAt: null, intervals: [] });

function lead(name: string, context: Partial<LeadContext> = {}, over: Over = {}): State {
  const { tab, draft, host, handle, deviceAheadMs, unfold, ...view } = over;
  return {
    name,
    ...(tab ? { tab } : {}),
    ...(draft ? { draft } : {}),
    ...(host ? { host } : {}),
    ...(handle ? { handle } : {}),
    ...(deviceAheadMs ? { deviceAheadMs } : {}),
    ...(unfold ? { unfold } : {}),
    view: {
      kind: 'lead',
      context: { ...baseLead, ...context },
      freshness: { kind: 'fresh', since: now },
      writes: [],
      conflict: null,
      retries: {},
      ...view,
    },
  };
}

const ref = { crm: 'salesforce', account: 'halden.lightning.force.com', object: 'lead', id: '00Q5g00000AbCdEFGH' } as const;
const common = { ref, at: ago(0), note: null, seen: { contextVersion: 41, sections: [], openedAt: null } };
const accept: Operation = { kind: 'accept', id: '0a5a5bd4-7a3b-4c3e-9a41-0c8f6a1f0001', expected: 0, ...common };
const reject: Operation = {
  kind: 'reject',
  id: '0a5a5bd4-7a3b-4c3e-9a41-0c8f6a1f0002',
  expected: 0,
  reason: 'bad_timing',
  subReason: null,
  missing: [],
  ...common,
};
const attempt: Operation = {
  kind: 'attempt',
  id: '0a5a5bd4-7a3b-4c3e-9a41-0c8f6a1f0003',
  channel: 'call',
  outcome: 'no_answer',
  ...common,
};
const write = (
  operation: Operation,
  state: Write['state'],
  because: string | null = null,
  undoUntil: number | null = null,
): Write => ({
  operation,
  state,
  because,
  undoUntil,
});

const open = baseLead.disposition;
const acceptedBy = (decision: ReturnType<typeof entry>) => ({
  ...open,
  version: 1,
  state: 'accepted' as const,
  current: decision,
  history: [decision],
});

const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';

/** As long as a note may be. */
const longNote = 'Frozen until the new fiscal year; asked to be called in February, after their merger. '
  .repeat(60)
  .slice(0, 5000);

const unknownOrigin = (asked: boolean): LeadContext['origin'] => ({
  ...baseLead.origin,
  verdict: {
    channel: 'unknown',
    assistant: null,
    aiMediated: false,
    aiTouched: false,
    confidence: 'low',
    evidence: [],
    conflicts: [],
  },
  evidenceClass: asked ? 'unknown_asked' : 'unknown_never_asked',
  sentence: asked
    ? 'The form asked, and the answer was "internet". Nothing in the visits says more.'
    : 'The first visit came without a referrer, and nobody has asked yet.',
  selfReported: asked ? 'internet' : null,
  first: null,
  problem: null,
  proofPoints: [],
  shortlist: [],
  claims: [],
});

export const states: State[] = [
  lead('lead'),
  lead('lead-panel-host', {}, { host: 'panel' }),
  lead('urgent', {
    clocks: [
      clock('first_touch', 'First touch, demo or contact request', {
        remainingMs: 96_000,
        dueAt: ago(-96_000),
        elapsedMs: hour - 96_000,
      }),
      acceptClock,
      finalClock,
      routingClock,
    ],
  }),
  lead('breached', {
    clocks: [
      clock('first_touch', 'First touch', {
        remainingMs: -134 * minute,
        dueAt: ago(134 * minute),
        breached: true,
        startedAt: ago(194 * minute),
      }),
      acceptClock,
      {
        ...routingClock,
        state: 'missed',
        remainingMs: -47 * minute,
        stoppedAt: ago(194 * minute),
      },
    ],
  }),
  lead('paused', {
    clocks: [
      clock('first_touch', 'First touch', {
        state: 'paused',
        dueAt: null,
        pausedSince: ago(3 * hour),
        pausedBecause: 'Waiting for the buyer: they asked to be called after Thursday',
        remainingMs: 22 * minute,
      }),
      acceptClock,
    ],
  }),
  lead('met', {
    who: { ...baseLead.who, stage: 'sal', stageSince: ago(50 * minute) },
    clocks: [
      clock('first_touch', 'First touch', { state: 'met', stoppedAt: ago(30 * minute), remainingMs: 12 * minute }),
      clock('accept', 'Accept or reject', { state: 'missed', stoppedAt: ago(50 * minute), remainingMs: -2 * hour }),
      clock('attempts', 'Attempts', {
        goal: { name: 'Six in 14 days', ms: 14 * day, working: false, timeZone: 'UTC' },
        remainingMs: 13.9 * day,
        dueAt: ago(-13.9 * day),
        intervals: [[ago(0), ago(-20 * day)]],
        cycles: [{ startedAt: ago(40 * day), stoppedAt: ago(30 * day), dueAt: ago(26 * day), met: true, remainingMs: 4 * day }],
        stopsOn: '6 attempts',
        provenBy: 'Task rows',
      }),
      routingClock,
    ],
    disposition: { ...acceptedBy(entry('accept', 50 * minute)), attempts: 2 },
  }),
  lead('outside-hours', {
    clocks: [
      clock('first_touch', 'First touch, other MQL', {
        goal: { name: 'Other MQL', ms: 4 * hour, working: true, timeZone: 'Europe/Berlin' },
        remainingMs: 100 * minute,
        dueAt: ago(-20 * hour),
        intervals: [[ago(-18.3 * hour), ago(-26 * hour)]],
      }),
    ],
  }),
  lead('clocks-missed', {
    clocks: [
      clock('first_touch', 'First touch', {
        state: 'missed',
        stoppedAt: ago(20 * minute),
        remainingMs: -95 * minute,
        breached: true,
      }),
      clock('accept', 'Accept or reject', { state: 'missed', stoppedAt: ago(14 * hour), remainingMs: 0, breached: true }),
      finalClock,
      routingClock,
    ],
  }),
  lead('clocks-paused-late', {
    clocks: [
      clock('first_touch', 'First touch', {
        state: 'paused',
        dueAt: null,
        pausedSince: ago(26 * hour),
        pausedBecause: 'Recycled until 23 Nov 2026: Bad timing',
        remainingMs: -35 * minute,
        breached: true,
        intervals: [],
      }),
      routingClock,
    ],
  }),
  lead('clocks-late-at-closing-time', {
    clocks: [
      clock('first_touch', 'First touch', {
        remainingMs: 0,
        dueAt: ago(2 * hour),
        breached: true,
        intervals: [[ago(-19.5 * hour), ago(-28.5 * hour)]],
      }),
      finalClock,
    ],
  }),
  lead('clocks-device-day-ahead', {}, { deviceAheadMs: day }),
  lead('clocks-device-day-behind', {}, { deviceAheadMs: -day }),
  lead('clocks-delays', {
    clocks: [
      clock('first_touch', 'First touch', {
        remainingMs: -134 * minute,
        elapsedMs: 194 * minute,
        dueAt: ago(134 * minute),
        breached: true,
        startedAt: ago(194 * minute),
      }),
      acceptClock,
      {
        ...routingClock,
        state: 'missed',
        remainingMs: -47 * minute,
        elapsedMs: 52 * minute,
        breached: true,
        stoppedAt: ago(194 * minute),
      },
    ],
  }),
  lead(
    'clocks-calendar-edited',
    {
      clocks: [
        clock('first_touch', 'First touch', {
          policyVersion: 13,
          cycles: [
            {
              startedAt: ago(9 * day),
              stoppedAt: ago(8.9 * day),
              dueAt: ago(8.8 * day),
              met: true,
              remainingMs: 25 * minute,
              policyVersion: 12,
            },
            {
              startedAt: ago(5 * day),
              stoppedAt: ago(4 * day),
              dueAt: ago(4.9 * day),
              met: false,
              remainingMs: -3 * hour,
              policyVersion: 12,
            },
          ],
        }),
        { ...routingClock, policyVersion: 12 },
      ],
    },
    { unfold: 'Goals, proof and past cycles' },
  ),
  lead(
    'accepted',
    {
      disposition: acceptedBy(entry('accept', 0, { id: accept.id })),
      clocks: [clock('first_touch', 'First touch'), met(acceptClock, 0), met(finalClock, 0), routingClock],
    },
    { writes: [write(accept, 'saved')] },
  ),
  lead('accepted-undo', {}, { writes: [write(accept, 'sending', null, Number.POSITIVE_INFINITY)] }),
  lead('rejected', {
    disposition: {
      ...open,
      version: 1,
      state: 'rejected',
      current: entry('reject', 2 * hour, {
        reason: 'bad_fit',
        reasonLabel: 'Bad fit',
        subReason: 'size',
        subReasonLabel: 'Company size',
        note: 'Only 12 people, no second team planned.',
      }),
    },
    nextStep: { steps: [], none: 'No recommendation: rejected as "Bad fit". Reopen it if that has changed.' },
    clocks: [
      met(clock('first_touch', 'First touch'), 2 * hour),
      met(acceptClock, 2 * hour),
      met(finalClock, 2 * hour),
      routingClock,
    ],
  }),
  lead('recycled', {
    clocks: [
      clock('first_touch', 'First touch', {
        state: 'paused',
        dueAt: null,
        pausedSince: ago(day),
        pausedBecause: 'Recycled until 16 Feb 2027',
        remainingMs: 22 * minute,
      }),
      met(finalClock, day),
      routingClock,
    ],
    nextStep: {
      steps: [
        {
          id: 'comeback:wait',
          action: 'wait',
          title: 'Wait until 16 Feb 2027',
          reasons: [{ text: 'Recycled on 17 Nov', ref: `disposition:${recycled.id}` }],
          opener: null,
          avoid: null,
          send: null,
          ifNot: null,
          from: ago(day),
          until: '2027-02-16T00:00:00.000Z',
        },
      ],
      none: null,
    },
    disposition: {
      ...open,
      version: 1,
      state: 'recycled',
      current: recycled,
    },
  }),
  lead(
    'conflict',
    {},
    {
      conflict: { mine: reject, theirs: entry('accept', 6 * minute, { by: 'Marcus Thiel' }), version: 1 },
    },
  ),
  lead(
    'conflict-notes',
    {},
    {
      conflict: {
        mine: { ...reject, note: 'Frozen until the new fiscal year; asked to be called in February.' },
        theirs: entry('recycle', 6 * minute, {
          by: 'Marcus Thiel',
          until: '2027-02-16',
          note: 'Her assistant says she is away until mid February, then happy to talk.',
        }),
        version: 1,
      },
    },
  ),
  lead(
    'conflict-long-notes',
    {},
    {
      conflict: {
        mine: { ...reject, note: longNote },
        theirs: entry('recycle', 6 * minute, { by: 'Marcus Thiel', until: '2027-02-16', note: longNote }),
        version: 1,
      },
    },
  ),
  lead('rejected-long-note', {
    disposition: {
      ...open,
      version: 1,
      state: 'rejected',
      current: entry('reject', 2 * hour, { reason: 'bad_timing', reasonLabel: 'Bad timing', note: longNote }),
      history: [entry('reject', 2 * hour, { reason: 'bad_timing', reasonLabel: 'Bad timing', note: longNote })],
    },
  }),
  lead(
    'failed-writes',
    {},
    {
      writes: ['1', '2', '3'].map((last) =>
        write(
          { ...reject, id: `${reject.id.slice(0, -1)}${last}` },
          'failed',
          `the server refused it. ${longNote.slice(0, 400)}`,
        ),
      ),
    },
  ),
  lead('conflict-reopened', {}, { conflict: { mine: reject, theirs: null, version: 2 } }),
  lead(
    'failed-write',
    {},
    { writes: [write(reject, 'failed', 'the server refused it: this reason is not open for this lead now.')] },
  ),
  lead(
    'kept-offline',
    {},
    {
      freshness: { kind: 'stale', since: now - 12 * minute, because: 'offline', message: '' },
      writes: [write(attempt, 'kept', null), write(accept, 'kept', 'it is sent when the connection is back.')],
    },
  ),
  lead(
    'not-kept',
    {},
    {
      writes: [write(accept, 'not_kept', 'this device has no room left.')],
      draft: { note: 'Spoke to her assistant, she is back on Thursday.', open: null, reason: null },
    },
  ),
  lead('refreshing', {}, { freshness: { kind: 'refreshing', since: now - 4 * minute } }),
  lead(
    'stale-unreachable',
    {},
    {
      freshness: {
        kind: 'stale',
        since: now - 3 * hour,
        because: 'unreachable',
        message: 'It did not answer within 10 seconds.',
      },
    },
  ),
  lead(
    'stale-signed-out',
    {},
    {
      freshness: { kind: 'stale', since: now - 26 * hour, because: 'signed_out', message: '' },
    },
  ),
  lead('panel-reject', {}, { draft: { ...noDraft, open: 'reject' } }),
  lead('panel-reject-sub', {}, { draft: { note: '', open: 'reject_sub', reason: 'bad_fit' } }),
  lead('panel-recycle', {}, { draft: { ...noDraft, open: 'recycle' } }),
  lead('panel-attempt', {}, { draft: { ...noDraft, open: 'attempt' } }),
  lead('panel-attempt-call', {}, { draft: { note: '', open: 'attempt', reason: 'call' } }),
  lead('panel-heard', {}, { draft: { ...noDraft, open: 'heard' } }),
  lead('form-origin', {}, { draft: { ...noDraft, open: 'origin' } }),
  lead('stale-facts', {
    who: {
      ...baseLead.who,
      title: fact('Head of RevOps', 'ZoomInfo', 14 * 30 * day, 180 * day),
      phone: null,
      buyingRole: null,
    },
    account: baseLead.account && {
      ...baseLead.account,
      employees: fact('310', 'Clearbit', 400 * day, 90 * day),
      industry: fact('B2B software', 'Clearbit', 400 * day, 90 * day),
      fit: [
        { label: '50 to 500 people', meets: true, value: '310', ref: 'account:employees' },
        { label: 'B2B software', meets: false, value: 'Shipping', ref: 'account:industry' },
        { label: 'EU or North America', meets: null, value: null, ref: 'account:region' },
      ],
    },
  }),
  lead('origin-asked', { origin: unknownOrigin(true) }),
  lead('origin-never-asked', { origin: unknownOrigin(false) }),
  lead('origin-confirmed', {
    origin: {
      ...baseLead.origin,
      evidenceClass: 'rep_confirmed',
      confirmation: {
        by: 'Dana Okafor',
        at: ago(40 * minute),
        confirmed: true,
        channel: 'ai_assistant',
        assistant: 'chatgpt',
        note: 'She showed me the chat.',
      },
    },
  }),
  lead('origin-conflict', {
    origin: {
      ...baseLead.origin,
      verdict: {
        ...baseLead.origin.verdict,
        confidence: 'medium',
        conflicts: [{ channel: 'organic_search', assistant: null, because: 'the first visit carries a google.com referrer.' }],
      },
    },
  }),
  lead('long-and-foreign', {
    who: {
      ...baseLead.who,
      name: fact('عبد الرحمن بن محمد الأنصاري', 'Form', hour),
      title: fact(`Leiter ${long}`, 'Form', hour),
      company: fact('株式会社とても長い名前のソフトウェア開発研究所 👩🏽‍💻🚀', 'Form', hour),
      email: fact(`${'a'.repeat(64)}@${'b'.repeat(60)}.example`, 'Form', hour),
      owner: fact(long, 'Salesforce', hour),
    },
    nextStep: {
      steps: baseLead.nextStep.steps.map((step) => ({ ...step, title: `Ring ${long}`, opener: `${long} ${long}` })),
      none: null,
    },
    read: {
      ...baseLead.read,
      touches: [touch('rtl', 'دليل الترحيل الكامل', hour), touch('long', `${long}/${long}`, 2 * hour), ...baseLead.read.touches],
    },
    clocks: [clock('first_touch', `First touch ${long}`)],
  }),
  lead('no-account', { account: null }),
  lead('many-touches', {
    read: {
      touches: Array.from({ length: 100 }, (_, index) =>
        touch(`t${index}`, `Page ${index + 1} of the documentation`, index * 5 * hour, {
          count: (index % 3) + 1,
          firstAt: ago(index * 5 * hour + day),
        }),
      ),
      total: 10_000,
      firstAt: ago(300 * day),
    },
  }),
  lead('empty', {
    who: {
      name: null,
      title: null,
      company: null,
      email: fact('someone@mail.example', 'Form', hour),
      phone: null,
      buyingRole: null,
      owner: null,
      ownerEmail: null,
      stage: 'inquiry',
      stageSince: null,
      link: null,
    },
    clocks: [],
    nextStep: { steps: [], none: 'No recommendation: too little evidence. Missing: any activity, their title.' },
    score: {
      ...baseLead.score,
      total: 0,
      qualified: false,
      sentence: 'At 0, 60 short of 60: nothing known of this lead counts yet.',
      crossedAt: null,
      crossedBy: [],
      subtotals: { fit: 0, engagement: 0, intent: 0, negative: 0 },
      lines: [],
      trend7d: 0,
      others: [],
      raise: [],
    },
    origin: { ...unknownOrigin(false), latest: null, converting: null },
    read: { touches: [], total: 0, firstAt: null },
    account: null,
    handoff: { at: null, trigger: null, policyVersion: 12, fields: [], present: 0, required: 0, systemDelayMs: null },
    disposition: { ...open, reasons },
  }),
  ...journeyStates.map(([name, context, over]) => lead(name, context, over)),
  ...crmStates.map(([name, context]) => lead(name, context)),
  ...textStates.map(([name, context]) => lead(name, context)),
  ...originStates.map(([name, context]) => lead(name, context)),
  ...nextStepContexts.map(([name, context]) => lead(name, context)),
  ...verdictStates.map(([name, context, over]) => lead(name, context, over)),
  lead('panel-heard-filled', {}, { draft: { ...noDraft, open: 'heard', heard: heardDraft } }),
  ...scoreStates.map(([name, over]) => lead(name, over)),
  lead('handoff', {}, { tab: 'handoff' }),
  lead(
    'handoff-empty',
    { handoff: { at: null, trigger: null, policyVersion: 12, fields: [], present: 0, required: 0, systemDelayMs: null } },
    { tab: 'handoff' },
  ),
  lead('handle', {}, { handle: true }),
  { name: 'handle-no-record', view: { kind: 'no_record' }, handle: true },
  { name: 'loading', view: { kind: 'loading' } },
  { name: 'first-run', view: { kind: 'first_run', unsent: 0 } },
  { name: 'signed-out-kept', view: { kind: 'first_run', unsent: 3 } },
  { name: 'signed-out', view: { kind: 'signed_out', because: 'expired', unsent: 2 } },
  { name: 'session-ended', view: { kind: 'signed_out', because: 'ended', unsent: 1 } },
  {
    name: 'session-ended-copied',
    view: {
      kind: 'signed_out',
      because: 'ended',
      why: 'Somebody used a copy of this session, so it was ended for safety: tell your admin.',
      unsent: 2,
    },
  },
  { name: 'signed-out-refused', view: { kind: 'signed_out', because: 'refused', unsent: 0 } },
  { name: 'no-record', view: { kind: 'no_record' } },
  { name: 'unknown-record', view: { kind: 'unknown_record', ref, because: null, link: { state: 'idle' } } },
  {
    name: 'unknown-record-reading',
    view: { kind: 'unknown_record', ref, because: 'Salesforce is being asked about this record.', link: { state: 'idle' } },
  },
  {
    name: 'unknown-record-failed',
    view: {
      kind: 'unknown_record',
      ref,
      because: null,
      link: { state: 'failed', message: 'That is not an email address the server takes.' },
    },
  },
  { name: 'erased', view: { kind: 'erased', writes: [] } },
  { name: 'restricted', view: { kind: 'restricted', writes: [] } },
  {
    name: 'restricted-unsaved',
    view: {
      kind: 'restricted',
      writes: [
        write({ ...accept, note: 'Wants a call in May.' }, 'kept'),
        write({ ...accept, note: null }, 'failed', 'Somebody else decided on this lead too. You choose once it is shown again.'),
      ],
    },
  },
  { name: 'erased-unsaved', view: { kind: 'erased', writes: [write({ ...accept, note: null }, 'failed')] } },
  {
    name: 'forbidden',
    view: { kind: 'forbidden', message: 'This token may not read leads. Ask an admin for a token with the rep role.' },
  },
  { name: 'offline', view: { kind: 'offline' } },
  {
    name: 'unreachable',
    view: {
      kind: 'unreachable',
      apiUrl: 'https://context.northbeam.example',
      message: 'context.northbeam.example answers with a web page, not as a Leadside API.',
    },
  },
  { name: 'server-too-old', view: { kind: 'server_too_old', server: 1, needs: 2 } },
  { name: 'client-too-old', view: { kind: 'client_too_old' } },
  {
    name: 'error',
    view: {
      kind: 'error',
      message: 'Something failed on the server.',
      fix: 'Try again; if it stays, send the request id to your admin.',
      requestId: 'req_01HF7Z2K9QW3',
    },
  },
];
