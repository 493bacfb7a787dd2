import type { Pool } from 'pg';

const samples: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  integer: '1',
  bigint: '1',
  boolean: 'true',
  bytea: `gen_random_uuid()::text::bytea`,
  jsonb: `'{}'`,
  ARRAY: `'{}'`,
};

/** A row in a table that has none, whatever its columns are: what is counted is rows, not what is in them. False: not yet. */
async function filled(pool: Pool, name: string, key: string, workspaceId: string): Promise<boolean> {
  const { rowCount } = await pool.query(`select 1 from ${name} where ${key} = $1`, [workspaceId]);
  if (rowCount !== 0) return true;
  const { rows: columns } = await pool.query<{ name: string; type: string; refers: string | null }>(
    `select column_name as name, data_type as type,
       (select format('(select r.%I from %s r where r.workspace_id = $1 limit 1)', ra.attname, f.confrelid::regclass)
        from pg_constraint f cross join unnest(f.conkey, f.confkey) as k (own, other)
          join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.own
          join pg_attribute ra on ra.attrelid = f.confrelid and ra.attnum = k.other
        where f.contype = 'f' and f.conrelid = $1::regclass and a.attname = column_name limit 1) as refers
     from information_schema.columns
     where table_schema = 'public' and table_name = $2 and is_nullable = 'NO' and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'`,
    [name, name],
  );
  const sample = (column: { name: string; type: string; refers: string | null }) =>
    column.name === key
      ? '$1::uuid'
      : (column.refers ?? samples[column.type] ?? (column.type.startsWith('timestamp') ? 'now()' : `'waiting'`));
  const into = columns.map((column) => `"${column.name}"`).join(', ');
  return pool.query(`insert into ${name} (${into}) select ${columns.map(sample).join(', ')}`, [workspaceId]).then(
    () => true,
    (error: { code: string }) => {
      // What it refers to has no row yet.
      if (error.code === '23502' || error.code === '23503') return false;
      throw error;
    },
  );
}

/**
 * Sees to it that a workspace has a row in each of the tables, given with the column that holds the workspace. What its columns may
 * hold is no matter here: check constraints are dropped, and triggers that refuse rows are off.
 */
export async function fill(pool: Pool, names: readonly (readonly [string, string])[], workspaceId: string): Promise<void> {
  const { rows: checks } = await pool.query<{ drop: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace and conrelid <> 0`,
  );
  for (const [name] of names) await pool.query(`alter table ${name} disable trigger user`);
  for (const { drop } of checks) await pool.query(drop);
  let left = [...names];
  for (let round = 0; left.length > 0; round++) {
    if (round > names.length) throw new Error(`No row could be made for ${left.join(', ')}`);
    const still: (readonly [string, string])[] = [];
    for (const [name, key] of left) if (!(await filled(pool, name, key, workspaceId))) still.push([name, key]);
    left = still;
  }
}
