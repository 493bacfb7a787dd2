// Long because it is a table with two leads for every rule: one that gets its step, and one that only just does not.
import { fact, leadFacts, touch } from '../../../test/fixtures/facts.ts';
import type { DispositionEntry } from '../../contract/disposition.ts';
import type { LeadFacts } from '../../contract/facts.ts';
import type { StepRule } from '../../policy/parts.ts';

export const now = '2026-11-20T12:00:00.000Z';
export const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
export const known = (value: string) => fact(value, ago(20));

export const complete: LeadFacts = leadFacts({
  person: {
    name: known('Ada Holm'),
    title: known('VP Sales'),
    company: known('Orvik'),
    email: known('ada@orvik.example'),
    phone: known('+47 22 55 01 00'),
    owner: known('Sam'),
  },
  account: { employees: known('200'), industry: known('Software'), country: known('Norway') },
  touches: [
    touch({ id: 'p', at: ago(4), path: '/pricing' }),
    touch({ id: 'f', at: ago(3.5), kind: 'form', name: 'Form Submitted', title: 'Guide form', path: '/guides/sync' }),
  ],
  handoffs: [{ at: ago(3), trigger: 'Score', source: 'HubSpot', policyVersion: 1 }],
  asked: true,
});

let made = 0;
export function entry(
  kind: DispositionEntry['kind'],
  days: number,
  version: number,
  extra: Partial<DispositionEntry> = {},
): DispositionEntry {
  made += 1;
  return {
    id: `00000000-0000-4000-8000-${String(made).padStart(12, '0')}`,
    kind,
    version,
    by: 'Sam',
    at: ago(days),
    receivedAt: ago(days),
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
    ...extra,
  };
}
export const attempt = (
  days: number,
  channel: 'call' | 'email' | 'linkedin',
  outcome: DispositionEntry['outcome'] = 'no_answer',
) => entry('attempt', days, 0, { channel, outcome });
const six = [6, 5, 4, 3, 2, 1].map((days, n) => attempt(days, n % 2 ? 'email' : 'call'));
export const demo = (days: number) =>
  touch({ id: 'demo', at: ago(days), kind: 'demo_request', name: 'Demo Requested', title: 'Demo', path: '/demo' });
const colleague = (n: number, days: number) => ({
  leadId: `c${n}`,
  name: `Colleague ${n}`,
  title: 'Manager',
  role: null,
  touches: 2,
  did: 'Read the docs',
  lastAt: ago(days),
});
/** Nobody's lead yet, whose colleague asked for a demo so many days ago and has read something since. */
const withRequest = (days: number) =>
  plus({
    handoffs: [],
    touches: [touch({ id: 'd', at: ago(4), path: '/docs', title: 'Docs' })],
    people: [colleague(1, 0), { ...colleague(2, 0), request: { kind: 'demo_request', at: ago(days) } }],
    peopleTotal: 2,
  });
const recycled = (until: string, extra: Partial<DispositionEntry> = {}) =>
  entry('recycle', 10, 1, { until, reason: 'bad_timing', reasonLabel: 'Bad timing', ...extra });
export const plus = (more: Partial<LeadFacts>): LeadFacts => ({ ...complete, ...more });

const noted = (value: string, days: number): NonNullable<LeadFacts['heard']> => ({
  objections: [fact(value, ago(days), 'Sam')],
  competitors: [],
  words: [],
});
/** A competitor named on a call, which the server lists as the buyer's shortlist too. */
const named = (value: string, days: number): Partial<LeadFacts> => {
  const competitors = [fact(value, ago(days), 'Sam')];
  return { shortlist: competitors, heard: { objections: [], competitors, words: [] } };
};
const talked = attempt(1, 'call', 'connected');

const asking = (days: number, more: Partial<LeadFacts> = {}) =>
  plus({ touches: [demo(days)], question: fact('Is there an on-premises option', ago(days), 'Website form'), ...more });

