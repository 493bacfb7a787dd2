import type { Logger } from 'pino';
import type { Principal } from '../auth/authenticate.ts';
import { ApiError } from '../routes/api-error.ts';
import { type ShownLeads, shownLeads } from './shown-leads.ts';

/** Different leads one person may be shown in an hour: from `warn` on the log says so, beyond `most` they wait. */
export type LeadsAnHour = { warn: number; most: number };
type Reader = Pick<Principal, 'workspaceId' | 'tokenId' | 'email'>;

export type LeadsRead = {
  /**
   * Counts a lead the person is about to be shown, `now` in epoch ms. One that was counted within the hour is free. Throws
   * `rate_limited` when it is one too many; then nothing is counted.
   */
  take: (who: Reader, leadId: string, now: number) => void;
  /** Whether a lead that was not counted yet would be refused. */
  full: (who: Reader, now: number) => boolean;
};

const hourMs = 3_600_000;
const keptPeople = 10_000;
const sentence = 'You have opened as many different leads within an hour as one person may.';

type Shown = { leads: ShownLeads; warnedAt: number };

/**
 * Holds up somebody who copies lead after lead with a rep's token. An hour that moves along, in memory; each server counts for itself.
 * A person is their mail address, so that signing in again does not begin anew; where a token has none, the token.
 */
export function leadsReadFor({ warn, most }: LeadsAnHour, log: Logger, kept = keptPeople): LeadsRead {
  const people = new Map<string, Shown>();

  const keyOf = ({ workspaceId, email, tokenId }: Reader) => `${workspaceId} ${email?.toLowerCase() ?? tokenId}`;
  const makeRoom = (now: number) => {
    for (const [key, shown] of people) {
      shown.leads.tidy(now);
      if (shown.leads.size === 0) people.delete(key);
    }
    for (const key of people.keys()) {
      if (people.size < kept) break;
      people.delete(key);
    }
  };

  return {
    take(who, leadId, now) {
      const key = keyOf(who);
      let shown = people.get(key);
      if (shown === undefined) {
        if (people.size >= kept) makeRoom(now);
        shown = { leads: shownLeads(), warnedAt: Number.NEGATIVE_INFINITY };
        people.set(key, shown);
      }
      const { leads } = shown;
      leads.tidy(now);
      if (leads.has(leadId)) return;
      if (leads.size >= most)
        throw new ApiError('rate_limited', {
          message: sentence,
          retryAfter: Math.ceil((leads.oldest(now) + hourMs - now) / 1000),
        });
      leads.add(leadId, now);
      if (leads.size < warn || (shown.warnedAt > now - hourMs && shown.warnedAt <= now)) return;
      shown.warnedAt = now;
      log.warn({ workspaceId: who.workspaceId, viewer: who.tokenId, leads: leads.size }, 'one person reads very many leads');
    },
    full(who, now) {
      const shown = people.get(keyOf(who));
      if (shown === undefined) return false;
      shown.leads.tidy(now);
      return shown.leads.size >= most;
    },
  };
}
