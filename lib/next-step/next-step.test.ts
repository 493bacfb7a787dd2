// Long because it is a table with two leads for every rule.
import { describe, expect, test } from 'vitest';
import { fact, leadFacts, touch } from '../../test/fixtures/facts.ts';
import type { DispositionEntry } from '../contract/disposition.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { buildContext } from '../handoff/build-context.ts';
import { defaultPolicy } from '../policy/default.ts';

const now = '2026-11-20T12:00:00.000Z';
const ago = (days: number) => new Date(Date.parse(now) - days * 86_400_000).toISOString();
const known = (value: string) => fact(value, ago(20));

const complete: LeadFacts = leadFacts({
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
function entry(
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
const attempt = (days: number, channel: 'call' | 'email' | 'linkedin', outcome: DispositionEntry['outcome'] = 'no_answer') =>
  entry('attempt', days, 0, { channel, outcome });
const six = [6, 5, 4, 3, 2, 1].map((days, n) => attempt(days, n % 2 ? 'email' : 'call'));
const demo = (days: number) =>
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
const recycled = (until: string, extra: Partial<DispositionEntry> = {}) =>
  entry('recycle', 10, 1, { until, reason: 'bad_timing', reasonLabel: 'Bad timing', ...extra });
const plus = (more: Partial<LeadFacts>): LeadFacts => ({ ...complete, ...more });

/** The step on screen: the first whose window is open. */
function shown(facts: LeadFacts, at = now) {
  const { nextStep } = buildContext(facts, defaultPolicy, 1, 1, at).context;
  return nextStep.steps.find((step) => step.from <= at && (step.until === null || step.until > at)) ?? null;
}

/** For each rule a lead that gets it, and one that only just does not. */
describe.each<[string, LeadFacts, LeadFacts]>([
  ['hot_request', plus({ touches: [demo(0.02)] }), plus({ touches: [demo(3.01)] })],
  ['hot_request', plus({ touches: [demo(1)] }), plus({ touches: [demo(1)], dispositions: [attempt(0.5, 'call')] })],
  [
    'fix_contact',
    plus({ person: { ...complete.person, email: undefined, phone: undefined } as unknown as LeadFacts['person'] }),
    complete,
  ],
  [
    'fix_contact',
    plus({ dispositions: [attempt(1, 'call', 'wrong_contact')] }),
    plus({
      dispositions: [attempt(1, 'call', 'wrong_contact')],
      person: { ...complete.person, phone: fact('+47 1', ago(0.5)) },
    }),
  ],
  ['return_incomplete', plus({ account: { employees: known('200') } }), complete],
  ['return_incomplete', plus({ account: null }), plus({ account: null, touches: [demo(0.1)] })],
  ['follow_up:2', plus({ dispositions: [attempt(1, 'call')] }), complete],
  [
    'follow_up:3:wait',
    plus({ dispositions: [attempt(3, 'call'), attempt(1, 'email')] }),
    plus({ dispositions: [attempt(3, 'call'), attempt(2.1, 'email')] }),
  ],
  [
    'follow_up:3',
    plus({ dispositions: [attempt(3, 'call'), attempt(2.1, 'email')] }),
    plus({ dispositions: [attempt(3, 'call'), attempt(1, 'email')] }),
  ],
  ['attempts_done', plus({ dispositions: six }), plus({ dispositions: six.slice(1) })],
  [
    'after_talk',
    plus({ dispositions: [attempt(1, 'call', 'connected')] }),
    plus({ dispositions: [attempt(4, 'call', 'connected')] }),
  ],
  [
    'after_talk:booked',
    plus({ dispositions: [attempt(1, 'call', 'booked')] }),
    plus({ dispositions: [attempt(1, 'call', 'voicemail')] }),
  ],
  [
    'comeback',
    plus({ dispositions: [recycled('2027-02-01')], touches: [touch({ id: 'n', at: ago(1), path: '/pricing' })] }),
    plus({ dispositions: [recycled('2027-02-01')], touches: [touch({ id: 'n', at: ago(11), path: '/pricing' })] }),
  ],
  [
    'comeback:date',
    plus({ dispositions: [recycled('2026-11-20')], touches: [] }),
    plus({ dispositions: [recycled('2026-11-21')], touches: [] }),
  ],
  [
    'comeback:wait',
    plus({ dispositions: [recycled('2026-11-21')], touches: [] }),
    plus({ dispositions: [recycled('2026-11-20')], touches: [] }),
  ],
  ['shortlist', plus({ shortlist: [known('Syncari')] }), plus({ shortlist: [known('us')] })],
  [
    'colleagues',
    plus({ people: [colleague(1, 2), colleague(2, 13)], peopleTotal: 2 }),
    plus({ people: [colleague(1, 2), colleague(2, 15)], peopleTotal: 2 }),
  ],
  [
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
    plus({
      handoffs: [{ at: ago(31), trigger: 'Score', source: 'HubSpot', policyVersion: 1 }],
      touches: [touch({ id: 'p', at: ago(33), kind: 'form', path: '/pricing' })],
    }),
    complete,
  ],
  ['below_threshold', plus({ handoffs: [] }), plus({ handoffs: [], touches: [demo(0.1)] })],
])('%s', (id, gets, misses) => {
  test('is shown to a lead it is for, with a reason', () => {
    expect(shown(gets)?.id).toBe(id);
    expect(shown(gets)?.reasons.length).toBeGreaterThan(0);
  });
  test('is not shown to one that just misses it', () => {
    expect(shown(misses)?.id).not.toBe(id);
  });
});

describe('windows', () => {
  test('the answer to a request turns late when its clock runs out, and cold after its days', () => {
    const facts = plus({
      touches: [demo(0.02)],
      handoffs: [{ at: ago(0.02), trigger: 'Demo', source: 'HubSpot', policyVersion: 1 }],
    });
    expect(shown(facts)?.id).toBe('hot_request');
    expect(shown(facts, '2026-11-20T13:00:00.000Z')?.id).toBe('hot_request:late');
    expect(shown(facts, '2026-11-24T13:00:00.000Z')?.id).not.toMatch(/^hot/);
  });

  test('a context worked out before an edge holds after it', () => {
    const facts = plus({ dispositions: [attempt(3, 'call'), attempt(1, 'email')] });
    const { steps } = buildContext(facts, defaultPolicy, 1, 1, now).context.nextStep;
    const later = '2026-11-21T12:00:00.000Z';
    expect(steps.find((step) => step.from <= later && (step.until === null || step.until > later))?.id).toBe(
      shown(facts, later)?.id,
    );
  });
});

describe('what is said', () => {
  test('uses their own words, and offers what they have not read', () => {
    const facts = plus({ touches: [demo(0.1)], problem: known('two CRMs that\nnever agree.') });
    expect(shown(facts)?.opener).toContain('"two CRMs that never agree"');
    expect(shown(facts)?.avoid).toMatch(/Do not mention pages/);
    expect(shown(facts)?.send).toEqual({ title: 'Migration and start plan', url: null });
  });

  test('goes by another way than the one that failed', () => {
    expect(shown(plus({ dispositions: [attempt(1, 'email')] }))?.action).toBe('call');
    const noPhone = { ...complete.person };
    delete (noPhone as { phone?: unknown }).phone;
    expect(shown(plus({ person: noPhone, touches: [demo(0.1)] }))?.action).toBe('email');
  });
});

describe('no recommendation', () => {
  const none = (facts: LeadFacts) => buildContext(facts, defaultPolicy, 1, 1, now).context.nextStep.none;
  test.each<[string, LeadFacts, RegExp]>([
    ['nothing known', leadFacts(), /too little evidence. Missing: a way to reach them, anything they did, their title/],
    [
      'a rejected lead',
      plus({ dispositions: [entry('reject', 1, 1, { reason: 'student_personal', reasonLabel: 'Student or personal' })] }),
      /rejected as "Student or personal"/,
    ],
  ])('%s', (_, facts, sentence) => {
    expect(none(facts)).toMatch(sentence);
    expect(shown(facts)).toBeNull();
  });
  test('is not said beside a step', () => {
    expect(none(complete)).toBeNull();
  });
});
