import { describe, expect, test } from 'vitest';
import { fact, leadFacts, touch } from '../../test/fixtures/facts.ts';
import { leads, leadsNow } from '../../test/fixtures/leads.ts';
import { type LeadContext, leadContext } from '../contract/context.ts';
import type { DispositionEntry } from '../contract/disposition.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { defaultPolicy } from '../policy/default.ts';
import { defaultCalendars } from '../sla/default-clocks.ts';
import { buildContext } from './build-context.ts';

const build = (facts: LeadFacts, now = leadsNow) => buildContext(facts, defaultPolicy, 4, 7, now);

describe.each(Object.entries({ ...leads, nothing: leadFacts() }))('the context of %s', (_, facts) => {
  const { context, refreshAt } = build(facts);

  test('fits the contract', () => {
    expect(leadContext.safeParse(context).error).toBeUndefined();
    expect(context).toMatchObject({
      version: 7,
      asOf: leadsNow,
      handoff: { policyVersion: facts.handoffs[0]?.policyVersion ?? 4 },
    });
  });

  test('is worked out again later than now', () => {
    expect(refreshAt > leadsNow).toBe(true);
  });

  test('gives reasons that point at facts on the sidebar', () => {
    const here = (ref: string): boolean => {
      const [kind, ...rest] = ref.split(':');
      const id = rest.join(':');
      if (kind === 'touch') return context.read.touches.some((row) => row.id === id);
      if (kind === 'score') return context.score.lines.some((line) => line.id === id);
      if (kind === 'clock') return context.clocks.some((clock) => clock.id === id);
      if (kind === 'disposition') return context.disposition.history.some((entry) => entry.id === id);
      if (kind === 'who') return id in context.who;
      if (kind === 'account') return context.account !== null && id in context.account;
      return kind === 'origin' && id in context.origin;
    };
    const refs = [
      ...context.nextStep.steps.flatMap((step) => step.reasons.map((reason) => reason.ref)),
      ...context.score.lines.flatMap((line) => line.refs),
      ...[context.origin.first, context.origin.latest, context.origin.converting].flatMap((source) => source?.ref ?? []),
    ];
    expect(refs.filter((ref) => !here(ref))).toEqual([]);
  });

  test('never sounds watched', () => {
    const said = context.nextStep.steps.map((step) => step.opener ?? '').join('\n');
    expect(said).not.toMatch(/\b(saw|noticed|see|know) (that )?you|you (visited|read|looked at|viewed|opened|clicked)/i);
  });
});

describe('the handoff', () => {
  const field = (facts: LeadFacts, id: string) => build(facts).context.handoff.fields.find((one) => one.id === id);
  const { demoRequest } = leads;

  test('counts what the policy requires', () => {
    const { context } = build(demoRequest);
    expect(context.handoff).toMatchObject({ trigger: 'Asked for a demo', present: 14, required: 14, systemDelayMs: 30_000 });
    const without = { ...demoRequest, person: { ...demoRequest.person, title: fact('N/A', leadsNow) } };
    expect(build(without).context.handoff.present).toBe(13);
    expect(field(without, 'title')).toMatchObject({ present: false, value: 'N/A', fix: expect.stringContaining('form') });
  });

  test('takes "asked, not known" for an answer and "never asked" for none', () => {
    const silent = {
      ...demoRequest,
      selfReported: null,
      touches: [touch({ id: 'x', at: '2026-11-20T10:00:00.000Z', path: '/' })],
    };
    expect(field({ ...silent, asked: true }, 'ai_origin')?.present).toBe(true);
    expect(field({ ...silent, asked: false }, 'ai_origin')?.present).toBe(false);
  });

  test('says when a value is past its shelf life', () => {
    expect(field(leads.slowBurner, 'company_size')).toMatchObject({
      present: true,
      at: '2026-03-02T08:00:00.000Z',
      staleAt: '2026-08-29T08:00:00.000Z',
    });
  });

  test('says what a number counts', () => {
    const sized = (employees: string) =>
      field(
        { ...demoRequest, account: demoRequest.account && { ...demoRequest.account, employees: fact(employees, leadsNow) } },
        'company_size',
      );
    const sizes = ['310', '51-200', '1,000+', '1', '51-200 employees', 'Enterprise'];
    expect(sizes.map((size) => sized(size)?.value)).toEqual([
      '310 people',
      '51-200 people',
      '1,000+ people',
      '1 person',
      '51-200 employees',
      'Enterprise',
    ]);
    expect(field(demoRequest, 'score')?.value).toMatch(/^\d+, qualifies at 60$/);
  });

  test('a missing field is offered to the rep as the reason to return the lead', () => {
    const facts = { ...demoRequest, account: null };
    const reason = build(facts).context.disposition.reasons.find((one) => one.returnsToMarketing);
    expect(reason).toMatchObject({ offered: true, hint: 'Missing: Company size, Industry.' });
  });
});

