import type pg from 'pg';
import { readerFor } from '../db/reader.ts';
import { codeOf } from '../startup-error.ts';
import { append, chained, endOf } from './append.ts';
import type { Link, View } from './chain.ts';

/** Who was shown which lead. */
export type ViewLog = {
  /** Keeps one row; resolves once it is committed. Rejects as a pool does: what is not in the log is not to be shown. */
  keep: (workspaceId: string, view: View) => Promise<void>;
  /** Waits for what is under way, then closes the connection. */
  end: () => Promise<void>;
};

type Waiting = { view: View; left: number; kept: () => void; failed: (error: unknown) => void };
/** `fresh`: the head was read just now, so the row it names need not be looked for. */
type Chain = { head: Link | null; fresh: boolean; waiting: Waiting[]; returned: Waiting[]; underWay: number; due: boolean };

/** Rows of one transaction at most. */
const most = 500;
const tries = 5;
/** Transactions of one workspace on their way at once; what comes on top gathers for the next. */
const depth = 2;

/**
 * The view log of this process. An answer is held back until its row is committed, so nothing is ever shown that is not in the
 * log, however the process ends; a row whose answer was cut off is possible and errs on the safe side. Reads of one turn of the
 * event loop share a transaction, and while two are under way the rows of later reads gather: a busy moment costs few commits
 * for many reads, a quiet one waits for its own alone. No lock is taken: the end of the chain is remembered, every
 * transaction writes only behind the row it chained to, and of two servers that chain to the same row the key lets one through;
 * the other reads the new end and chains to that. On a connection of its own, so that writers never hold reads up.
 */
export function viewLogFor(options: pg.PoolConfig): ViewLog {
  // An answer means that its row is on disk, whatever the server's default is.
  const line = readerFor({ ...options, options: '-c synchronous_commit=on' }, { lines: 1, name: 'leadside views' });
  const chains = new Map<string, Chain>();
  let idle: (() => void) | undefined;
  const quiet = () => [...chains.values()].every(({ underWay, waiting, due }) => underWay === 0 && waiting.length === 0 && !due);

  const settled = (workspaceId: string, chain: Chain) => {
    chain.underWay -= 1;
    if (chain.underWay === 0 && chain.returned.length > 0) {
      // Whatever was chained behind a row that was not written is chained anew, in the order it came.
      chain.waiting.unshift(...chain.returned.splice(0));
      chain.head = null;
    }
    go(workspaceId, chain);
    if (quiet()) idle?.();
  };

  const send = async (workspaceId: string, chain: Chain, batch: readonly Waiting[]) => {
    const again = (error: unknown) => {
      for (const one of batch) {
        one.left -= 1;
        if (one.left > 0) chain.returned.push(one);
        else one.failed(error);
      }
      chain.head = null;
    };
    try {
      if (chain.head === null) {
        chain.head = await endOf(line, workspaceId);
        chain.fresh = true;
      }
      const views = batch.map(({ view }) => view);
      const rows = chained(workspaceId, chain.head, !chain.fresh, views);
      chain.head = rows.end;
      chain.fresh = false;
      if (await append(line, workspaceId, rows)) for (const { kept } of batch) kept();
      else again(new Error('The view log ends elsewhere, again and again'));
    } catch (error) {
      if (codeOf(error) === overtaken) again(error);
      else {
        for (const { failed } of batch) failed(error);
        chain.head = null;
      }
    }
    settled(workspaceId, chain);
  };

  const go = (workspaceId: string, chain: Chain) => {
    // While the end of the chain is unknown one transaction finds it, and those behind a failed one come in first.
    while (chain.waiting.length > 0 && chain.returned.length === 0 && chain.underWay < (chain.head === null ? 1 : depth)) {
      chain.underWay += 1;
      void send(workspaceId, chain, chain.waiting.splice(0, most));
    }
  };

  return {
    keep(workspaceId, view) {
      let chain = chains.get(workspaceId);
      if (chain === undefined) {
        chain = { head: null, fresh: false, waiting: [], returned: [], underWay: 0, due: false };
        chains.set(workspaceId, chain);
      }
      const mine = chain;
      if (!mine.due) {
        mine.due = true;
        setImmediate(() => {
          mine.due = false;
          go(workspaceId, mine);
        });
      }
      return new Promise<void>((kept, failed) => {
        mine.waiting.push({ view, left: tries, kept, failed });
      });
    },
    async end() {
      if (!quiet())
        await new Promise<void>((resolve) => {
          idle = resolve;
        });
      await line.end();
    },
  };
}

/** Unique violation: another server has written the row after the same one. */
const overtaken = '23505';
