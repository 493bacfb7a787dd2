/** Backups as people make them, to look through: of the files while Postgres runs, and of every row as text. */
import { execFile } from 'node:child_process';
import { chown, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { runningUrl } from '../../server/db/embedded.ts';

const run = promisify(execFile);

/** Every row of every table of ours, as text: what a logical dump holds. */
export async function dumpOf(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    "select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE'",
  );
  const texts: string[] = [];
  for (const { name } of rows) {
    const found = await pool.query<{ row: string }>(`select t::text as row from ${name} t`);
    texts.push(...found.rows.map(({ row }) => `${name} ${row}`));
  }
  return texts.join('\n');
}

/**
 * Copies the running Postgres of data folder `from` to `to`, a data folder that a server starts on: what `pg_basebackup` does, by
 * the same calls. Of the write-ahead log it holds what the backup itself needs, and no segment from before.
 */
export async function backUp(from: string, to: string): Promise<void> {
  const url = new URL((await runningUrl(from)) ?? '');
  url.username = 'postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const data = path.join(to, 'data');
    await mkdir(to);
    await run('chmod', ['755', to]);
    const { rows: began } = await client.query<{ file: string }>(
      "select pg_walfile_name(pg_backup_start('fresh', true)) as file",
    );
    await run('cp', ['-a', path.join(from, 'data'), data]);
    const { rows: ended } = await client.query<{ file: string; label: string }>(
      'select pg_walfile_name(lsn) as file, labelfile as label from pg_backup_stop(true)',
    );
    await run('cp', ['-a', path.join(from, 'password'), to]);
    await run('sh', ['-c', 'rm -rf pg_wal/* postmaster.pid postmaster.opts', 'clean'], { cwd: data });
    const { rows: segments } = await client.query<{ name: string }>(
      `select name from pg_ls_waldir() where name between $1 and $2 and name ~ '^[0-9A-F]{24}$' order by name`,
      [began[0]?.file, ended[0]?.file],
    );
    for (const { name } of segments) await run('cp', ['-a', path.join(from, 'data/pg_wal', name), path.join(data, 'pg_wal')]);
    await writeFile(path.join(data, 'backup_label'), ended[0]?.label ?? '');
    const { uid, gid } = await stat(data);
    await chown(path.join(data, 'backup_label'), uid, gid);
  } finally {
    await client.end();
  }
}