/** Rule, id of the step it gives, the lead that gets it, the lead that just misses it. */
export const ruleLeads: readonly [rule: StepRule, step: string, gets: LeadFacts, misses: LeadFacts][] = [
  ['hot_request', 'hot_request', plus({ touches: [demo(0.02)] }), plus({ touches: [demo(3.01)] })],
  [
    'hot_request',
    'hot_request',
    plus({ touches: [demo(1)] }),
    plus({ touches: [demo(1)], dispositions: [attempt(0.5, 'call')] }),
  ],
  ['open_question', 'open_question', asking(5), asking(14.1)],
  ['open_question', 'open_question', asking(3.1), asking(2.9)],
  ['open_question', 'open_question', asking(5), asking(5, { dispositions: [attempt(4.9, 'email', 'sent')] })],
  [
    'fix_contact',
    'fix_contact',
    plus({ person: { ...complete.person, email: undefined, phone: undefined } as unknown as LeadFacts['person'] }),
    complete,
  ],
  [
    'fix_contact',
    'fix_contact',
    plus({ dispositions: [attempt(1, 'call', 'wrong_contact')] }),
    plus({
      dispositions: [attempt(1, 'call', 'wrong_contact')],
      person: { ...complete.person, phone: fact('+47 1', ago(0.5)) },
    }),
  ],
  ['return_incomplete', 'return_incomplete', plus({ account: { employees: known('200') } }), complete],
  ['return_incomplete', 'return_incomplete', plus({ account: null }), plus({ account: null, touches: [demo(0.1)] })],
  ['follow_up', 'follow_up:2', plus({ dispositions: [attempt(1, 'call')] }), complete],
  [
    'follow_up',
    'follow_up:3:wait',
    plus({ dispositions: [attempt(3, 'call'), attempt(1, 'email')] }),
    plus({ dispositions: [attempt(3, 'call'), attempt(2.1, 'email')] }),
  ],
  [
    'follow_up',
    'follow_up:3',
    plus({ dispositions: [attempt(3, 'call'), attempt(2.1, 'email')] }),
    plus({ dispositions: [attempt(3, 'call'), attempt(1, 'email')] }),
  ],
  ['attempts_done', 'attempts_done', plus({ dispositions: six }), plus({ dispositions: six.slice(1) })],
  [
    'after_talk',
    'after_talk',
    plus({ dispositions: [attempt(1, 'call', 'connected')] }),
    plus({ dispositions: [attempt(4, 'call', 'connected')] }),
  ],
  [
    'after_talk',
    'after_talk:booked',
    plus({ dispositions: [attempt(1, 'call', 'booked')] }),
    plus({ dispositions: [attempt(1, 'call', 'voicemail')] }),
  ],
  [
    'comeback',
    'comeback',
    plus({ dispositions: [recycled('2027-02-01')], touches: [touch({ id: 'n', at: ago(1), path: '/pricing' })] }),
    plus({ dispositions: [recycled('2027-02-01')], touches: [touch({ id: 'n', at: ago(11), path: '/pricing' })] }),
  ],
  [
    'comeback',
    'comeback:date',
    plus({ dispositions: [recycled('2026-11-20')], touches: [] }),
    plus({ dispositions: [recycled('2026-11-21')], touches: [] }),
  ],
  [
    'comeback',
    'comeback:wait',
    plus({ dispositions: [recycled('2026-11-21')], touches: [] }),
    plus({ dispositions: [recycled('2026-11-20')], touches: [] }),
  ],
  ['shortlist', 'shortlist', plus({ shortlist: [known('Syncari')] }), plus({ shortlist: [known('us')] })],
  [
    'colleagues',
    'colleagues',
    plus({ people: [colleague(1, 2), colleague(2, 13)], peopleTotal: 2 }),
    plus({ people: [colleague(1, 2), colleague(2, 15)], peopleTotal: 2 }),
  ],
  [
    'content',
    'content:decision',
    complete,
    plus({
      touches: [
        touch({ id: 'f', at: ago(3.5), kind: 'form', name: 'Form Submitted', title: 'Guide form', path: '/guides/sync' }),
      ],
    }),
  ],
  [
    'quiet',
    'quiet',
    plus({
      handoffs: [{ at: ago(31), trigger: 'Score', source: 'HubSpot', policyVersion: 1 }],
      touches: [touch({ id: 'p', at: ago(33), kind: 'form', path: '/pricing' })],
    }),
    complete,
  ],
  ['below_threshold', 'below_threshold', plus({ handoffs: [] }), plus({ handoffs: [], touches: [demo(0.1)] })],
  [
    'hot_request',
    'hot_request:booked',
    plus({ touches: [{ ...demo(0.5), title: 'Meeting Booked' }] }),
    plus({ touches: [demo(0.5)] }),
  ],
  [
    'objection',
    'objection:price',
    plus({ dispositions: [talked], heard: noted('It is too expensive for forty seats', 0.9) }),
    // The same, and the answer has gone out since.
    plus({ dispositions: [talked, attempt(0.89, 'email', 'sent')], heard: noted('It is too expensive for forty seats', 0.9) }),
  ],
  [
    'objection',
    'objection:timing',
    plus({ heard: noted('Not now, they are too busy', 1) }),
    plus({ heard: noted('Not now, they are too busy', 14.1) }),
  ],
  [
    'objection',
    'objection:other',
    plus({ heard: noted('Their last tool burned them', 1) }),
    plus({ heard: noted('Their last tool burned them', 1), dispositions: [entry('reject', 0.5, 1, { reason: 'competitive' })] }),
  ],
  [
    'objection',
    'objection:security',
    plus({ salesNotes: [fact('Main concern is GDPR', ago(1), 'Salesforce')] }),
    plus({ salesNotes: [fact('No concern about GDPR', ago(1), 'Salesforce')] }),
  ],
  [
    'shortlist',
    'shortlist',
    plus({ dispositions: [talked], ...named('Syncari', 0.99) }),
    plus({ dispositions: [talked, attempt(0.9, 'call', 'connected')], ...named('Syncari', 0.99) }),
  ],
  [
    'competitor',
    'competitor',
    // Even when they ask.
    plus({ person: { ...complete.person, email: known('Kim@eu.Rivalsoft.example') }, touches: [demo(0.1)] }),
    plus({ person: { ...complete.person, email: known('kim@notrivalsoft.example') }, touches: [demo(0.1)] }),
  ],
  [
    'competitor',
    'competitor',
    // A private address, and the company gives them away.
    plus({
      person: { ...complete.person, email: known('kim@gmail.com') },
      account: { ...complete.account, domain: known('rivalsoft.example') },
    }),
    plus({
      person: { ...complete.person, email: known('kim@rivalsoft.example') },
      dispositions: [entry('reject', 1, 1, { reason: 'competitor_employee', reasonLabel: "Competitor's employee" })],
    }),
  ],
  ['colleague_request', 'colleague_request', withRequest(1.9), withRequest(10.1)],
  [
    'colleague_request',
    'colleague_request',
    withRequest(0.01),
    // They ask themselves, or are sales' already.
    { ...withRequest(0.01), touches: [demo(0.2)] },
  ],
  ['colleague_request', 'colleague_request', withRequest(0.01), { ...withRequest(0.01), handoffs: complete.handoffs }],
];
