import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fact, leadFacts, touch } from '../../test/fixtures/facts.ts';
import type { LeadFacts } from '../contract/facts.ts';
import { touchKinds } from '../contract/touch.ts';
import { iso } from '../policy/days.ts';
import { defaultPolicy } from '../policy/default.ts';
import { score } from './index.ts';

const now = '2026-11-20T12:00:00.000Z';
const hour = 3_600_000;
const instants = fc.integer({ min: 0, max: 24 * 200 }).map((hours) => iso(Date.parse(now) - hours * hour));

const touches = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 1, max: 10_000 }).map((n) => `t${n}`),
    at: instants,
    kind: fc.constantFrom(...touchKinds),
    topic: fc.constantFrom(null, 'pricing', 'careers', 'case study', 'security'),
    path: fc.constantFrom('/pricing', '/careers', '/a', '/b'),
    name: fc.constantFrom('Page Viewed', 'Unsubscribed', 'Email Link Clicked'),
  }),
  { selector: (one) => one.id, maxLength: 40 },
);
const facts: fc.Arbitrary<LeadFacts> = fc
  .record({
    touches,
    title: fc.option(fc.constantFrom('VP Sales', 'Student', 'Head of Data', 'Clerk')),
    employees: fc.option(fc.constantFrom('5', '120', '201-500', '20000')),
    known: instants,
    intent: fc.array(
      fc.record({
        topic: fc.constantFrom('sync', 'crm'),
        source: fc.constant('6sense'),
        at: instants,
        strength: fc.constant(null),
      }),
      { maxLength: 4 },
    ),
    handoffs: fc.array(
      fc.record({ at: instants, trigger: fc.constant(null), source: fc.constant('HubSpot'), policyVersion: fc.constant(1) }),
      { maxLength: 2 },
    ),
  })
  .map(({ touches, title, employees, known, intent, handoffs }) =>
    leadFacts({
      touches: touches.map((one) => touch(one)),
      person: title ? { title: fact(title, known) } : {},
      account: employees ? { employees: fact(employees, known) } : null,
      intent,
      handoffs,
    }),
  );

test('lines add up to the total, by group and as a whole, and the crossing is a real one', () => {
  fc.assert(
    fc.property(facts, (lead) => {
      const result = score(lead, defaultPolicy.score, now);
      const sum = result.lines.reduce((total, line) => total + line.points, 0);
      expect(sum).toBe(result.total);
      for (const group of ['fit', 'engagement', 'intent', 'negative'] as const)
        expect(result.subtotals[group]).toBe(
          result.lines.filter((line) => line.group === group).reduce((total, line) => total + line.points, 0),
        );
      expect(result.qualified).toBe(result.total >= result.threshold);
      if (result.qualified && lead.handoffs.length === 0) expect(result.crossedAt).not.toBeNull();
      if (result.crossedAt) {
        const then = score({ ...lead, handoffs: [] }, defaultPolicy.score, result.crossedAt);
        expect(then.total).toBeGreaterThanOrEqual(result.threshold);
        expect(score(lead, defaultPolicy.score, iso(Date.parse(result.crossedAt) - 1)).total).toBeLessThan(result.threshold);
        const named = then.lines.filter((line) => result.crossedBy.includes(line.id) || line.points < 0);
        expect(named.reduce((total, line) => total + line.points, 0)).toBeGreaterThanOrEqual(result.threshold);
      }
    }),
    { numRuns: 1500 },
  );
}, 120_000);

test('neither the order of arrival nor duplicates change the receipt', () => {
  fc.assert(
    fc.property(facts, fc.infiniteStream(fc.nat()), (lead, noise) => {
      const shuffle = <T>(items: readonly T[]) =>
        [...items, ...items.slice(0, 3)]
          .map((item) => ({ item, key: noise.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ item }) => item);
      const mixed: LeadFacts = {
        ...lead,
        touches: shuffle(lead.touches),
        intent: shuffle(lead.intent),
        handoffs: shuffle(lead.handoffs),
      };
      expect(score(mixed, defaultPolicy.score, now)).toEqual(score(lead, defaultPolicy.score, now));
    }),
    { numRuns: 1500 },
  );
}, 120_000);

test('ten thousand touches come through', () => {
  const many = Array.from({ length: 10_000 }, (_, index) =>
    touch({ id: `t${index}`, at: iso(Date.parse(now) - index * hour), path: '/pricing', topic: 'pricing' }),
  );
  expect(
    score(leadFacts({ touches: many }), defaultPolicy.score, now).lines.find((line) => line.id === 'pricing')?.note,
  ).toContain('capped at 3');
});
