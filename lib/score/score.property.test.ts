import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leadFacts, touch } from '../../test/fixtures/facts.ts';
import { arrived, generatedLead } from '../../test/fixtures/generated-lead.ts';
import { leads, leadsNow } from '../../test/fixtures/leads.ts';
import { buyerTouches } from '../content/index.ts';
import type { LeadFacts } from '../contract/facts.ts';
import type { Score, ScoreGroup } from '../contract/score.ts';
import { iso } from '../policy/days.ts';
import { defaultPolicy } from '../policy/default.ts';
import { score } from './index.ts';

const now = '2026-11-20T12:00:00.000Z';
const day = 86_400_000;
const { content, ignorePages } = defaultPolicy;
const seeds = fc.integer({ min: 0, max: 0xffff_ffff });

/** As the context is built: the buyer's own touches, then the score. */
function receipt(facts: LeadFacts, at: string): Score {
  const touches = buyerTouches(facts.touches, content, { ignorePages });
  return score({ ...facts, touches }, defaultPolicy.score, at);
}

const sum = (items: readonly { points: number }[]) => items.reduce((total, { points }) => total + points, 0);

function expectToAddUp({ lines, subtotals, total, threshold, qualified }: Score): void {
  const of = (group: ScoreGroup) => sum(lines.filter((line) => line.group === group));
  const added = { fit: of('fit'), engagement: of('engagement'), intent: of('intent'), negative: of('negative') };
  expect({ sum: sum(lines), subtotals: added, over: total >= threshold }).toEqual({ sum: total, subtotals, over: qualified });
}

/** The moment of the crossing is one: at it the threshold is reached, a millisecond before it is not. */
function expectRealCrossing(facts: LeadFacts, result: Score): void {
  if (result.crossedAt === null) {
    expect(result).toMatchObject({ qualified: false, crossedBy: [], crossedWith: [] });
    return;
  }
  const open = { ...facts, handoffs: [] };
  const then = receipt(open, result.crossedAt);
  expect(then.total).toBeGreaterThanOrEqual(then.threshold);
  expect(receipt(open, iso(Date.parse(result.crossedAt) - 1)).total).toBeLessThan(then.threshold);
  expect(sum(result.crossedWith) + then.subtotals.negative).toBeGreaterThanOrEqual(then.threshold);
  const told = result.lines.map((line) => line.id);
  for (const id of result.crossedBy) expect(told).toContain(id);
}

const stories: [string, LeadFacts][] = Object.entries(leads);

describe.each(stories)('%s', (_, facts) => {
  test('adds up, by group and as a whole, all through the year', () => {
    for (let back = -60; back < 240; back += 3) expectToAddUp(receipt(facts, iso(Date.parse(leadsNow) - back * day)));
    expectRealCrossing(facts, receipt(facts, leadsNow));
  });

  test('is the same whatever order the facts arrived in, and however often', () => {
    const expected = JSON.stringify(receipt(facts, leadsNow));
    for (let seed = 0; seed < 10; seed += 1) expect(JSON.stringify(receipt(arrived(facts, seed), leadsNow))).toBe(expected);
  });
});

describe('20,000 generated leads', () => {
  test('lines add up, and neither the order of arrival, nor duplicates, nor a late event change the receipt', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const facts = generatedLead(seed, now);
        const result = receipt(facts, now);
        expectToAddUp(result);
        // As the facts may arrive: in any order, some twice, and the oldest touch last of all.
        const mixed = arrived(facts, seed + 1);
        const oldest = facts.touches.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))[0];
        const late = oldest ? [...mixed.touches.filter((one) => one.id !== oldest.id), oldest] : [];
        expect(JSON.stringify(receipt({ ...mixed, touches: late }, now))).toBe(JSON.stringify(result));
      }),
      { numRuns: 20_000 },
    );
  }, 300_000);

  test('a crossing is a real one, and the trend is against the receipt of a week ago', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const facts = generatedLead(seed, now);
        const result = receipt(facts, now);
        expectRealCrossing(facts, result);
        expect(result.trend7d).toBe(result.total - receipt(facts, iso(Date.parse(now) - 7 * day)).total);
      }),
      { numRuns: 1_500 },
    );
  }, 300_000);
});

test('ten thousand touches come through', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    touch({ id: `t${index}`, at: iso(Date.parse(now) - index * 3_600_000), path: '/pricing' }),
  );
  expect(receipt(leadFacts({ touches: many }), now).lines.find((line) => line.id === 'pricing')?.note).toContain('only 3 of ');
});
