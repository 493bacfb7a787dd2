import { describe, expect, test } from 'vitest';
import { fact, leadFacts, touch } from '../../test/fixtures/facts.ts';
import { leads, leadsNow } from '../../test/fixtures/leads.ts';
import { leadContext } from '../contract/context.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { defaultPolicy } from '../policy/default.ts';
import { buildContext } from './build-context.ts';

const build = (facts: LeadFacts, now = leadsNow) => buildContext(facts, defaultPolicy, 4, 7, now);

describe.each(Object.entries({ ...leads, nothing: leadFacts() }))('the context of %s', (_, facts) => {
  const { context, refreshAt } = build(facts);

  test('fits the contract', () => {
    expect(leadContext.safeParse(context).error).toBeUndefined();
    expect(context).toMatchObject({ version: 7, asOf: leadsNow, handoff: { policyVersion: 4 } });
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

  test('a missing field is offered to the rep as the reason to return the lead', () => {
    const facts = { ...demoRequest, account: null };
    const reason = build(facts).context.disposition.reasons.find((one) => one.returnsToMarketing);
    expect(reason).toMatchObject({ offered: true, hint: 'Missing: Company size, Industry.' });
  });
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
