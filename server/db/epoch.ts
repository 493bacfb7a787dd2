import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { codeOf } from '../startup-error.ts';

/** Told on this channel when the epoch changes under running servers. */
export const epochChannel = 'leadside_epoch';

/** Which history the database is; sent with every answer. */
export type Epoch = {
  /** Null until it was read once. */
  current: () => string | null;
  /** Reads it anew, and makes it or changes it where that is due. */
  load: () => Promise<string>;
};

/** Postgres answers what is not there, or not allowed, with these; a relative of it may lack the functions. */
const unknown = /^(42...|0A000|55000|22023)$/;

/**
 * What changes when a database was put back: another cluster (a dump read into a new one) or another timeline (recovery to a
 * point in time, and a standby that took over and may lack the last commits). Null where Postgres does not say. A data folder
 * copied back file by file looks as it did: for that there is the command.
 */
async function clusterOf(pool: Pool): Promise<string | null> {
  try {
    const { rows } = await pool.query<{ cluster: string }>(
      `select system_identifier::text || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) as cluster
       from pg_control_system() where version() not like '%-YB-%'`,
    );
    return rows[0]?.cluster ?? null;
  } catch (error) {
    if (unknown.test(codeOf(error) ?? '')) return null;
    throw error;
  }
}

/** The epoch of this database: made at the first boot, changed when Postgres says that this is another history. */
export async function readEpoch(pool: Pool): Promise<string> {
  const cluster = await clusterOf(pool);
  const { rows: found } = await pool.query<{ id: string; cluster: string | null }>('select id, cluster from server_epoch');
  const known = found[0];
  if (known && (cluster === null || known.cluster === cluster)) return known.id;
  const { rows } = await pool.query<{ id: string }>(
    `insert into server_epoch (id, cluster) values ($1, $2) on conflict (one) do update set
       id = case when server_epoch.cluster <> excluded.cluster then excluded.id else server_epoch.id end,
       made_at = case when server_epoch.cluster <> excluded.cluster then now() else server_epoch.made_at end,
       cluster = coalesce(excluded.cluster, server_epoch.cluster)
     returning id`,
    [randomUUID(), cluster],
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('One epoch was expected');
  if (known && known.id !== id) await pool.query('select pg_notify($1, $2)', [epochChannel, id]);
  return id;
}

/** A new epoch, by hand after a restore: clients then send again what they hold of the last seven days. */
export async function newEpoch(pool: Pool): Promise<string> {
  const id = randomUUID();
  await readEpoch(pool);
  await pool.query('update server_epoch set id = $1, made_at = now()', [id]);
  await pool.query('select pg_notify($1, $2)', [epochChannel, id]);
  return id;
}

export function epochFor(pool: Pool): Epoch {
  let id: string | null = null;
  let loading: Promise<string> | undefined;
  return {
    current: () => id,
    load() {
      loading ??= readEpoch(pool)
        .then((read) => {
          id = read;
          return read;
        })
        .finally(() => {
          loading = undefined;
        });
      return loading;
    },
  };
}
