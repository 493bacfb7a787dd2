import { buyerTouches, timeline, touchRef } from '../content/index.ts';
import type { Clock } from '../contract/clock.ts';
import type { LeadContext } from '../contract/context.ts';
import type { LeadFacts } from '../contract/facts.ts';
import type { Origin, SourceTouch } from '../contract/origin.ts';
import type { Score } from '../contract/score.ts';
import { nextSteps } from '../next-step/index.ts';
import { originFor } from '../origin/origin-for.ts';
import { competitorOf } from '../policy/competitor.ts';
import { isStaff } from '../policy/event-kind.ts';
import type { Policy } from '../policy/schema.ts';
import { score } from '../score/index.ts';
import { clocksFor, clocksStaleAt } from '../sla/index.ts';
import { accountFor } from './account-for.ts';
import { dispositionState } from './disposition-state.ts';
import { handoffFor, latestHandoff } from './handoff-for.ts';
import { heardFor } from './heard-for.ts';
import { returnedFields } from './missing-fields.ts';
import { refreshAt } from './refresh-at.ts';
import { whoFor } from './who-for.ts';

/** `crossedAt` is of the score the clocks were worked out with: another moment can start them anew. */
export type Known = { score?: Score; origin?: Origin; clocks?: { crossedAt: string | null; clocks: Clock[] } };

/**
 * All that is known of a lead, worked out from its facts under a policy: what the API serves and the sidebar shows.
 * `version` becomes the context's version. `refreshAt` is the next instant at which something changes by time alone; the
 * server works the context out again then. Pure: the same facts, policy, previous clocks and `now` give the same context.
 *
 * `previous` are the clocks as last kept. They change nothing but this: a cycle that stopped under an earlier policy keeps
 * its verdict. Facts may come in any order as long as the policy stays; one that comes after an edit, about a cycle that
 * had stopped before it, moves that cycle only when it changes its start or stop.
 *
 * `handoffPolicy` is the policy the standing handoff was made under: its required fields and shelf lives judge the handoff.
 * Left out, or with no handoff yet, today's does.
 *
 * `known` are verdicts worked out before on the same touches by the same part of a policy: they are taken as they are.
 */
export function buildContext(...given: Parameters<typeof contextOf>): { context: LeadContext; refreshAt: string } {
  const [, policy, , , now] = given;
  const { context, timed } = contextOf(...given);
  return { context, refreshAt: refreshAt(context, policy, clocksStaleAt(timed, policy.calendars, now), now) };
}

/** `buildContext` for who does not keep the context and so need not know when it ends. */
export function contextOf(
  facts: LeadFacts,
  policy: Policy,
  policyVersion: number,
  version: number,
  now: string,
  previous: readonly Clock[] = [],
  handoffPolicy: Policy = policy,
  known: Known = {},
): { context: LeadContext; timed: Parameters<typeof clocksStaleAt>[0] } {
  const staff = isStaff(facts.person.email?.value ?? null, policy);
  const touches = buyerTouches(facts.touches, policy.content, { staff, ignorePages: policy.ignorePages });
  const buyer: LeadFacts = { ...facts, touches: touches.filter((touch) => Date.parse(touch.at) <= Date.parse(now)) };
  const read = timeline(buyer.touches);
  const receipt = known.score ?? onScreen(score(buyer, policy.score, now, policy.competitorDomains), read);
  const origin = known.origin ?? onRows(originFor(buyer, { ownDomains: policy.ownDomains }), buyer);
  const account = accountFor(facts, policy);
  const handoff = latestHandoff(facts);
  // A rise after the handoff is no routing to wait for: the lead is with sales already.
  const routed = handoff !== null && receipt.crossedAt !== null && receipt.crossedAt > handoff.at;
  const timed = { facts: buyer, crossedAt: routed ? null : receipt.crossedAt, policyVersion, previous };
  const sameStart = known.clocks && known.clocks.crossedAt === receipt.crossedAt;
  const clocks = sameStart && known.clocks ? known.clocks.clocks : clocksFor(timed, policy.clocks, policy.calendars, now);
  const standing = dispositionState(facts.dispositions, policy, []);
  const who = whoFor(facts, standing, policy);
  const agreed = handoff === null ? policy : handoffPolicy;
  const asAgreed =
    agreed === policy ? { who, account } : { who: whoFor(facts, standing, agreed), account: accountFor(facts, agreed) };
  const parts = { facts: buyer, policyVersion, score: receipt, origin, read, ...asAgreed };
  const before = handoffFor({ ...parts, nextStep: null }, agreed, now);
  const missing = returnedFields(before);
  const works = competitorOf(facts, policy.competitorDomains);
  const disposition = dispositionState(facts.dispositions, policy, missing, works?.domain);
  const whole = {
    leadId: facts.leadId,
    version,
    asOf: now,
    refs: [...facts.refs],
    who,
    clocks,
    score: receipt,
    origin,
    read,
    account,
    ...heardIn(facts),
    handoff: before,
    disposition,
    ...(facts.crm ? { crm: facts.crm } : {}),
  };
  const nextStep = nextSteps(whole, policy, now, facts.stepAnswers);
  const context: LeadContext = { ...whole, nextStep, handoff: handoffFor({ ...parts, nextStep }, agreed, now) };
  return { context, timed };
}

function heardIn(facts: LeadFacts): Pick<LeadContext, 'heard'> {
  const heard = heardFor(facts);
  return heard ? { heard } : {};
}

/** The origin names single touches; on the sidebar each stands in the row it was folded into. */
function onRows(origin: Origin, { touches }: LeadFacts): Origin {
  const rows = new Map(touches.map((touch) => [`touch:${touch.id}`, touch]));
  const moved = (source: SourceTouch | null): SourceTouch | null => {
    const touch = source && rows.get(source.ref);
    return touch ? { ...source, ref: touchRef(touch) } : source;
  };
  return { ...origin, first: moved(origin.first), latest: moved(origin.latest), converting: moved(origin.converting) };
}

/** A line points only at rows that are on the sidebar: of a long story only the newest hundred are. */
function onScreen(receipt: Score, read: LeadContext['read']): Score {
  const rows = new Set(read.touches.map((touch) => `touch:${touch.id}`));
  const lines = receipt.lines.map((line) => ({
    ...line,
    refs: line.refs.filter((ref) => !ref.startsWith('touch:') || rows.has(ref)),
  }));
  return { ...receipt, lines };
}
