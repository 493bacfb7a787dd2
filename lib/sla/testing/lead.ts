import { entry, handoff, leadFacts as lead, touch as touchOf } from '../../../test/fixtures/facts.ts';
import { type Clock, clock as clockSchema } from '../../contract/clock.ts';
import type { LeadFacts, RawTouch } from '../../contract/facts.ts';
import type { TouchKind } from '../../contract/touch.ts';
import { clocksFor } from '../clocks.ts';
import { defaultCalendars, defaultClocks } from '../default-clocks.ts';

export { entry, handoff, lead };

export const touch = (kind: TouchKind, at: string): RawTouch => touchOf({ id: `${kind} ${at}`, at, kind });

/** The clocks of such a lead under the defaults, checked against the contract. */
export function clocks(facts: Partial<LeadFacts>, now: string, crossedAt: string | null = null): Clock[] {
  return clockSchema
    .array()
    .parse(clocksFor({ facts: lead(facts), crossedAt, policyVersion: 1 }, defaultClocks, defaultCalendars, now));
}

export function one(id: string, facts: Partial<LeadFacts>, now: string, crossedAt: string | null = null): Clock {
  const found = clocks(facts, now, crossedAt).find((clock) => clock.id === id);
  if (!found) throw new Error(`No clock ${id}`);
  return found;
}

export const minute = 60_000;
export const hour = 60 * minute;

/** Handed off on Monday 2 March 2026; the default business hours are 09:00 to 18:00 UTC. */
export const given = { handoffs: [handoff('2026-03-02T10:00:00Z')] };
/** Returned to marketing, and set aside for a week. */
export const reject = { reason: 'handoff_incomplete', reasonLabel: 'Handoff incomplete', missing: ['title'] };
export const recycled = { until: '2026-03-09', reason: 'bad_timing', reasonLabel: 'Bad timing' };
