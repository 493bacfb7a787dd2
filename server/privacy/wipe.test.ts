import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { contextPath } from '../../lib/contract/routes.ts';
import { spawnScript } from '../../test/postgres/process.ts';
import { backUp, dumpOf } from '../../test/privacy/backup.ts';
import { newMarker, tracesIn } from '../../test/privacy/traces.ts';
import { createToken } from '../auth/tokens.ts';
import { createLog } from '../log.ts';
import { common, event } from '../routes/testing/harness.ts';
import { readSettings } from '../settings.ts';
import { startServer } from '../start.ts';
import { createWorkspace } from '../workspaces/workspaces.ts';

const folder = await mkdtemp(path.join(tmpdir(), 'leadside-wipe-'));
await chmod(folder, 0o755);
const backup = `${folder}-backup`;
afterAll(() => Promise.all([folder, backup].map((each) => rm(each, { recursive: true, force: true }))));

const marker = newMarker();
const canary = (field: string) => `${marker}-${field}`;
const ref = { crm: 'custom', account: 'acme', object: 'lead', id: canary('record') } as const;
const told = [
  event('identify', {
    userId: canary('user'),
    anonymousId: canary('browser'),
    traits: {
      email: `${canary('mail')}@${marker}.test`,
      name: canary('name'),
      title: canary('title'),
      phone: canary('phone'),
      company: { name: canary('company') },
      howDidYouHear: canary('heard-of'),
      crm: ref,
    },
  }),
  event('page', {
    userId: canary('user'),
    properties: {
      title: canary('page'),
      url: `https://site.test/${canary('path')}?utm_campaign=${canary('campaign')}&utm_source=x`,
      extra: canary('property'),
    },
  }),
];

test('erased and wiped, no piece of a canary is in the files of the database, the log, an export or a backup made since', async () => {
  const said: string[] = [];
  const log = createLog('trace', { write: (line: string) => said.push(line) });
  const server = await startServer(readSettings({ LEADSIDE_DATA: folder, PORT: '0', LOG_LEVEL: 'trace' }), { log });
  try {
    const { id: workspaceId } = await createWorkspace(server.pool, { name: 'Acme' });
    const token = async (role: 'rep' | 'admin' | 'ingest') =>
      (await createToken(server.pool, { workspaceId, role, name: role })).token;
    const [rep, admin, ingest] = [await token('rep'), await token('admin'), await token('ingest')];
    const ask = async (method: string, to: string, who: string, body?: unknown) => {
      const reply = await fetch(`${server.url}${to}`, {
        method,
        headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await reply.text();
      expect(reply.status, text).toBe(200);
      return text;
    };
    await ask('POST', '/v1/batch', ingest, { batch: told });
    await ask('GET', contextPath(ref), rep);
    const note = { ...common(ref), note: canary('note') };
    await ask('POST', '/v1/attempts', rep, { ...note, kind: 'attempt', channel: 'call', outcome: 'connected' });
    const heard = { ...common(ref), kind: 'heard', objections: [], competitors: [], words: [canary('words')], claims: [] };
    await ask('POST', '/v1/feedback', rep, heard);
    // What is frequent in a table, its statistics quote.
    await server.pool.query('vacuum analyze');
    const { rows } = await server.pool.query<{ id: string }>('select id from leads where workspace_id = $1', [workspaceId]);
    const leadId = rows[0]?.id ?? '';
    expect((await ask('GET', `/v1/leads/${leadId}/export`, admin)).split(marker).length).toBeGreaterThan(12);
    expect(tracesIn(folder, marker).length, 'there is something to find').toBeGreaterThan(0);
    expect((await dumpOf(server.pool)).split(marker).length, 'in a dump too').toBeGreaterThan(12);

    await ask('DELETE', `/v1/leads/${leadId}`, admin);
    const wiped = spawnScript('server/commands/lead.ts', ['wipe'], { DATABASE_URL: undefined, LEADSIDE_DATA: folder });
    expect(await wiped.ended, wiped.err()).toBe(0);
    expect((await dumpOf(server.pool)).includes(marker), 'a dump').toBe(false);
    await backUp(folder, backup);
  } finally {
    await server.close();
  }
  expect(said.join('').includes(marker), 'the log').toBe(false);
  // Of the write-ahead log nothing is promised until it is recycled.
  expect(tracesIn(folder, marker, (file) => file.includes('pg_wal'))).toEqual([]);
  // Nothing is passed over in a backup made since, and it is one: a server starts on it and knows what was erased.
  expect(tracesIn(backup, marker), 'a fresh backup').toEqual([]);
  const restored = await startServer(readSettings({ LEADSIDE_DATA: backup, PORT: '0', LOG_LEVEL: 'silent' }), {
    log: createLog('silent'),
  });
  try {
    const { rows } = await restored.pool.query(
      'select (select count(*)::int from erasures) as erased, (select count(*)::int from leads) as leads',
    );
    expect(rows).toEqual([{ erased: 1, leads: 0 }]);
  } finally {
    await restored.close();
  }
}, 120_000);
