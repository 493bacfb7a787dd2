import type { WriteOutcome } from '../connectors/connector.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/**
 * How long after the n-th failed try the next one comes: the example schedule of Standard Webhooks, ten tries over 75 hours,
 * 35 minutes and 5 seconds. Jitter only adds, so it is never less.
 */
export const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour];
export const mostTries = waits.length + 1;
/** What the CRM refuses is tried again soon, in case its word was of the moment, and parked within the minute. */
const refusedWaits = [3 * second, 12 * second];
export const mostRefusals = refusedWaits.length + 1;
const longestRetryAfter = 24 * hour;
const jitter = 0.1;

/** How far a job is: tries and refusals of this round. */
export type Progress = { tries: number; refusals: number };

export type Decision =
  | { state: 'in_crm'; wrote: readonly string[]; ids: Readonly<Record<string, string>> }
  | { state: 'waiting'; runAt: number; because: string; refusals: number; counts: boolean }
  | { state: 'parked'; because: string; code: 'invalid' | 'gone' | 'forbidden' | 'exhausted'; refusals: number };

/** What a `Retry-After` may ask for: nothing below 0 or not a number, at most a day. */
export function sanePause(ms: number | null): number {
  return ms === null || !(ms > 0) ? 0 : Math.min(ms, longestRetryAfter);
}

/** What becomes of a job after a try. `random` gives 0 to 1. A CRM that has signed us out costs no try. */
export function decide(outcome: WriteOutcome, { tries, refusals }: Progress, now: number, random: () => number): Decision {
  const in_ = (ms: number) => now + Math.ceil(ms * (1 + jitter * random()));
  switch (outcome.kind) {
    case 'done':
      return { state: 'in_crm', wrote: outcome.wrote, ids: outcome.ids };
    case 'signed_out':
      return { state: 'waiting', runAt: now, because: outcome.because, refusals, counts: false };
    case 'refused': {
      const wait = refusedWaits[refusals];
      const { because, code } = outcome;
      if (wait === undefined || tries >= mostTries) return { state: 'parked', because, code, refusals: refusals + 1 };
      return { state: 'waiting', runAt: in_(wait), because, refusals: refusals + 1, counts: true };
    }
    case 'later': {
      const wait = waits[tries - 1];
      const { because } = outcome;
      if (wait === undefined) {
        const ended = `${because} It was tried ${tries} times over more than three days; send it again once that is mended.`;
        return { state: 'parked', because: ended, code: 'exhausted', refusals };
      }
      return { state: 'waiting', runAt: in_(Math.max(wait, sanePause(outcome.retryAfterMs))), because, refusals, counts: true };
    }
  }
}

/** How a connection has fared: tries in a row that came to nothing, and until when it is left alone. */
export type Circuit = { failures: number; openUntil: number | null };

/** From this many on the connection rests; then one job at a time asks whether the CRM is back. */
export const circuitOpensAt = 10;
const firstRest = 30 * second;
const longestRest = 10 * minute;

/** Only failures of the CRM as a whole count: a refusal of one job says that it is there. */
export function circuitAfter(outcome: WriteOutcome, { failures }: Circuit, now: number, random: () => number): Circuit {
  if (outcome.kind !== 'later') return { failures: 0, openUntil: null };
  const count = failures + 1;
  if (count < circuitOpensAt) return { failures: count, openUntil: null };
  const rest = Math.min(firstRest * 2 ** Math.min(count - circuitOpensAt, 20), longestRest);
  return { failures: count, openUntil: now + Math.ceil(rest * (1 + jitter * random())) };
}
