import { type Clock, clock as clockSchema } from '../../contract/clock.ts';
import type { DispositionEntry } from '../../contract/disposition.ts';
import type { LeadFacts, RawTouch } from '../../contract/facts.ts';
import type { TouchKind } from '../../contract/touch.ts';
import { clocksFor } from '../clocks.ts';
import { defaultCalendars, defaultClocks } from '../default-clocks.ts';

/** A lead of whom nothing is known but what is put in. */
export function lead(change: Partial<LeadFacts> = {}): LeadFacts {
  return {
    leadId: 'lead',
    refs: [],
    person: {},
    account: null,
    people: [],
    peopleTotal: 0,
    touches: [],
    stages: [],
    handoffs: [],
    selfReported: null,
    asked: false,
    salesNotes: [],
    problem: null,
    proofPoints: [],
    shortlist: [],
    claims: [],
    intent: [],
    otherScores: [],
    dispositions: [],
    confirmations: [],
    ...change,
  };
}

export const handoff = (at: string): LeadFacts['handoffs'][number] => ({ at, trigger: null, source: 'test', policyVersion: 1 });

/** One line of history. `n` makes its id. */
export function entry(
  n: number,
  kind: DispositionEntry['kind'],
  at: string,
  change: Partial<DispositionEntry> = {},
): DispositionEntry {
  return {
    id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    kind,
    version: n,
    by: 'Rep',
    at,
    receivedAt: at,
    reason: null,
    reasonLabel: null,
    subReason: null,
    subReasonLabel: null,
    missing: [],
    until: null,
    channel: kind === 'attempt' ? 'call' : null,
    outcome: kind === 'attempt' ? 'no_answer' : null,
    undoes: null,
    undone: false,
    note: null,
    ...change,
  };
}

export function touch(kind: TouchKind, at: string): RawTouch {
  return {
    id: `${kind} ${at}`,
    at,
    kind,
    name: kind,
    title: kind,
    url: null,
    path: null,
    referrer: null,
    userAgent: null,
    campaign: {},
    stage: null,
    topic: null,
    spent: null,
    depth: null,
    source: 'test',
  };
}

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
