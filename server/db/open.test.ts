import { createServer, type Server } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../test/postgres/database.ts';
import { readSettings } from '../settings.ts';
import { freePort } from './embedded-cluster.ts';
import { connectDatabase, openDatabase } from './open.ts';

const log = pino({ level: 'silent' });
let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase({ empty: true });
});
afterAll(() => database.drop());

test('every statement, lock wait and idle transaction of the pool has an end', async () => {
  const opened = await openDatabase(readSettings({ DATABASE_URL: database.url, LEADSIDE_STATEMENT_TIMEOUT_MS: '300' }), log);
  try {
    expect(opened.embedded).toBe(false);
    const { rows } = await opened.pool.query(
      `select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`,
    );
    expect(rows).toEqual([{ statement: '300ms', lock: '1500ms', idle: '600ms' }]);
    await expect(opened.pool.query('select pg_sleep(60)')).rejects.toThrow(/statement timeout/);
  } finally {
    await opened.close();
  }
});

test('a broken idle connection is told in the log and replaced', async () => {
  const lines: string[] = [];
  const heard = pino({ level: 'warn' }, { write: (line) => void lines.push(line) });
  const { pool, close } = await connectDatabase(database.url, readSettings({ LEADSIDE_POOL_SIZE: '2' }).database, heard);
  try {
    const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
    const removed = new Promise((resolve) => pool.once('remove', resolve));
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    await removed;
    expect(lines.join('')).toContain('a database connection broke');
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  } finally {
    await close();
  }
});

test('nothing at the address: one sentence, without the password', async () => {
  const url = `postgres://ana:secret@127.0.0.1:${await freePort()}/leadside`;
  const error: unknown = await openDatabase(readSettings({ DATABASE_URL: url }), log).catch((caught: unknown) => caught);
  expect(String(error)).toMatch(
    /The database at 127\.0\.0\.1:\d+ cannot be used \(ECONNREFUSED\); start it or correct DATABASE_URL\./,
  );
  expect(String(error)).not.toContain('secret');
});

test('a wrong user or password is said to be one', async () => {
  const url = new URL(database.url);
  // Refused by a server that trusts everybody on loopback, too.
  url.username = 'no_such_user';
  await expect(openDatabase(readSettings({ DATABASE_URL: url.href }), log)).rejects.toThrow(/refused the user or the password/);
});

/** Answers the start of a connection and one query as a Postgres of this version would. */
function pretend(version: string): Promise<{ server: Server; url: string }> {
  const message = (type: string, body: Buffer) => {
    const head = Buffer.alloc(5);
    head.write(type);
    head.writeInt32BE(body.length + 4, 1);
    return Buffer.concat([head, body]);
  };
  const ready = message('Z', Buffer.from('I'));
  const column = Buffer.concat([
    Buffer.from([0, 1]),
    Buffer.from('version\0'),
    Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 0, 25, 255, 255, 255, 255, 255, 255, 0, 0]),
  ]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(version.length);
  const row = message('D', Buffer.concat([Buffer.from([0, 1]), length, Buffer.from(version)]));
  const answer = Buffer.concat([message('T', column), row, message('C', Buffer.from('SELECT 1\0')), ready]);
  const server = createServer((socket) => {
    let begun = false;
    socket.on('data', (chunk) => {
      // The end of a connection wants no answer.
      if (begun && chunk[0] !== 0x51) return;
      socket.write(begun ? answer : Buffer.concat([message('R', Buffer.from([0, 0, 0, 0])), ready]));
      begun = true;
    });
    socket.on('error', () => {});
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      resolve({ server, url: `postgres://ana:secret@127.0.0.1:${port}/leadside` });
    });
  });
}

test('a Postgres older than 15 is refused by its version', async () => {
  const { server, url } = await pretend('140012');
  await expect(openDatabase(readSettings({ DATABASE_URL: url }), log)).rejects.toThrow(
    /is Postgres 14; Leadside needs Postgres 15 or newer\./,
  );
  server.close();
});
