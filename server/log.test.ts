import pg from 'pg';
import { expect, test } from 'vitest';
import { createLog, errorForLog, logRequest } from './log.ts';

function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('trace', { write: (line) => void lines.push(line) }));
  return lines.join('');
}

test('a request line carries the name of the route and nothing it was not meant to', () => {
  const line = { requestId: 'r1', route: 'context', status: 200, ms: 1.234, workspaceId: 'w1' };
  const more = { url: '/v1/context/ana', email: 'ana@acme.com' };
  const { time, ...rest } = JSON.parse(logged((log) => logRequest(log, { ...line, ...more })));
  expect(rest).toEqual({ level: 'debug', msg: 'request', ...line, ms: 1.2 });
  expect(time).toMatch(/Z$/);
});

test('fields that hold secrets or people are hidden', () => {
  const text = logged((log) =>
    log.info({ token: 'canary', lead: { email: 'canary', name: 'canary' }, headers: { authorization: 'canary' } }, 'x'),
  );
  expect(text).not.toContain('canary');
  expect(text).toContain('[hidden]');
});

/** Errors whose words quote what they failed on. */
const quoting: [string, () => unknown][] = [
  ['a body that is no JSON', () => JSON.parse('canary@acme.com')],
  [
    'a row Postgres refused',
    () => {
      throw Object.assign(new pg.DatabaseError('duplicate canary', 1, 'error'), {
        code: '23505',
        detail: 'Key (email)=(canary)',
        table: 'leads',
      });
    },
  ],
  [
    'a failed query of drizzle',
    () => {
      class DrizzleQueryError extends Error {}
      throw new DrizzleQueryError('Failed query: select $1\nparams: canary', { cause: new Error('no "canary" here') });
    },
  ],
  [
    'an error that quotes an address',
    () => {
      throw new Error('cannot send to canary@acme.com');
    },
  ],
];

test.each(quoting)('%s is logged without the data', (_, fail) => {
  const text = logged((log) => {
    try {
      fail();
    } catch (err) {
      log.error({ err }, 'failed');
    }
  });
  expect(text).not.toContain('canary');
  expect(JSON.parse(text).err.kind).toMatch(/Error$/);
  expect(JSON.parse(text).err.stack).toContain('log.test.ts');
});

test('an error made ready for the log before is logged as it is', () => {
  const text = logged((log) => log.error({ error: errorForLog(new RangeError('too far')) }, 'failed'));
  expect(JSON.parse(text).error).toMatchObject({ kind: 'RangeError', message: 'too far' });
});
