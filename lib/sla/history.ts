import type { Stage } from '../contract/context.ts';
import type { DispositionEntry } from '../contract/disposition.ts';
import type { LeadFacts } from '../contract/facts.ts';
import type { TouchKind } from '../contract/touch.ts';
import type { GoalCondition, Happened, Holds } from './definition.ts';
import { policyDuration } from './read-time.ts';
import type { Zone } from './zone.ts';

/** A date as the sidebar's words have it: "9 Mar 2026". */
const written = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });

/** One thing that happened, at an epoch millisecond. */
type Moment =
  | { event: 'handoff' | 'threshold_crossed'; at: number }
  | { event: 'accept' | 'reject' | 'recycle' | 'reopen' | 'attempt'; at: number; entry: DispositionEntry }
  | { event: 'touch'; at: number; kind: TouchKind }
  | { event: 'stage'; at: number; stage: Stage };

/** A stretch in which something was so, from `from` up to `until` (Infinity when nothing ends it yet). */
export type Span = { from: number; until: number; because: string };
type State = 'open' | 'accepted' | 'rejected' | 'recycled';

/** What happened to one lead up to `now`, read the way clock conditions ask for it. */
export type History = {
  /** Instants at which the condition came true, ascending; `count` is left to the caller. */
  when(condition: Happened): number[];
  spans(condition: Holds): Span[];
  /** Whether a goal's condition is so at an instant. */
  isSo(condition: GoalCondition, at: number): boolean;
};

/** `zone` is where a recycled lead's date begins. */
export function historyOf(facts: LeadFacts, crossedAt: string | null, zone: Zone, now: number): History {
  const handoffs = facts.handoffs.map((handoff) => Date.parse(handoff.at)).sort((a, b) => a - b);
  const moments: Moment[] = handoffs.map((at) => ({ event: 'handoff', at }));
  if (crossedAt !== null) {
    const at = Date.parse(crossedAt);
    if (!handoffs.some((handoff) => handoff < at)) moments.push({ event: 'threshold_crossed', at });
  }
  for (const touch of facts.touches) moments.push({ event: 'touch', at: Date.parse(touch.at), kind: touch.kind });
  for (const { stage, at } of facts.stages) moments.push({ event: 'stage', at: Date.parse(at), stage });
  moments.push(...decided(facts.dispositions));
  const past = moments.filter((moment) => moment.at <= now).sort((a, b) => a.at - b.at);
  const states = statesOf(past, zone);
  const ownerAt = facts.person.owner ? Date.parse(facts.person.owner.at) : Number.POSITIVE_INFINITY;

  const when = (condition: Happened) => past.filter((moment) => fits(condition, moment)).map((moment) => moment.at);
  const spans = (condition: Holds): Span[] => {
    if (condition.while === 'no_owner')
      return [{ from: Number.NEGATIVE_INFINITY, until: ownerAt, because: 'The lead has no owner yet' }];
    return states.filter((span) => span.state === condition.while && oneOf(condition.reasons, span.reason));
  };
  return {
    when,
    spans,
    isSo(condition, at) {
      if ('while' in condition) return spans(condition).some((span) => span.from <= at && at < span.until);
      if ('had' in condition) {
        const since = condition.within === undefined ? Number.NEGATIVE_INFINITY : at - policyDuration(condition.within);
        return when(condition.had).filter((seen) => seen >= since && seen <= at).length >= (condition.had.count ?? 1);
      }
      const value = known(facts, condition.field);
      if (value === null) return false;
      if (condition.atLeast !== undefined) return Number(value) >= condition.atLeast;
      return oneOf(condition.oneOf?.map(plain), plain(value));
    },
  };
}

/**
 * Entries that stand, at the device's time, or at the server's where the device's clock ran ahead. Decisions keep the
 * order of their versions whatever the devices' clocks said.
 */
