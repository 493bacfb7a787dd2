/**
 * A process to be killed: runs the embedded Postgres on the folder given and writes one row after another. Prints
 * `up <server pid> <postmaster pid>`, `sent <n>` before each insert and `kept <n>` once its commit was answered.
 */
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { openEmbedded } from '../../server/db/embedded.ts';
import { failWith } from '../../server/startup-error.ts';

async function main(): Promise<void> {
  const folder = process.argv[2];
  if (folder === undefined) throw new Error('Give the data folder.');
  const embedded = await openEmbedded({ folder, log: pino({ level: 'silent' }) });
  const pool = new pg.Pool({ connectionString: embedded.url, max: 4, connectionTimeoutMillis: 2_000 });
  pool.on('error', () => {});
  await pool.query('create table if not exists kept (n bigint primary key)');
  const { rows } = await pool.query<{ next: string }>('select coalesce(max(n), 0) + 1 as next from kept');
  let next = Number(rows[0]?.next ?? 1);
  let stopping = false;
  process.stdout.write(`up ${process.pid} ${embedded.pid()}\n`);
  const writers = Array.from({ length: 4 }, async () => {
    while (!stopping) {
      const n = next++;
      process.stdout.write(`sent ${n}\n`);
      // A failed insert is not tried again: its number stays unanswered, as for a client that was cut off.
      const kept = await pool.query('insert into kept values ($1)', [n]).catch(() => null);
      if (kept === null) await wait(20);
      else process.stdout.write(`kept ${n}\n`);
    }
  });
  const stop = async (): Promise<void> => {
    stopping = true;
    await Promise.all(writers);
    await pool.end();
    await embedded.close();
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop().catch(failWith));
}

main().catch(failWith);
