import type { Fact } from '../contract/primitives.ts';
import { dayMs, daysIn, iso } from './days.ts';
import type { ShelfField } from './parts.ts';
import type { Policy } from './schema.ts';

/** When a value dated `at` (ISO instant) is past its shelf life (`P180D`), or null when it has none. */
export function staleAt(at: string, shelfLife: string | undefined): string | null {
  return shelfLife === undefined ? null : iso(Date.parse(at) + daysIn(shelfLife) * dayMs);
}

/** The fact with the end of its shelf life under the policy. */
export function shelved(fact: Fact | null | undefined, field: ShelfField, policy: Policy): Fact | null {
  return fact ? { ...fact, staleAt: staleAt(fact.at, policy.shelfLives[field]) } : null;
}