describe('an edited policy', () => {
  const strict = {
    ...defaultPolicy,
    clocks: defaultPolicy.clocks.map((clock) => ({
      ...clock,
      goals: [{ name: 'Strict', when: [], duration: 'PT1M', calendar: 'always' }],
    })),
  };
  const decision = (context: LeadContext) => context.clocks.find((clock) => clock.id === 'decision');
  const before = build(leads.slowBurner).context;
  const edited = (previous?: LeadContext['clocks']) => buildContext(leads.slowBurner, strict, 5, 8, leadsNow, previous).context;

  test('leaves finished clocks as they were, and judges those it never saw', () => {
    expect(decision(before)).toMatchObject({ state: 'met', policyVersion: 4 });
    expect(decision(edited(before.clocks))).toEqual(decision(before));
    expect(decision(edited())).toMatchObject({ state: 'missed', policyVersion: 5 });
  });

  test('leaves a handoff under the version it was made under', () => {
    expect(edited().handoff.policyVersion).toBe(3);
    expect(buildContext({ ...leads.slowBurner, handoffs: [] }, strict, 5, 8, leadsNow).context.handoff.policyVersion).toBe(5);
  });
});

test('a recycled lead is worked out again when its date begins where the team works', () => {
  const recycle = { ...leads.slowBurner.dispositions[0], kind: 'recycle', until: '2026-11-25' } as DispositionEntry;
  const berlin = { business: { ...defaultCalendars.business, timeZone: 'Europe/Berlin' } };
  const facts = leadFacts({ handoffs: leads.slowBurner.handoffs, dispositions: [recycle] });
  const policy = { ...defaultPolicy, calendars: berlin, score: { ...defaultPolicy.score, rules: [] } };
  const { context, refreshAt } = buildContext(facts, policy, 4, 7, '2026-11-24T12:00:00.000Z');
  expect(context.clocks.filter((clock) => clock.state === 'paused').length).toBeGreaterThan(0);
  expect(refreshAt).toBe('2026-11-24T23:00:00.000Z');
});

describe('who', () => {
  test('has the stage that follows from what was decided', () => {
    expect(build(leads.demoRequest).context.who.stage).toBe('mql');
    expect(build(leads.slowBurner).context.who).toMatchObject({ stage: 'sal', stageSince: '2026-11-17T10:12:00.000Z' });
    expect(build(leads.thinLead).context.who).toMatchObject({ stage: 'inquiry', name: null });
  });

  test('links out to web addresses only', () => {
    const link = (value: string) => build(leadFacts({ person: { link: fact(value, leadsNow) } })).context.who.link;
    expect(link('https://people.example/priya')).toBe('https://people.example/priya');
    expect(link('javascript:alert(1)')).toBeNull();
  });
});

test('our own people leave no trail', () => {
  const policy = { ...defaultPolicy, staffDomains: ['halden.example'] };
  expect(buildContext(leads.demoRequest, policy, 1, 1, leadsNow).context.read.total).toBe(0);
});

test('what lies in the future does not show yet', () => {
  expect(build(leads.demoRequest, '2026-11-13T00:00:00.000Z').context.read.total).toBe(2);
});
