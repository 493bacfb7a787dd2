import { setImmediate as breathe } from 'node:timers/promises';
import type { Pool } from 'pg';
import type { LeadFacts } from '../../lib/contract/facts.ts';
import type { LeadEffect, PolicySums } from '../../lib/contract/policy.ts';
import { contextOf } from '../../lib/handoff/build-context.ts';
import { dispositionState } from '../../lib/handoff/disposition-state.ts';
import { policyEffect } from '../../lib/handoff/policy-effect.ts';
import { policySums } from '../../lib/handoff/policy-sums.ts';
import type { Policy } from '../../lib/policy/schema.ts';
import { factsFrom } from '../context/facts.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { type CurrentPolicy, currentPolicy, policyOfHandoff } from '../workspaces/policy.ts';
import { type KeptContext, type StoredLead, storedLeads } from './facts-of-many.ts';
import { sameParts, sameReading } from './same-parts.ts';

/** `complete` is false when it was stopped before every lead was looked at. */
export type DryRun = {
  from: { version: number; name: string };
  to: { version: number; name: string };
  complete: boolean;
  sums: PolicySums;
};

/** Small enough that the memory of one batch is nothing, large enough that the journeys to the database are few. */
const batch = 200;
/** Leads worked out before other work of the process gets its turn. */
const atOnce = 10;

/**
 * What `policy` would do to the open leads if it were applied now: `each` is told of every lead that is open or accepted,
 * in the order of their ids, and the sums come back. Nothing is written. Each lead is worked out twice from one reading of its
 * facts, under today's policy and under the new one, so the clock of the two is the same. `enough` may end it early; the ids
 * are random, so what was looked at by then is a fair part of the whole.
 */
export async function dryRun(
  pool: Pool,
  workspaceId: string,
  policy: Policy,
  now: number,
  each: (effect: LeadEffect) => void | Promise<void> = () => {},
  enough: () => boolean = () => false,
): Promise<DryRun> {
  const current = await inWorkspace(pool, workspaceId, (db) => currentPolicy(db, workspaceId));
  const { add, skip, sums } = policySums();
  const stays = sameParts(current.policy, policy);
  const readsAlike = sameReading(current.policy, policy);
  const asksTheSame = sameFields(policy);
  const at = new Date(now).toISOString();
  const read = (after: string | null) =>
    inWorkspace(pool, workspaceId, async (db) => {
      const leads = await storedLeads(db, workspaceId, after, batch, now);
      const worked: { lead: StoredLead; facts: LeadFacts; agreed: Policy }[] = [];
      for (const lead of leads) {
        const facts = factsFrom(lead.leadId, lead.row, lead.touches, current.policy);
        worked.push({ lead, facts, agreed: await policyOfHandoff(db, workspaceId, facts, current) });
      }
      return worked;
    });
  const effectOn = ({ lead, facts, agreed }: { lead: StoredLead; facts: LeadFacts; agreed: Policy }): LeadEffect | null => {
    // Nobody works now on a lead that is rejected, or recycled to a date.
    const { state } = dispositionState(facts.dispositions, current.policy, []);
    if (state === 'rejected' || state === 'recycled') return null;
    const before = today(lead, facts, current, agreed, at);
    const newFacts = readsAlike ? facts : factsFrom(lead.leadId, lead.row, lead.touches, policy);
    const under = (judged: Policy) =>
      contextOf(newFacts, policy, current.version + 1, 0, at, before.clocks, judged, stays(before)).context;
    const after = under(agreed);
    // Without a handoff the new policy judges already; with one, this is how it would judge another.
    const asNew = after.handoff.at === null || asksTheSame(agreed) ? after.handoff : under(policy).handoff;
    return policyEffect(before, after, asNew);
  };
  let coming = read(null);
  let complete = true;
  while (complete) {
    const leads = await coming;
    const last = leads.at(-1);
    if (!last) break;
    // The database gathers the next leads while these are worked out.
    coming = read(last.lead.leadId);
    coming.catch(() => {});
    for (const [index, lead] of leads.entries()) {
      const effect = effectOn(lead);
      if (effect) {
        add(effect);
        await each(effect);
      } else skip();
      if (index % atOnce !== atOnce - 1) continue;
      await breathe();
      if (!enough()) continue;
      complete = false;
      break;
    }
  }
  return {
    from: { version: current.version, name: current.policy.name },
    to: { version: current.version + 1, name: policy.name },
    complete,
    sums: sums(),
  };
}

/** The lead as it stands: as it is kept while that holds, else worked out anew. */
function today(lead: StoredLead, facts: LeadFacts, current: CurrentPolicy, agreed: Policy, at: string): KeptContext {
  if (lead.holds && lead.context) return { ...lead.context, asOf: at };
  const previous = lead.context?.clocks ?? [];
  return contextOf(facts, current.policy, current.version, 0, at, previous, agreed).context;
}

/** Whether a policy asks of a handoff what the new one asks; remembered, since few policies judge many leads. */
function sameFields(policy: Policy): (agreed: Policy) => boolean {
  const fields = JSON.stringify(policy.handoff.fields);
  const known = new Map<Policy, boolean>();
  return (agreed) => {
    const same = known.get(agreed) ?? JSON.stringify(agreed.handoff.fields) === fields;
    known.set(agreed, same);
    return same;
  };
}
