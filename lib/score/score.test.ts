// Long because one small model carries the whole receipt, case by case.
import { describe, expect, test } from 'vitest';
import { fact, leadFacts, touch } from '../../test/fixtures/facts.ts';
import { leads, leadsNow } from '../../test/fixtures/leads.ts';
import { buyerTouches } from '../content/index.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { score as scoreSchema } from '../contract/score.ts';
import { defaultPolicy } from '../policy/default.ts';
import { type ScoreModel, scoreModel } from '../policy/score-model.ts';
import { score } from './index.ts';

/** A small model whose sums can be done in the head. */
const model: ScoreModel = scoreModel.parse({
  name: 'Small',
  version: 3,
  threshold: 20,
  rules: [
    {
      on: 'field',
      id: 'size',
      group: 'fit',
      label: 'Size',
      phrase: 'the size',
      points: 8,
      when: { id: 'size', label: 'Size', field: 'account.employees', atLeast: 50 },
    },
    {
      on: 'touch',
      id: 'demo',
      group: 'intent',
      label: 'Demo',
      phrase: 'the demo request',
      points: 16,
      cap: 1,
      halfLife: 'P10D',
      expires: 'P30D',
      when: { kinds: ['demo_request'] },
    },
    {
      on: 'touch',
      id: 'page',
      group: 'engagement',
      label: 'Pages',
      phrase: 'a page',
      phrases: 'pages',
      points: 2,
      cap: 3,
      when: { kinds: ['page'] },
    },
    {
      on: 'touch',
      id: 'careers',
      group: 'negative',
      label: 'Careers',
      points: -4,
      cap: 1,
      expires: 'P5D',
      when: { words: ['careers'] },
    },
    { on: 'intent', id: 'surge', group: 'intent', label: 'Surge', phrase: 'a surge', points: 3, cap: 2 },
    { on: 'quiet', id: 'quiet', group: 'negative', label: 'Quiet', points: -6, after: 'P14D' },
  ],
});
const size = { employees: fact('200', '2026-11-01T08:00:00.000Z', 'Clearbit') };
const demo = touch({ id: 'd', at: '2026-11-03T12:00:00.000Z', kind: 'demo_request', name: 'Demo Requested', title: 'Demo' });
const page = (id: string, at: string) => touch({ id, at, path: `/${id}`, title: id });
const of = (facts: Partial<LeadFacts>, now: string) => score(leadFacts(facts), model, now);
const points = (facts: Partial<LeadFacts>, now: string) =>
  Object.fromEntries(of(facts, now).lines.map((line) => [line.id, line.points]));

describe('points', () => {
  test.each([
    ['on the day', '2026-11-03T13:00:00.000Z', 16],
    ['the evening before it is a day old', '2026-11-03T23:59:59.000Z', 16],
    ['after one half-life', '2026-11-13T00:00:00.000Z', 8],
    ['after two', '2026-11-23T09:00:00.000Z', 4],
    ['on the last day it counts', '2026-12-02T23:00:00.000Z', 2],
    ['once expired', '2026-12-03T00:00:00.000Z', 0],
    ['a week after it expired', '2026-12-10T00:00:00.000Z', undefined],
    ['before it happened', '2026-11-03T11:00:00.000Z', undefined],
  ])('a demo request fades: %s', (_, now, expected) => {
    expect(points({ touches: [demo] }, now).demo).toBe(expected);
  });

  test('a cap counts the newest, and says so', () => {
    const touches = ['a', 'b', 'c', 'e', 'f'].map((id, day) => page(id, `2026-11-0${day + 1}T08:00:00.000Z`));
    const line = of({ touches }, '2026-11-06T00:00:00.000Z').lines.find((one) => one.id === 'page');
    expect(line).toMatchObject({
      points: 6,
      base: 6,
      label: 'Pages, 3 times',
      note: 'only 3 of 5 counted',
      at: '2026-11-05T08:00:00.000Z',
    });
    expect(line?.refs).toHaveLength(3);
  });

  test('silence costs from the agreed day on, and one touch ends it', () => {
    expect(points({ touches: [demo] }, '2026-11-16T23:00:00.000Z').quiet).toBeUndefined();
    expect(points({ touches: [demo] }, '2026-11-17T00:00:00.000Z').quiet).toBe(-6);
    expect(points({ touches: [demo, page('x', '2026-11-16T23:59:00.000Z')] }, '2026-11-17T00:00:00.000Z').quiet).toBeUndefined();
  });

  test('a field counts from the day it was known, dated and sourced', () => {
    expect(of({ account: size }, '2026-10-31T00:00:00.000Z').lines).toEqual([]);
    expect(of({ account: size }, '2026-11-02T00:00:00.000Z').lines[0]).toMatchObject({
      points: 8,
      source: 'Clearbit',
      at: '2026-11-01T08:00:00.000Z',
      refs: ['account:employees'],
    });
  });
});

