import type { Account, Handoff, HandoffField, LeadContext, Who } from '../contract/context.ts';
import type { LeadFacts } from '../contract/facts.ts';
import type { NextStep } from '../contract/next-step.ts';
import type { Origin, SourceTouch } from '../contract/origin.ts';
import type { Fact } from '../contract/primitives.ts';
import type { Score } from '../contract/score.ts';
import { onDate } from '../policy/days.ts';
import type { HandoffFieldId } from '../policy/parts.ts';
import type { Policy } from '../policy/schema.ts';
import { shelved, staleAt } from '../policy/stale-at.ts';

/** What the handoff is read from. `nextStep` is null while the step is still being worked out. */
export type HandoffParts = {
  facts: LeadFacts;
  /** Today's; a handoff keeps its own. */
  policyVersion: number;
  who: Who;
  score: Score;
  origin: Origin;
  read: LeadContext['read'];
  account: Account | null;
  nextStep: NextStep | null;
};

type Found = { value: string; at: string | null; source: string | null; staleAt: string | null };

/** What people type to get past a required field. */
const placeholder = /^(n\/?a|none|null|unknown|undefined|tbd|tba|test|xxx+|asdf|[-_.?\s]+)$/i;

/**
 * The handoff as the marketer checks it: every field the policy asks for, there or missing, how old and from where.
 * Completeness counts the block and warn tiers. `systemDelayMs` is threshold crossed to handoff.
 */
export function handoffFor(parts: HandoffParts, policy: Policy, now: string): Handoff {
  const last = latestHandoff(parts.facts);
  const fields = policy.handoff.fields.map((rule): HandoffField => {
    const found = read(rule.id, parts, policy, now);
    const present = found !== null && !placeholder.test(found.value.trim()) && found.value.trim() !== '';
    return {
      id: rule.id,
      label: rule.label,
      tier: rule.tier,
      present,
      value: found?.value.slice(0, 2048) ?? null,
      at: found?.at ?? null,
      source: found?.source ?? null,
      staleAt: found?.staleAt ?? null,
      fix: present ? null : rule.fix,
    };
  });
  const required = fields.filter((field) => field.tier !== 'inform');
  const delay = last && parts.score.crossedAt ? Date.parse(last.at) - Date.parse(parts.score.crossedAt) : null;
  return {
    at: last?.at ?? null,
    trigger: last ? (read('trigger', parts, policy, now)?.value ?? null) : null,
    policyVersion: last?.policyVersion ?? parts.policyVersion,
    fields,
    present: required.filter((field) => field.present).length,
    required: required.length,
    systemDelayMs: delay !== null && delay >= 0 ? delay : null,
  };
}

/** The handoff that stands: the last one. */
export function latestHandoff(facts: Pick<LeadFacts, 'handoffs'>): LeadFacts['handoffs'][number] | null {
  return facts.handoffs.reduce<LeadFacts['handoffs'][number] | null>(
    (latest, one) => (latest === null || Date.parse(one.at) >= Date.parse(latest.at) ? one : latest),
    null,
  );
}

function read(id: HandoffFieldId, parts: HandoffParts, policy: Policy, now: string): Found | null {
  const { facts, who, account, origin, score } = parts;
  switch (id) {
    case 'contact_method':
      return of(who.email) ?? of(who.phone);
    case 'owner':
      return of(who.owner) ?? of(who.ownerEmail);
    case 'name':
      return of(who.name);
    case 'title':
      return of(who.title);
    case 'company':
      return of(who.company) ?? of(account?.name);
    case 'buying_role':
      return of(who.buyingRole);
    case 'consent':
      return of(shelved(facts.person.consent, 'consent', policy));
    case 'company_size':
      return inPeople(of(account?.employees));
    case 'industry':
      return of(account?.industry);
    case 'country':
      return of(account?.country);
    case 'revenue':
      return of(account?.revenue);
    case 'problem':
      return of(shelved(facts.problem, 'problem', policy));
    case 'shortlist':
      return joined(facts.shortlist, policy);
    case 'trigger':
      return trigger(parts);
    case 'first_touch':
      return source(origin.first, parts.read);
    case 'latest_touch':
      return source(origin.latest, parts.read);
    case 'converting_touch':
      return source(origin.converting, parts.read);
    case 'content':
      return content(parts.read, now);
    case 'score':
      return score.lines.length === 0
        ? null
        : { value: `${score.total}, qualifies at ${score.threshold}`, at: score.at, source: score.model.name, staleAt: null };
    case 'next_step':
      return nextStep(parts.nextStep, now);
    case 'ai_origin':
      return aiOrigin(origin, facts);
    case 'account_people':
      return people(facts);
  }
}