function decided(entries: readonly DispositionEntry[]): Moment[] {
  const takenBack = new Set(entries.map((entry) => entry.undoes));
  const moments: Moment[] = [];
  let latest = Number.NEGATIVE_INFINITY;
  for (const entry of entries) {
    if (entry.kind === 'undo' || entry.undone || takenBack.has(entry.id)) continue;
    const at = Math.min(Date.parse(entry.at), Date.parse(entry.receivedAt));
    if (entry.kind === 'attempt') moments.push({ event: 'attempt', at, entry });
    else {
      latest = Math.max(latest, at);
      moments.push({ event: entry.kind, at: latest, entry });
    }
  }
  return moments;
}

function fits(condition: Happened, moment: Moment): boolean {
  switch (condition.event) {
    case 'attempt':
      return (
        moment.event === 'attempt' &&
        oneOf(condition.channels, moment.entry.channel) &&
        oneOf(condition.outcomes, moment.entry.outcome)
      );
    case 'touch':
      return moment.event === 'touch' && oneOf(condition.kinds, moment.kind);
    case 'stage':
      return moment.event === 'stage' && oneOf(condition.stages, moment.stage);
    case 'disposition':
      return isFinal(moment) && oneOf(condition.reasons, moment.entry.reason);
    case 'reject':
    case 'recycle':
      return isFinal(moment) && moment.event === condition.event && oneOf(condition.reasons, moment.entry.reason);
    default:
      return moment.event === condition.event;
  }
}

function isFinal(moment: Moment): moment is Extract<Moment, { entry: DispositionEntry }> {
  return moment.event === 'accept' || moment.event === 'reject' || moment.event === 'recycle';
}

/** The decision that stood, stretch by stretch. A new handoff opens a lead that was rejected or recycled. */
function statesOf(moments: readonly Moment[], zone: Zone): (Span & { state: State; reason: string | null })[] {
  const spans: (Span & { state: State; reason: string | null })[] = [
    {
      state: 'open',
      from: Number.NEGATIVE_INFINITY,
      until: Number.POSITIVE_INFINITY,
      because: 'Nothing is decided yet',
      reason: null,
    },
  ];
  for (const moment of moments) {
    const last = spans.at(-1);
    const next = stateAfter(moment, last?.state);
    if (!next || !last) continue;
    last.until = Math.min(last.until, moment.at);
    const reason = 'entry' in moment ? moment.entry.reason : null;
    const label = 'entry' in moment && moment.entry.reasonLabel ? `: ${moment.entry.reasonLabel}` : '';
    const date = 'entry' in moment && next === 'recycled' ? moment.entry.until : null;
    spans.push({
      state: next,
      from: moment.at,
      until: date ? Math.max(moment.at, zone.instantOf(Date.parse(date))) : Number.POSITIVE_INFINITY,
      because: {
        open: 'Open again, not accepted',
        accepted: 'Accepted',
        rejected: `Rejected${label}`,
        recycled: `Recycled until ${date ? written.format(Date.parse(date)) : 'further notice'}${label}`,
      }[next],
      reason,
    });
  }
  return spans;
}

function stateAfter(moment: Moment, before: State | undefined): State | null {
  switch (moment.event) {
    case 'accept':
      return 'accepted';
    case 'reject':
      return 'rejected';
    case 'recycle':
      return 'recycled';
    case 'reopen':
      return 'open';
    case 'handoff':
      return before === 'accepted' ? null : 'open';
    default:
      return null;
  }
}

function known(facts: LeadFacts, field: string): string | null {
  const [whose, name] = field.split('.');
  const values: Readonly<Record<string, { value: string } | undefined>> | null =
    whose === 'person' ? facts.person : facts.account;
  return values?.[name ?? '']?.value ?? null;
}

const plain = (value: string): string => value.trim().toLowerCase();

/** True when there is no list, or the value is on it. */
function oneOf(list: readonly string[] | undefined, value: string | null): boolean {
  return list === undefined || (value !== null && list.includes(value));
}