describe('the crossing', () => {
  const pages = [page('p1', '2026-11-02T08:00:00.000Z'), page('p2', '2026-11-02T09:00:00.000Z')];

  test('is the moment the total reached the threshold, by as few lines as reach it', () => {
    const result = of({ account: size, touches: [...pages, demo] }, '2026-11-03T18:00:00.000Z');
    expect(result).toMatchObject({ total: 28, qualified: true, crossedAt: demo.at, crossedBy: ['demo', 'size'] });
    expect(result.sentence).toBe('Crossed 20 today with the demo request, given the size.');
  });

  test('names the touches before it when they were needed, and the date once the day is over', () => {
    const small = [...pages, page('p3', '2026-11-02T10:00:00.000Z'), demo];
    expect(of({ touches: small }, '2026-11-04T08:00:00.000Z').sentence).toBe(
      'Crossed 20 on 3 Nov with the demo request, after two pages.',
    );
  });

  test('that has faded since is told as such', () => {
    const result = of({ account: size, touches: [demo] }, '2026-11-30T08:00:00.000Z');
    expect(result).toMatchObject({ qualified: false, crossedAt: demo.at });
    expect(result.sentence).toBe(
      'At 4, 16 short of 20: crossed it on 3 Nov with the demo request; faded since, less 6 for quiet.',
    );
    expect(result.lines.map((line) => line.id)).toContain('demo');
  });

  test('can come from points against the lead running out', () => {
    const careers = touch({ id: 'c', at: '2026-11-03T09:00:00.000Z', kind: 'other', name: 'Careers', title: 'Careers' });
    const lower: ScoreModel = { ...model, threshold: 13 };
    const three = [...pages, page('p3', '2026-11-02T10:00:00.000Z')];
    const result = score(leadFacts({ account: size, touches: [careers, ...three] }), lower, '2026-11-09T00:00:00.000Z');
    expect(result.crossedAt).toBe('2026-11-08T00:00:00.000Z');
    expect(result.sentence).toBe(
      'Crossed 13 on 8 Nov when careers no longer counted against it, after three pages, given the size.',
    );
  });

  test('is none when a fact makes good at midnight what faded at that midnight', () => {
    const faded: ScoreModel = { ...model, threshold: 18 };
    const again = page('p9', '2026-11-04T00:00:00.000Z');
    const result = score(
      leadFacts({ touches: [page('p1', '2026-11-02T08:00:00.000Z'), demo, again] }),
      faded,
      '2026-11-05T00:00:00.000Z',
    );
    // 18 until midnight, then a point of the demo request fades as two of a page come.
    expect(result.total).toBe(18);
    expect(result.crossedAt).toBe(demo.at);
  });

  test('before the handoff is the one that counts; after a fall, the newest one without a handoff', () => {
    const again = { ...demo, id: 'd2', at: '2026-12-20T12:00:00.000Z' };
    const facts = { account: size, touches: [demo, again] };
    expect(of(facts, '2026-12-21T00:00:00.000Z').crossedAt).toBe(again.at);
    const handoffs = [{ at: '2026-11-03T12:05:00.000Z', trigger: null, source: 'HubSpot', policyVersion: 1 }];
    expect(of({ ...facts, handoffs }, '2026-12-21T00:00:00.000Z').crossedAt).toBe(demo.at);
  });
});

describe('the whole receipt', () => {
  test.each(Object.entries(leads))('of %s fits the contract and adds up', (_, facts) => {
    const result = score(facts, defaultPolicy.score, leadsNow);
    expect(scoreSchema.safeParse(result).error).toBeUndefined();
    expect(result.lines.reduce((sum, line) => sum + line.points, 0)).toBe(result.total);
    expect(Object.values(result.subtotals).reduce((sum, points) => sum + points, 0)).toBe(result.total);
  });

  test('of nothing says so', () => {
    expect(of({}, '2026-11-20T00:00:00.000Z')).toMatchObject({
      total: 0,
      lines: [],
      crossedAt: null,
      trend7d: 0,
      sentence: 'At 0, 20 short of 20: nothing known of this lead counts yet.',
    });
  });

  test('says the trend and what would raise it', () => {
    const result = of({ account: size, touches: [demo] }, '2026-11-05T00:00:00.000Z');
    expect(result.trend7d).toBe(22);
    expect(result.raise).toEqual([
      { label: 'Demo', points: 2 },
      { label: 'Pages', points: 2 },
    ]);
    expect(of({}, '2026-11-05T00:00:00.000Z').raise).toContainEqual({ label: 'Size, once it is known', points: 8 });
  });

  test('keeps another system apart, with what its reasons leave open', () => {
    const at = '2026-11-01T00:00:00.000Z';
    const otherScores = [
      {
        system: 'HubSpot',
        value: 82,
        max: 100,
        at,
        reasons: [
          { label: 'Forms', points: 40 },
          { label: 'Pages', points: 24.5 },
        ],
      },
      { system: '6sense', value: 71, max: 100, at, reasons: [{ label: 'Surging', points: null }] },
      { system: 'Einstein', value: 60, max: 100, at, reasons: [] },
      { system: 'MadKudu', value: 30, max: null, at, reasons: [{ label: 'Fit', points: 30 }] },
    ];
    expect(of({ otherScores }, at).others.map((one) => [one.system, one.remainder])).toEqual([
      ['6sense', null],
      ['Einstein', 60],
      ['HubSpot', 17.5],
      ['MadKudu', null],
    ]);
  });

  test('of two scores one system gave at the same moment takes the same one, whichever came first', () => {
    const at = '2026-11-01T00:00:00.000Z';
    const one = { system: 'HubSpot', value: 82, max: 100, at, reasons: [] };
    const two = { ...one, system: 'hubspot', value: 40 };
    expect(of({ otherScores: [one, two] }, at).others).toHaveLength(1);
    expect(of({ otherScores: [two, one] }, at).others).toEqual(of({ otherScores: [one, two] }, at).others);
  });

  test('points at rows of the timeline', () => {
    const touches = buyerTouches(leads.demoRequest.touches, defaultPolicy.content);
    const result = score({ ...leads.demoRequest, touches }, defaultPolicy.score, leadsNow);
    expect(result.lines.find((line) => line.id === 'pricing')?.refs).toHaveLength(1);
    expect(result.crossedBy[0]).toBe('demo_request');
  });
});
