/** Verdicts that hang on more than one fact of a lead: worked out by the rules themselves where a rule words them. */
import type { Draft } from '../../components/view.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import type { DispositionEntry } from '../../lib/contract/disposition.ts';
import { offeredReasons } from '../../lib/handoff/reasons.ts';
import { nextSteps } from '../../lib/next-step/index.ts';
import { defaultPolicy } from '../../lib/policy/default.ts';
import { ago, baseLead, clock, entry, fact, routingClock, touch, unit } from './base-lead.ts';
import { scoreStates } from './score-states.ts';

const { hour, day } = unit;
const policy = { ...defaultPolicy, competitorDomains: ['routepilot.example'] };

/** A lead with the step the rules give it. */
function ruled(over: Partial<LeadContext>): Partial<LeadContext> {
  const { nextStep: _, ...context } = { ...baseLead, ...over };
  return { ...over, nextStep: nextSteps(context, policy, ago(0)) };
}
const done = (kind: DispositionEntry['kind'], n: number, old: number, over: Partial<DispositionEntry> = {}) =>
  entry(kind, old, { id: `6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7d0${n}`, ...over });
const withHistory = (...history: DispositionEntry[]): LeadContext['disposition'] => ({
  ...baseLead.disposition,
  attempts: history.filter(({ kind }) => kind === 'attempt').length,
  history,
});
const account = baseLead.account as NonNullable<LeadContext['account']>;
const quiet: Partial<LeadContext> = {
  read: { touches: [touch('docs', 'Field history in the docs', 3 * hour)], total: 1, firstAt: ago(3 * hour) },
  ...scoreStates.find(([name]) => name === 'score-below')?.[1],
  clocks: [],
  who: { ...baseLead.who, stage: 'inquiry' },
  handoff: { ...baseLead.handoff, at: null, trigger: null, systemDelayMs: null },
};

const competitor = ruled({
  who: {
    ...baseLead.who,
    name: fact('Samir Adeyemi', 'Trial form', 29 * hour),
    title: fact('Product Manager', 'Trial form', 29 * hour),
    company: fact('Routepilot', 'Trial form', 29 * hour),
    email: fact('samir@routepilot.example', 'Trial form', 29 * hour),
  },
  account: null,
  disposition: {
    ...baseLead.disposition,
    reasons: offeredReasons(policy, 0, [{ id: 'size', label: 'Company size' }], 'routepilot.example'),
  },
});

export type VerdictState = [name: string, context: Partial<LeadContext>, over?: { unfold?: string; draft?: Draft }];

export const verdictStates: readonly VerdictState[] = [
  [
    'clocks-holidays',
    {
      clocks: [
        clock('first_touch', 'First touch, other MQL', {
          goal: { name: 'Other MQL', ms: 52 * hour, working: true, timeZone: 'America/New_York' },
          startedAt: ago(2 * day),
          elapsedMs: 14 * hour,
          remainingMs: 38 * hour,
          dueAt: ago(-12.1 * day),
          holidays: [
            { date: '2026-11-26', name: 'Thanksgiving Day' },
            { date: '2026-11-27', name: null },
          ],
        }),
        routingClock,
      ],
    },
    { unfold: 'Goals, proof and past cycles' },
  ],
  ['clocks-none', { clocks: [], handoff: { ...baseLead.handoff, at: null, trigger: null, systemDelayMs: null } }],
  ['step-competitor', competitor],
  ['panel-reject-suggested', competitor, { draft: { note: '', open: 'reject', reason: null } }],
  [
    'step-colleague-request',
    ruled({
      ...quiet,
      account: {
        ...account,
        people: account.people.map((person, n) =>
          n === 0 ? { ...person, did: 'Asked for a demo', request: { kind: 'demo_request', at: ago(5 * hour) } } : person,
        ),
      },
    }),
  ],
  [
    'step-open-question',
    ruled({
      heard: {
        question: fact('We need the sync for 300 crews, and an on-premises option', 'Demo form', 5 * day),
        objections: [],
        competitors: [],
        words: [],
        notes: [],
      },
      read: {
        ...baseLead.read,
        touches: baseLead.read.touches.map((one) =>
          one.id === 'demo' ? { ...one, at: ago(5 * day), firstAt: ago(5 * day) } : one,
        ),
      },
    }),
  ],
  [
    'step-comeback',
    ruled({
      disposition: {
        ...withHistory(),
        version: 1,
        state: 'recycled',
        current: done('recycle', 2, 9 * day, { until: '2027-02-16', reason: 'bad_timing', reasonLabel: 'Bad timing' }),
        history: [done('recycle', 2, 9 * day, { until: '2027-02-16', reason: 'bad_timing', reasonLabel: 'Bad timing' })],
      },
    }),
  ],
  ['step-below', ruled(quiet)],
];
