import { beforeAll, describe, expect, test } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { type Role, roles } from '../../lib/contract/session.ts';
import { access } from '../auth/access.ts';
import { authenticator } from '../auth/authenticate.ts';
import { createToken, revokeToken } from '../auth/tokens.ts';
import { routes } from './index.ts';
import { tokenHolds } from './live.ts';
import type { Route } from './route.ts';
import { fileApp, type TestWorkspace } from './testing/harness.ts';

const { ask, workspace, pool, clock } = await fileApp();
let acme: TestWorkspace;
beforeAll(async () => {
  acme = await workspace();
});

const address = (route: Route) =>
  route.spec.path
    .replace('{crm}', 'hubspot')
    .replace('{object}', 'contact')
    .replaceAll(/\{\w+\}/g, '1');
const named = (route: Route) => [`${route.spec.method} ${route.spec.path}`, route] as const;
const closed = routes.filter((route) => !route.open).map(named);
const refuses = async (route: Route, token: string | undefined, status: number) => {
  const reply = await ask(route.spec.method.toUpperCase(), address(route), {
    token,
    ...(route.spec.method === 'post' ? { body: {} } : {}),
  });
  expect(reply.status, reply.text).toBe(status);
  return errorBody.parse(reply.body).error;
};

test('every name of the access table has a route, and no route is open that the table closes', () => {
  expect(new Set(routes.map(({ name }) => name))).toEqual(new Set(Object.keys(access)));
  for (const route of routes) expect(route.open, route.name).toBe(access[route.name] === 'public');
});

describe.each(closed)('%s', (_name, route) => {
  test('refuses no token, a made-up one, a wrong scheme and a broken header', async () => {
    expect((await refuses(route, undefined, 401)).code).toBe('unauthorized');
    expect((await refuses(route, 'ls_rep_nobody', 401)).code).toBe('unauthorized');
    for (const authorization of ['Digest x', 'Bearer', `Bearer ${'x'.repeat(2000)}`, 'Basic !!!']) {
      const reply = await ask(route.spec.method.toUpperCase(), address(route), { headers: { authorization } });
      expect(reply.status, authorization).toBe(401);
    }
  });

  test('refuses an expired and a revoked token', async () => {
    const wanted = { workspaceId: acme.id, role: route.name === 'ingest' ? ('ingest' as const) : ('rep' as const), name: 'Old' };
    const expired = await createToken(pool, { ...wanted, days: 1 });
    await pool.query('update tokens set expires_at = $2 where id = $1', [expired.id, new Date(clock.now - 1)]);
    expect((await refuses(route, expired.token, 401)).code).toBe('token_expired');
    const revoked = await createToken(pool, wanted);
    expect(await revokeToken(pool, acme.id, revoked.id)).toBe(true);
    expect((await refuses(route, revoked.token, 401)).code).toBe('unauthorized');
  });

  const allowed: readonly Role[] | 'public' = access[route.name];
  test.each(roles.filter((role) => !allowed.includes(role)))('refuses role %s', async (role) => {
    const code = role === 'ingest' ? 'unauthorized' : 'forbidden';
    expect((await refuses(route, acme[role], role === 'ingest' ? 401 : 403)).code).toBe(code);
  });

  test('refuses a client from before the oldest contract, and answers one without a version', async () => {
    const old = await ask(route.spec.method.toUpperCase(), address(route), {
      token: acme.rep,
      headers: { 'leadside-contract': '0' },
    });
    expect(old.status).toBe(426);
    expect(errorBody.parse(old.body).error.code).toBe('upgrade_required');
  });
});

test('a token is remembered for half a minute at most, then its end is felt', async () => {
  const { id, token } = await createToken(pool, { workspaceId: acme.id, role: 'rep', name: 'Leaver' });
  const session = () => ask('GET', '/v1/session', { token });
  expect((await session()).status).toBe(200);
  await revokeToken(pool, acme.id, id);
  const holds = () =>
    tokenHolds(
      authenticator(pool, () => clock.now),
      `Bearer ${token}`,
    );
  expect(await holds()).toBe(false);
  clock.now += 30_000;
  expect((await session()).status).toBe(401);
});

test('tokens are not stored: neither they nor a part of them is in the table', async () => {
  const { rows } = await pool.query<{ row: string }>('select tokens::text as row from tokens');
  for (const { row } of rows) expect(row).not.toMatch(/ls_(rep|ingest)_/);
});
