import type { CrmId } from '../../lib/contract/record.ts';

const minute = 60_000;
const hour = 60 * minute;

/**
 * Readings a minute of one tenant, by how much a reading costs of what the CRM allows in a day: Salesforce 100,000 calls of which
 * a reading takes up to six, Pipedrive 30,000 tokens of which it takes about ten, HubSpot far more.
 */
export const readsPerMinute: Readonly<Record<CrmId, number>> = { salesforce: 6, hubspot: 30, pipedrive: 2, custom: 6 };

/** How long a reading may go unfinished before another server does it. */
export const leaseMs = 2 * minute;
/** A reading younger than this is not repeated because a rep opens the record. */
export const freshMs = 10 * minute;
/** The budget is counted over this long, so that a burst of changes is read at once. */
export const windowMs = 10 * minute;

const everyMs = 4 * hour;

/** How far apart the first readings of many records lie. */
export const apartMs = (crm: CrmId): number => minute / readsPerMinute[crm];

/** When an open lead's record is read again: every four hours, less often where the tenant has more than can be read in them. */
export function nextRead(crm: CrmId, now: number, scheduled: number, random: number): number {
  return now + Math.max(everyMs, scheduled * apartMs(crm)) * (0.9 + random / 5);
}

/**
 * When a record that could not be read is tried again: after half as long as it has been failing, between a minute and an hour,
 * and never before the CRM said.
 */
export function nextTry(now: number, failingSince: number, retryAfterMs: number | null): number {
  const wait = Math.min(Math.max((now - failingSince) / 2, minute), hour);
  return now + Math.max(wait, Math.min(retryAfterMs ?? 0, 24 * hour));
}

/** What only an admin can change is looked at again this much later. */
export const afterRefusalMs = 6 * hour;
