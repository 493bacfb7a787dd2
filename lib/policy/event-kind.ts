import type { Stage } from '../contract/context.ts';
import type { TouchKind } from '../contract/touch.ts';
import { plain } from './event-name.ts';
import type { Policy } from './schema.ts';

const tables = new WeakMap<Policy['events'], Map<string, TouchKind>>();

/** The kind of touch an event name stands for, or null when the policy does not know it. Case, `_` and `-` play no part. */
export function kindOfEvent(name: string, policy: Policy): TouchKind | null {
  let table = tables.get(policy.events);
  if (!table) {
    table = new Map(Object.entries(policy.events).map(([event, kind]) => [plain(event), kind]));
    tables.set(policy.events, table);
  }
  return table.get(plain(name)) ?? null;
}

/** Whether an event by this name is marketing giving the lead to sales. */
export function isHandoffEvent(name: string, policy: Policy): boolean {
  return policy.handoff.events.some((event) => plain(event) === plain(name));
}

/** Whether reaching this lifecycle stage is a handoff. */
export function isHandoffStage(stage: Stage, policy: Policy): boolean {
  return policy.handoff.stages.includes(stage);
}

/** Whether this address belongs to one of our own people, who are no leads. */
export function isStaff(email: string | null, policy: Policy): boolean {
  const domain = email?.toLowerCase().split('@').pop() ?? '';
  return policy.staffDomains.some((staff) => domain === staff || domain.endsWith(`.${staff}`));
}
