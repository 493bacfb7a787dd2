import type { Pool } from 'pg';

/** One row that was put in, changed or taken out. */
export type Change = { seq: number; workspace: string | null; table: string; op: string };

/**
 * Lets the database itself note each row any table gains, changes or loses, whoever does it: what a request has done is then known
 * without looking at every row.
 */
export async function noteChanges(pool: Pool): Promise<(since: number) => Promise<Change[]>> {
  const { rows } = await pool.query<{ name: string; owned: boolean }>(
    `select t.table_name as name, exists (select 1 from information_schema.columns c where c.table_schema = 'public'
       and c.table_name = t.table_name and c.column_name = 'workspace_id') as owned
     from information_schema.tables t where t.table_schema = 'public' and t.table_type = 'BASE TABLE'`,
  );
  await pool.query(`create schema fuzz`);
  await pool.query(`create table fuzz.changes (seq bigserial primary key, workspace text, tbl text not null, op text not null)`);
  await pool.query(`create function fuzz.note() returns trigger language plpgsql security definer as $$
    declare row jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
    begin
      if tg_op = 'UPDATE' and to_jsonb(old) = row then return null; end if;
      insert into fuzz.changes (workspace, tbl, op)
        values (coalesce(row->>'workspace_id', case tg_table_name when 'workspaces' then row->>'id' end), tg_table_name, tg_op);
      return null;
    end $$`);
  for (const { name } of rows)
    await pool.query(
      `create trigger fuzz_note after insert or update or delete on "${name}" for each row execute function fuzz.note()`,
    );
  return async (since) => {
    const { rows: found } = await pool.query<{ seq: string; workspace: string | null; tbl: string; op: string }>({
      name: 'changes',
      text: 'select seq, workspace, tbl, op from fuzz.changes where seq > $1 order by seq',
      values: [since],
    });
    return found.map(({ seq, workspace, tbl, op }) => ({ seq: Number(seq), workspace, table: tbl, op }));
  };
}
