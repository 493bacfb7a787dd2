import pg from 'pg';

/**
 * Drops a database whoever is still in it. An autovacuum worker belongs to the superuser, so `with (force)` is refused
 * (42501) while one is at work there: then those of our own are sent home, and the plain `drop`, which ends such a
 * worker and waits for it, does the rest.
 */
export async function dropDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`drop database if exists ${name} with (force)`).catch(async (error: unknown) => {
      if (!(error instanceof pg.DatabaseError) || error.code !== '42501') throw error;
      const ours = 'select pid from pg_stat_activity where datname = $1 and usename is not null';
      await client.query(`select pg_terminate_backend(pid, 5000) from (${ours}) as ours`, [name]);
      await client.query(`drop database if exists ${name}`);
    });
  } finally {
    await client.end();
  }
}
