import { createHash } from 'node:crypto';
import type { Fake } from '../../../test/crm-fakes/fake.ts';
import type { Attempt, Connector, CrmTarget, CrmWrite, WriteOutcome } from '../connector.ts';

export const noon = Date.parse('2026-11-24T12:00:00Z');

export const attempt = (over: Partial<Attempt> = {}): Attempt => ({
  look: false,
  signal: AbortSignal.timeout(10_000),
  now: () => noon,
  ...over,
});

/** An operation's id that is the same in every run. */
export function operationId(seed: string): string {
  const hex = createHash('sha256').update(seed).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-');
}

export function writeOf(ref: CrmWrite['ref'], over: Partial<CrmWrite> = {}): CrmWrite {
  return {
    operationId: operationId(JSON.stringify([ref, over])),
    ref,
    at: '2026-11-24T11:58:30.000Z',
    by: { name: 'Ada Rep', email: 'ada@example.com' },
    fields: {},
    label: null,
    activity: null,
    note: null,
    archive: false,
    ...over,
  };
}

export const call = (subject = 'Call: connected', body = 'Wants a second meeting', outcome: string | null = null) =>
  ({ channel: 'call', subject, body, outcome }) as const;

/** A write, and what the CRM's ledger is to hold of it, once. */
export type Job = { write: CrmWrite; effects: readonly string[] };

/**
 * Every job tried until it is done, in order per record, `lanes` records at a time: the simplest deliverer that keeps the
 * promise. Answers with the number of tries; what was refused is an error.
 */
export async function deliver(
  connector: Connector,
  target: CrmTarget,
  jobs: readonly Job[],
  fake: Fake,
  lanes = 12,
): Promise<number> {
  const byRecord = groups(jobs);
  let tries = 0;
  const cut = cutting(connector, fake);
  const lane = async () => {
    for (let next = byRecord.shift(); next; next = byRecord.shift())
      for (const { write } of next) {
        let outcome: WriteOutcome | null = null;
        for (let tried = 0; outcome?.kind !== 'done'; tried += 1) {
          if (tried > 300) throw new Error(`still not done: ${JSON.stringify(outcome)}`);
          outcome = await cut.write(target, write, attempt({ look: tried > 0 }));
          if (outcome.kind !== 'done' && outcome.kind !== 'later') throw new Error(JSON.stringify(outcome));
          tries += 1;
        }
      }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return tries;
}

/** The connector, whose calls give up at once where the fake leaves them hanging: a deadline without a clock. */
export function cutting(connector: Connector, fake: Fake): Connector {
  const waiting = new Map<CrmWrite, AbortController>();
  fake.onHang = (text) => {
    const of = ({ ref, operationId: id }: CrmWrite) => new RegExp(`\\b(${ref.id}|${id})\\b`).test(text);
    const [, stop] = [...waiting].find(([write]) => of(write)) ?? [];
    stop?.abort();
    return stop !== undefined;
  };
  return {
    ...connector,
    async write(target, write, given) {
      const stop = new AbortController();
      waiting.set(write, stop);
      const outcome = await connector.write(target, write, { ...given, signal: AbortSignal.any([given.signal, stop.signal]) });
      waiting.delete(write);
      return outcome;
    },
  };
}

function groups(jobs: readonly Job[]): Job[][] {
  const grouped = new Map<string, Job[]>();
  for (const job of jobs) grouped.set(job.write.ref.id, [...(grouped.get(job.write.ref.id) ?? []), job]);
  return [...grouped.values()];
}

/** Lines that are missing, and lines that are too many or were never asked for. */
export function compare(expected: readonly string[], found: readonly string[]) {
  const left = new Map<string, number>();
  for (const line of expected) left.set(line, (left.get(line) ?? 0) + 1);
  for (const line of found) left.set(line, (left.get(line) ?? 0) - 1);
  const of = (sign: number) => [...left].filter(([, count]) => count * sign > 0).map(([line]) => line);
  return { lost: of(1), tooMany: of(-1) };
}
