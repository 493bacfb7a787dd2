/** What goes wrong on the way to a fake CRM, drawn from a seed. */

export type Fault =
  | { kind: 'none' }
  /** Cut before anything is read. */
  | { kind: 'reset' }
  /** Refused before anything is done; `retryAfter` is the header as sent, null for none. */
  | { kind: 'too_many'; retryAfter: string | null }
  /** `after`: the effect is made all the same, as when a gateway gives up on what stands behind it. */
  | { kind: 'server_error'; status: 500 | 502 | 503 | 504; after: boolean }
  /** The effect is made and no answer comes: the connection is dropped, or is left hanging until the caller gives up. */
  | { kind: 'commit_then_silence'; hangs: boolean };

export type Rates = { serverError: number; tooMany: number; silence: number; reset: number };

/** Of the requests that write. Requests that only read meet a quarter of each: a job reads several times for each write. */
export const rough: Rates = { serverError: 0.2, tooMany: 0.1, silence: 0.1, reset: 0.05 };

const absurd = [
  '0',
  '-1',
  '1000000000',
  'Wed, 21 Oct 2015 07:28:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  '1.5',
  'soon',
  '',
  null,
];
const statuses = [500, 502, 503, 504] as const;

/** Numbers in [0, 1) from a seed (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One fault, or none, a request. `saysWhen`: whether this CRM sends `Retry-After` at all. */
export function faultsFrom(seed: number, rates: Rates, saysWhen: boolean): (writes: boolean) => Fault {
  const random = randomFrom(seed);
  return (writes) => {
    const share = writes ? 1 : 0.25;
    const drawn = random() / share;
    const detail = random();
    const { serverError, tooMany, silence, reset } = rates;
    if (drawn < serverError)
      return { kind: 'server_error', status: statuses[Math.floor(detail * 4)] ?? 500, after: (detail * 16) % 1 < 0.25 };
    if (drawn < serverError + tooMany)
      return { kind: 'too_many', retryAfter: saysWhen ? (absurd[Math.floor(detail * absurd.length)] ?? null) : null };
    if (drawn < serverError + tooMany + silence) return { kind: 'commit_then_silence', hangs: detail < 0.5 };
    return drawn < serverError + tooMany + silence + reset ? { kind: 'reset' } : { kind: 'none' };
  };
}

export const noFaults = (): Fault => ({ kind: 'none' });
