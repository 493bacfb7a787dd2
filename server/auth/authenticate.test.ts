import pg, { type Pool } from 'pg';
import { expect, test } from 'vitest';
import { paths } from '../../lib/contract/routes.ts';
import { fileApp } from '../routes/testing/harness.ts';
import { inWorkspace } from '../workspaces/in-workspace.ts';
import { authenticator } from './authenticate.ts';
import { endSession, signOut } from './end-session.ts';
import { openSession } from './sessions.ts';
import { createToken, revokeToken } from './tokens.ts';
import { tokensChannel } from './told.ts';

const { ask, workspace, pool, url, clock } = await fileApp();
const acme = await workspace();

test('basic auth is heard where events come in and nowhere else, whatever was heard there before', async () => {
  for (const token of [acme.admin, acme.rep, acme.ingest]) {
    const headers = { authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` };
    const statusAt = async (path: string) => (await ask('GET', path, { headers })).status;
    expect(await statusAt(paths.session)).toBe(401);
    const sent = await ask('POST', '/v1/batch', { headers, body: { batch: [] } });
    expect(sent.status).toBe(token === acme.ingest ? 200 : 403);
    expect([await statusAt(paths.session), await statusAt(paths.views)]).toEqual([401, 401]);
  }
});

test('a token that is ended while it is looked up is not remembered', async () => {
  const { id, token } = await createToken(pool, { workspaceId: acme.id, role: 'rep', name: 'Ana' });
  let ended = () => {};
  const end = new Promise<void>((resolve) => {
    ended = resolve;
  });
  let read = () => {};
  const reading = new Promise<void>((resolve) => {
    read = resolve;
  });
  // The answer of the database is on its way while the token is ended.
  const slow = {
    query: async (what: string) => {
      const answer = await pool.query(what);
      read();
      await end;
      return answer;
    },
  } as unknown as Pool;
  const authenticate = authenticator(slow, () => clock.now);
  const first = Promise.resolve(authenticate(`Bearer ${token}`, false));
  await reading;
  expect(await revokeToken(pool, acme.id, id)).toBe(true);
  authenticate.forget(id);
  ended();
  expect(await first).toMatchObject({ tokenId: id });
  await expect(async () => authenticate(`Bearer ${token}`, false)).rejects.toMatchObject({ code: 'unauthorized' });
});

test('every server is told of a session that ends, by its id', async () => {
  const heard: (string | undefined)[] = [];
  const server = new pg.Client({ connectionString: url });
  await server.connect();
  server.on('notification', ({ payload }) => heard.push(payload));
  await server.query(`listen ${tokensChannel}`);
  const ana = { role: 'rep', name: 'Ana', email: 'ana@acme.test', how: 'code' } as const;
  const open = () => inWorkspace(pool, acme.id, (db) => openSession(db, acme.id, ana, clock.now));
  const [one, other] = [await open(), await open()];
  expect(await endSession(pool, acme.id, one.sessionId, 'An admin', clock.now)).toBe(true);
  await signOut(pool, other.refreshToken, clock.now);
  await expect.poll(() => heard).toEqual([one.sessionId, other.sessionId]);
  await server.end();
});
