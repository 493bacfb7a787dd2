import { describe, expect, test } from 'vitest';
import { fact, leadFacts, touch } from '../../test/fixtures/facts.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { buildContext } from '../handoff/build-context.ts';
import { defaultPolicy as standard } from '../policy/default.ts';
import { stepRules } from '../policy/parts.ts';
import type { Policy } from '../policy/schema.ts';
import { rules } from './index.ts';
import { ago, attempt, complete, demo, entry, known, now, plus, ruleLeads } from './testing/rule-leads.ts';

const defaultPolicy: Policy = { ...standard, competitorDomains: ['rivalsoft.example'] };

/** The step on screen: the first whose window is open. */
function shown(facts: LeadFacts, at = now) {
  const { nextStep } = buildContext(facts, defaultPolicy, 1, 1, at).context;
  return nextStep.steps.find((step) => step.from <= at && (step.until === null || step.until > at)) ?? null;
}

test('every rule of the policy is there once, and has a lead that gets it and one that misses it', () => {
  expect(rules.map(({ id }) => id).sort()).toEqual([...stepRules].sort());
  expect([...new Set(ruleLeads.map(([rule]) => rule))].sort()).toEqual([...stepRules].sort());
  for (const [rule, step] of ruleLeads) expect(step.split(':')[0]).toBe(rule);
});

