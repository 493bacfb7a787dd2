import { expect, test } from 'vitest';
import { leadFacts, touch } from '../../test/fixtures/facts.ts';
import { defaultPolicy } from '../policy/default.ts';
import type { Policy } from '../policy/schema.ts';
import { buildContext } from './build-context.ts';

const at = '2026-11-20T12:00:00.000Z';
const midnight = '2026-11-21T00:00:00.000Z';
const seen = (path: string, days: number) =>
  leadFacts({ touches: [touch({ id: 't', at: new Date(Date.parse(at) - days * 86_400_000).toISOString(), path })] });
const refreshOf = (facts: ReturnType<typeof seen>, policy: Policy = defaultPolicy) =>
  buildContext(facts, policy, 1, 1, at).refreshAt;

test('points against a lead that are to expire are looked at every midnight', () => {
  expect(refreshOf(seen('/careers', 45))).toBe(midnight);
});

test('a silence that is to cost points is looked at every midnight, however long it has to be', () => {
  const rules = defaultPolicy.score.rules.map((rule) => (rule.on === 'quiet' ? { ...rule, after: 'P90D' } : rule));
  const patient = { ...defaultPolicy, score: { ...defaultPolicy.score, rules } };
  expect(refreshOf(seen('/elsewhere', 75), patient)).toBe(midnight);
});

test('a lead of which nothing moves any more rests', () => {
  expect(Date.parse(refreshOf(seen('/elsewhere', 75)))).toBeGreaterThan(Date.parse(midnight));
});
