import type pg from 'pg';
import { type Found, type Read, readContexts } from '../context/read.ts';
import { type Reader, readerFor } from '../db/reader.ts';
import { append } from './append.ts';
import type { View } from './chain.ts';
import { gathering } from './gather.ts';

/** Who was shown which lead. */
export type ViewLog = {
  /** Keeps one row; resolves once it is committed. Rejects as a pool does: what is not in the log is not to be shown. */
  keep: (workspaceId: string, view: View) => Promise<void>;
  /** The stored context of a record's lead, whose row is committed with it; null when no lead is linked. Rejects as `keep` does. */
  show: (workspaceId: string, read: Read) => Promise<Found | null>;
  /** Waits for what is under way, then closes the connections. */
  end: () => Promise<void>;
};

/**
 * Every question goes by a key, and the plan does not depend on what it asks. Told so that no plan is made again, nor one chosen
 * while the tables were small that does not suit them later.
 */
const planning =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off';
/** Answers are long: a few fill what a socket hands over at once, and what is longer is copied together first. */
const gathered = { few: 4, most: 32, depth: 6 };

/**
 * The view log of this process. An answer is held back until its row is committed, so nothing is ever shown that is not in the
 * log, however the process ends; a row whose answer was cut off is possible and errs on the safe side. What is asked at the same time
 * shares a page of the log and a transaction. A workspace keeps to one connection, on which its pages come one after the
 * other; of two servers one waits for the other in Postgres. On connections of its own, so that writers never hold reads up.
 */
export function viewLogFor(options: pg.PoolConfig): ViewLog {
  // An answer means that its row is on disk, whatever the server's default is.
  const said = { ...options, options: `-c synchronous_commit=on ${planning}` };
  const lines = [1, 2].map(() => readerFor(said, { lines: 1, name: 'leadside views' }));
  const lineOf = (workspaceId: string) => lines[Number.parseInt(workspaceId.slice(-1), 16) % lines.length] as Reader;
  const keeping = gathering<View, void>(async (workspaceId, views) => {
    await append(lineOf(workspaceId), workspaceId, views);
    return [];
  }, gathered);
  const showing = gathering<Read, Found | null>(
    (workspaceId, reads) => readContexts(lineOf(workspaceId), workspaceId, reads),
    gathered,
  );
  return {
    keep: keeping.ask,
    show: showing.ask,
    async end() {
      await Promise.all([keeping.quiet(), showing.quiet()]);
      await Promise.all(lines.map((line) => line.end()));
    },
  };
}
