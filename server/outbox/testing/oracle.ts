import type { Connector } from '../../connectors/connector.ts';
import { compare, type Job } from '../../connectors/testing/drive.ts';

/** Lines that are missing, lines that are too many or were never asked for, and decisions that were set after a later one. */
export type Verdict = { lost: string[]; tooMany: string[]; backward: string[] };

export const clean: Verdict = { lost: [], tooMany: [], backward: [] };

/** What a decision changes of the record itself, as against what it adds to its timeline. */
const decision = /^(fields|archive|unarchive) /;

/**
 * Judges what a CRM holds by what went over the connector and by the CRM's own ledger, never by what the outbox says of itself.
 * `jobs` are in order per record; `found` is the ledger as lines, no two of which are to be alike.
 */
export function oracleFor(jobs: readonly Job[], found: () => readonly string[]) {
  const expected = new Set(jobs.flatMap(({ effects }) => effects));
  const places = new Map(jobs.map(({ write }, at) => [write.operationId, at]));
  const sent = new Set<string>();
  const decidedLater = (at: number) =>
    jobs
      .slice(at + 1)
      .some(
        ({ write }) =>
          write.ref.id === jobs[at]?.write.ref.id && Object.keys(write.fields).length > 0 && sent.has(write.operationId),
      );

  return {
    /** The connector, whose calls are seen. */
    watching: (connector: Connector): Connector => ({
      ...connector,
      write(target, write, attempt) {
        sent.add(write.operationId);
        return connector.write(target, write, attempt);
      },
    }),

    /**
     * To be told before a job is sent again. Once a later decision on its record was sent, each thing the job itself decided
     * either came through by now and is there once, or may never come: the ledger says which, so one outcome alone is right.
     */
    sentAgain(operationId: string): void {
      const at = places.get(operationId);
      if (at === undefined || !decidedLater(at)) return;
      const there = new Set(found());
      // An archive that never came is not opened again either.
      for (const line of jobs[at]?.effects ?? [])
        if (decision.test(line) && !there.has(line.replace(/^un/, ''))) expected.delete(line);
    },

    verdict(): Verdict {
      const lines = found();
      const newest = new Map<string, number>();
      const backward = lines.filter((line) => {
        const [kind, record = '', operation = ''] = line.split(' ');
        if (kind !== 'fields') return false;
        const at = places.get(operation) ?? -1;
        const before = newest.get(record) ?? -1;
        newest.set(record, Math.max(at, before));
        return at < before;
      });
      return { ...compare([...expected], lines), backward };
    },
  };
}

export type Oracle = ReturnType<typeof oracleFor>;
