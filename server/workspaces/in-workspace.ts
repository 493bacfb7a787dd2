import pg, { type Pool, type PoolClient, type QueryConfig, type QueryResult, type QueryResultRow } from 'pg';
import { bounded } from '../db/bounded.ts';
import { appRole, workspaceSetting } from '../db/isolate.ts';
import type { Reader, ReadRow, ReadStatement } from '../db/reader.ts';
import { codeOf } from '../startup-error.ts';

/** What code inside a workspace may do with the database: ask. Beginning and ending is the seam's business. */
export type Db = {
  query<Row extends QueryResultRow>(config: string | QueryConfig, values?: readonly unknown[]): Promise<QueryResult<Row>>;
};

const tries = 4;
/** Deadlock, and a serialisation failure of a distributed Postgres: nothing happened, so it may be done again. */
const repeatable = new Set(['40P01', '40001']);

/**
 * Runs `fn` in one transaction on behalf of one workspace and commits before it answers. The one way to the tables of a
 * workspace: under a role for which Postgres has no rows but that workspace's. `fn` may run more than once, so it must have no
 * effect outside the database.
 */
export async function inWorkspace<T>(pool: Pool, workspaceId: string, fn: (db: Db) => Promise<T>): Promise<T> {
  for (let left = tries; ; left -= 1) {
    const client = await pool.connect();
    // A connection that breaks between two questions says so here, and unheard would end the process; the next question fails.
    client.on('error', ignore);
    const progress = { begun: false };
    try {
      const result = await transaction(client, workspaceId, fn, progress, pool.options.connectionTimeoutMillis);
      client.off('error', ignore).release();
      return result;
    } catch (error) {
      // A connection in an unknown state must not serve the next request, and one that does not answer is not asked again.
      const silent = isSilence(error);
      const usable =
        !silent &&
        (await client.query('rollback').then(
          () => true,
          () => false,
        ));
      client.off('error', ignore).release(!usable);
      // One that died unheard while it was idle: nothing happened on it, and another may live.
      const deadOne = silent && !progress.begun && left === tries;
      if (left <= 1 || !(deadOne || repeatable.has(codeOf(error) ?? ''))) throw error;
    }
  }
}

function ignore(): void {}

/** pg's own patience with a question is over: the server, or the way to it, has stopped answering at all. */
const isSilence = (error: unknown): boolean => error instanceof Error && error.message === 'Query read timeout';

async function transaction<T>(
  client: PoolClient,
  workspaceId: string,
  fn: (db: Db) => Promise<T>,
  progress: { begun: boolean },
  patienceMs = 0,
): Promise<T> {
  // An answer means the data is on disk, whatever the server's default is.
  const text = `begin; set local synchronous_commit to on; set local role ${appRole}; set local ${workspaceSetting} to ${pg.escapeLiteral(workspaceId)}`;
  // Waits for no table, so no longer than a new connection may take: one that died unheard is found out here.
  await client.query(bounded(text, patienceMs));
  progress.begun = true;
  const db: Db = { query: (config, values) => client.query(config as string, values as unknown[] | undefined) };
  const result = await fn(db);
  await client.query('commit');
  return result;
}

/**
 * One statement that only reads, without a transaction around it: its own snapshot is enough. Other workspaces' reads share the
 * connection, one after the other, under the same role: which workspace is told just before, in the same packet.
 */
export function readWorkspace(reader: Reader, workspaceId: string, statement: ReadStatement): Promise<ReadRow[]> {
  return reader.read(workspaceId, statement);
}