describe.each(ruleLeads)('%s gives %s', (rule, id, gets, misses) => {
  test('is shown to a lead it is for, with a reason', () => {
    expect(shown(gets)?.id).toBe(id);
    expect(shown(gets)?.reasons.length).toBeGreaterThan(0);
  });
  test('is not shown to one that just misses it', () => {
    expect(shown(misses)?.id).not.toBe(id);
  });
  test('is not shown where the policy switches the rule off', () => {
    const off = { ...defaultPolicy, nextStep: { ...defaultPolicy.nextStep, off: [rule] } };
    const { steps } = buildContext(gets, off, 1, 1, now).context.nextStep;
    expect(steps.filter((step) => step.id.split(':')[0] === rule)).toEqual([]);
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
  test('what they wrote is answered with what was written for it, and of many reasons the four strongest stand', () => {
    const wrote = plus({
      touches: [demo(5), touch({ id: 'p', at: ago(6), path: '/pricing' })],
      question: fact('We need an on-premises option.', ago(5), 'Website form'),
      problem: known('two CRMs that never agree'),
      people: [{ leadId: 'c', name: 'Kim', title: null, role: null, touches: 2, did: 'Read the docs', lastAt: ago(1) }],
      peopleTotal: 1,
      handoffs: [{ at: ago(5), trigger: 'Demo', source: 'HubSpot', policyVersion: 1 }],
    });
    const step = shown(wrote);
    expect(step?.title).toBe('Call Ada: what they wrote on 15 Nov has had no answer');
    expect(step?.opener).toBe(
      'You wrote to us on 15 Nov: "We need an on-premises option". You have not heard from us since, and I am sorry. Is that still what you need?',
    );
    expect(step?.send?.title).toMatch(/security/i);
    expect(step?.reasons.map(({ ref }) => ref.split(':')[0])).toEqual(['heard', 'touch', 'origin', 'touch']);
    const hot = shown(wrote, '2026-11-15T13:00:00.000Z');
    expect(hot?.reasons.map(({ ref }) => ref.split(':')[0])).toEqual(['touch', 'heard', 'clock', 'origin']);
  });

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

test('a colleague who asked is named, with the row that says so, and the rep goes through them', () => {
  const [, , tom] = ruleLeads.find(([, step]) => step === 'colleague_request') ?? [];
  const step = shown(tom ?? complete);
  expect(step?.title).toBe('Leave Ada for now and go through Colleague 2');
  expect(step?.reasons).toEqual([
    { text: 'Colleague 2, Manager, of the same company asked for a demo on 18 Nov', ref: 'account:person:c2' },
  ]);
});

test("a competitor's employee is to be rejected: the step, the score and the reason say so, by the address", () => {
  const [, , kim] = ruleLeads.find(([, step]) => step === 'competitor') ?? [];
  const { context } = buildContext(kim ?? complete, defaultPolicy, 1, 1, now);
  const [step] = context.nextStep.steps;
  expect(step?.title).toBe(`Reject as "Competitor's employee": they work at rivalsoft.example`);
  expect(step?.reasons.map(({ ref }) => ref)).toEqual(['who:email', 'score:competitor']);
  expect(context.nextStep.steps).toHaveLength(1);
  expect(context.score.lines.find(({ id }) => id === 'competitor')).toMatchObject({ points: -50, refs: ['who:email'] });
  expect(context.disposition.reasons.flatMap(({ code, suggested }) => (suggested ? [[code, suggested]] : []))).toEqual([
    ['competitor_employee', 'Suggested: they work at rivalsoft.example'],
  ]);
  const without = buildContext(kim ?? complete, standard, 1, 1, now).context;
  expect(without.score.total - context.score.total).toBe(50);
  expect(without.nextStep.steps.map(({ id }) => id)).not.toContain('competitor');
});

test('an initial is no name, and who has come back is not waited for', () => {
  const bell = plus({ person: { ...complete.person, name: known('M. Bell') } });
  expect(shown(bell)?.title).toMatch(/^Call them /);
  const [, , back] = ruleLeads.find(([, step]) => step === 'comeback') ?? [];
  const { steps } = buildContext(back ?? complete, defaultPolicy, 1, 1, now).context.nextStep;
  expect(steps.map(({ id }) => id)).not.toContain('comeback:wait');
});

test('an attempt that falls on a weekend waits for Monday morning', () => {
  const friday = plus({ dispositions: [{ ...attempt(0, 'call'), at: '2026-11-20T11:00:00.000Z' }, attempt(2, 'email')] });
  const { steps } = buildContext(friday, defaultPolicy, 1, 1, now).context.nextStep;
  const act = steps.find(({ id }) => id === 'follow_up:3');
  expect(new Date(act?.from ?? '').getUTCDay()).toBe(1);
  expect(act?.from.slice(11)).toBe('09:00:00.000Z');
  expect(steps.find(({ id }) => id === 'follow_up:3:wait')).toMatchObject({
    title: 'Wait until 23 Nov, then email',
    until: act?.from,
  });
});

test('who asked for a demo is not sent back to a beginner’s guide by the fifth attempt', () => {
  const tries = [attempt(5, 'linkedin', 'sent'), attempt(7, 'call'), attempt(8, 'email', 'sent'), attempt(8, 'call')];
  const send = (facts: LeadFacts) => shown(facts)?.send?.title;
  expect(send(plus({ dispositions: tries }))).toBe('A short guide to the problem');
  expect(send(plus({ dispositions: tries, touches: [demo(9)] }))).not.toBe('A short guide to the problem');
});

test('a page and the form on it are one reason, and who filled in a form near a decision is called', () => {
  const at = ago(1);
  const calculator = plus({
    touches: [
      touch({ id: 'f', at, kind: 'form', name: 'Form Submitted', title: 'Savings result', path: '/calculator' }),
      touch({ id: 's', at: ago(1.1), path: '/calculator', title: 'Savings' }),
      touch({ id: 'p', at: ago(1.2), path: '/pricing' }),
    ],
  });
  expect(shown(calculator)).toMatchObject({ id: 'content:decision', action: 'call' });
  expect(
    shown(calculator)
      ?.reasons.slice(0, 2)
      .map(({ text }) => text),
  ).toEqual(['Filled in Savings, on 19 Nov', 'Read Pricing, on 19 Nov']);
  const silent = plus({ touches: [touch({ id: 'p', at, path: '/pricing' }), touch({ id: 'old', at: ago(100), kind: 'form' })] });
  expect(shown(silent)).toMatchObject({ id: 'content:decision', action: 'email' });
});

test('a step called not useful comes after the others that fit, until its window opens anew', () => {
  const two = plus({ shortlist: [known('Syncari')] });
  const first = shown(two)?.id ?? '';
  const said = (at: string) => ({ ...two, stepAnswers: [{ step: first, useful: false, by: 'Sam', at }] });
  expect(shown(said(ago(0.1)))?.id).not.toBe(first);
  expect(shown(said(ago(9)))?.id).toBe(first);
});

test('what a data vendor says of a shortlist is not put into the buyer’s mouth', () => {
  const vendor = plus({ shortlist: [known('Syncari')] });
  expect(shown(vendor)?.opener).not.toContain('Syncari');
  expect(shown({ ...vendor, question: known('Are you better than Syncari?') })?.opener).toContain('Syncari');
});

describe('no recommendation', () => {
  const none = (facts: LeadFacts) => buildContext(facts, defaultPolicy, 1, 1, now).context.nextStep.none;
  test.each<[string, LeadFacts, RegExp]>([
    ['nothing known', leadFacts(), /too little evidence. Missing: a way to reach them, any activity, their title/],
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
