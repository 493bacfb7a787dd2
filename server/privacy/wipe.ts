import type { Pool } from 'pg';
import { leadTables } from './tables.ts';

/** Whatever may have held a lead, and what Postgres noted of the values in it. */
const held = [...leadTables, 'leads', 'account_facts', 'accounts'];

/**
 * Writes the tables of leads anew, so that the files of the database no longer hold what was erased: Postgres itself only marks
 * rows as gone and writes over them some day. Each table is locked meanwhile. Its write-ahead log goes on holding them until it
 * is recycled, some checkpoints later; a transaction that began before the erasure and still runs keeps them as well.
 */
export async function wipeErased(pool: Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0; set lock_timeout = 0');
    // Statistics quote frequent values, and of a table that is empty now old ones stay. Postgres before 18 cannot be told to forget those.
    const { rows } = await client.query<{ able: boolean }>(
      `select to_regprocedure('pg_clear_attribute_stats(text, text, text, boolean)') is not null as able`,
    );
    if (rows[0]?.able)
      await client.query(
        // Not from pg_stats, which row-level security keeps empty.
        `select pg_clear_attribute_stats('public', c.relname::text, a.attname::text, false)
         from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
         where c.relnamespace = 'public'::regnamespace and c.relname = any($1)`,
        [held],
      );
    for (const table of held) await client.query(`vacuum (full, analyze) ${table}`);
    // The owner of the database may do this.
    await client.query('vacuum full pg_catalog.pg_statistic');
  } finally {
    client.release(true);
  }
}