function of(fact: Fact | null | undefined): Found | null {
  return fact && fact.value.trim() !== '' ? { value: fact.value, at: fact.at, source: fact.source, staleAt: fact.staleAt } : null;
}

/** A bare number or range says what it counts: "310 people", "51-200 people"; a band with words of its own stays. */
function inPeople(size: Found | null): Found | null {
  if (size === null || !/^\d[\d.,\s–-]*\+?$/.test(size.value)) return size;
  return { ...size, value: `${size.value.trim()} ${size.value.trim() === '1' ? 'person' : 'people'}` };
}

function joined(facts: readonly Fact[], policy: Policy): Found | null {
  const newest = facts.reduce<Fact | null>((best, fact) => (best === null || fact.at > best.at ? fact : best), null);
  if (!newest) return null;
  const value = facts.map((fact) => fact.value).join(', ');
  return { value, at: newest.at, source: newest.source, staleAt: staleAt(newest.at, policy.shelfLives.shortlist) };
}

/** The reason given with the handoff, else the crossing the score worked out. */
function trigger({ facts, score }: HandoffParts): Found | null {
  const last = latestHandoff(facts);
  if (last?.trigger?.trim()) return { value: last.trigger, at: last.at, source: last.source, staleAt: null };
  return score.crossedAt ? { value: score.sentence, at: score.crossedAt, source: score.model.name, staleAt: null } : null;
}

function source(touch: SourceTouch | null, timeline: LeadContext['read']): Found | null {
  if (!touch) return null;
  const row = timeline.touches.find((one) => `touch:${one.id}` === touch.ref);
  const value = touch.campaign ? `${touch.label}, campaign ${touch.campaign}` : touch.label;
  return { value, at: touch.at, source: row?.source ?? null, staleAt: null };
}

function content({ touches, total, firstAt }: LeadContext['read'], now: string): Found | null {
  const latest = touches[0];
  if (!latest || !firstAt) return null;
  const since = total === 1 ? onDate(firstAt, now) : `since ${onDate(firstAt, now).replace(/^on /, '')}`;
  return {
    value: `${total} ${total === 1 ? 'touch' : 'touches'} ${since}, latest: ${latest.title}`,
    at: latest.at,
    source: latest.source,
    staleAt: null,
  };
}

function nextStep(found: NextStep | null, now: string): Found | null {
  const open = found?.steps.find((step) => step.from <= now && (step.until === null || step.until > now));
  return open ? { value: open.title, at: open.from, source: 'Leadside', staleAt: null } : null;
}

/** Asked without an answer is an answer; never asked is not. */
function aiOrigin(origin: Origin, facts: LeadFacts): Found | null {
  if (origin.evidenceClass === 'unknown_never_asked') return null;
  const at = origin.confirmation?.at ?? facts.selfReported?.at ?? origin.first?.at ?? null;
  return { value: origin.sentence, at, source: origin.confirmation?.by ?? facts.selfReported?.source ?? null, staleAt: null };
}

function people({ people: known, peopleTotal }: LeadFacts): Found | null {
  if (peopleTotal === 0) return null;
  const lastAt = known.reduce<string | null>(
    (latest, one) => (one.lastAt && (!latest || one.lastAt > latest) ? one.lastAt : latest),
    null,
  );
  return { value: `${peopleTotal} more ${peopleTotal === 1 ? 'person' : 'people'}`, at: lastAt, source: null, staleAt: null };
}
