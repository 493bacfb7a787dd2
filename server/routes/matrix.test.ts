// Long because two workspaces are set up alike, row for row, and then compared by every question.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type Role, roles, session } from '../../lib/contract/session.ts';
import { access } from '../auth/access.ts';
import { createToken, revokeToken } from '../auth/tokens.ts';
import { setPolicy } from '../workspaces/workspaces.ts';
import { routes } from './index.ts';
import type { Route } from './route.ts';
import { type Ask, common, event, fileApp, hubspot, identify, type Reply, type TestWorkspace } from './testing/harness.ts';
import { onlyWalls, type Walls } from './testing/one-wall.ts';
import { type Named, nobodys, takenBy, tenants } from './testing/tenants.ts';

const { ask, workspace, pool, clock, send, read } = await fileApp();
let acme: TestWorkspace;
let globex: TestWorkspace;
let own: Named;
let theirs: Named;
/** Whatever must never be in an answer to somebody of Acme. */
let secrets: string[];

const keyOf = ({ spec }: Route) => `${spec.method} ${spec.path}`;
const named = routes.map((route) => [keyOf(route), route] as const);
const allowedTo = (route: Route): readonly Role[] => tenants[keyOf(route)]?.may ?? [];
const methodOf = ({ spec }: Route) => spec.method.toUpperCase();

/** The same mail, the same user and the same record in each; what tells them apart is a word. */
async function populate(name: string, word: string): Promise<{ of: TestWorkspace; has: Named }> {
  const of = await workspace(name);
  await send(of, [
    identify('ann', '1', { title: `Head of ${word}` }),
    identify(`only-${word}`, word === 'globexword' ? '2' : '3', { title: `Buyer at ${word}` }),
    event('track', { userId: 'ann', event: 'Demo Requested', properties: { word } }),
  ]);
  expect((await read(of, hubspot('1'))).text).toContain(word);
  const { rows } = await pool.query<{ lead_id: string }>(`select lead_id from links where workspace_id = $1 and id = '1'`, [
    of.id,
  ]);
  const connect = (account: string) =>
    ask('POST', '/v1/connections', {
      token: of.admin,
      body: { crm: 'hubspot', account, baseUrl: 'https://api.hubapi.com', secret: { accessToken: `pat-${word}` }, settings: {} },
    });
  for (const account of ['42', word === 'globexword' ? '77' : '76']) expect((await connect(account)).status).toBe(200);
  const operation = randomUUID();
  const taken = takenBy();
  const body = { ...common(hubspot('1')), id: operation, kind: 'accept', expected: 0, note: `note of ${word}` };
  const saved = await ask('POST', '/v1/dispositions', { token: of.rep, body });
  expect(saved.status, saved.text).toBe(200);
  for (const id of Object.values(taken)) {
    const attempt = { ...common(hubspot('1')), id, kind: 'attempt', channel: 'call', outcome: 'connected' };
    expect((await ask('POST', '/v1/attempts', { token: of.rep, body: attempt })).status).toBe(200);
  }
  await pool.query(`update crm_jobs set state = 'parked', parked_code = 'gone', because = $2 where workspace_id = $1`, [
    of.id,
    word,
  ]);
  const code = await ask('POST', '/v1/pairing-codes', {
    token: of.admin,
    body: { role: 'rep', name: `Rep of ${word}`, email: `rep@${word}.test` },
  });
  expect(code.status, code.text).toBe(200);
  const paired = await ask('POST', '/v1/sign-in/pair', { body: { code: z.object({ code: z.string() }).parse(code.body).code } });
  expect(paired.status, paired.text).toBe(200);
  const { rows: sessions } = await pool.query<{ id: string }>('select id from sessions where workspace_id = $1', [of.id]);
  return {
    of,
    has: {
      lead: rows[0]?.lead_id ?? '',
      record: word === 'globexword' ? '2' : '1',
      account: word === 'globexword' ? '77' : '76',
      operation,
      taken,
      parked: operation,
      session: sessions[0]?.id ?? '',
      policyVersion: 1,
      workspace: of.id,
    },
  };
}

beforeAll(async () => {
  const [one, other] = [await populate('Acme', 'acmeword'), await populate('Globex', 'globexword')];
  ({ of: acme, has: own } = one);
  ({ of: globex, has: theirs } = other);
  const { rows } = await pool.query<{ text: string }>('select text from policies where workspace_id = $1', [globex.id]);
  await setPolicy(pool, { workspaceId: globex.id, policyText: `${rows[0]?.text}\n# globexword\n` });
  theirs = { ...theirs, policyVersion: 2 };
  secrets = ['globexword', 'Globex', globex.id, theirs.lead, theirs.operation, theirs.session];
});

/** All that Globex has, row by row. */
async function state(): Promise<string> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns where table_schema = 'public' and column_name = 'workspace_id' order by 1`,
  );
  const held: string[] = [];
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(
      `select t::text as row from ${name} t where workspace_id = $1 order by 1`,
      [globex.id],
    );
    held.push(`${name}: ${rows.map(({ row }) => row).join('\n')}`);
  }
  return held.join('\n');
}

const leaks = (reply: Reply, said: string[] = []) =>
  secrets.filter((secret) => !said.includes(secret) && reply.text.includes(secret));

test('every route the router has is in the matrix, and the matrix has no other', () => {
  expect(Object.keys(tenants).toSorted()).toEqual(named.map(([key]) => key).toSorted());
});

test.each(named)('%s lets in whom the matrix says', (key, route) => {
  const said: readonly Role[] | 'public' = access[route.name];
  expect(said).toEqual(tenants[key]?.may ?? 'public');
  expect(route.open).toBe(said === 'public');
});

/** Names of ids in the address, the query and the body of a route. */
function idsOf({ spec }: Route): string[] {
  const inPath = [...spec.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');
  const content = spec.request?.body?.content['application/json'];
  const body = content !== undefined && 'schema' in content ? content.schema : undefined;
  const schemas = [spec.request?.query, body].filter((one) => one instanceof z.ZodType);
  const found = new Set<string>(inPath);
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return;
    const { properties } = value as { properties?: object };
    for (const name of Object.keys(properties ?? {}))
      if (/(^|[a-z])(id|Id|ref|undoes|account|workspace)$/.test(name)) found.add(name);
    Object.values(value).forEach(walk);
  };
  for (const schema of schemas) walk(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }));
  return [...found];
}

describe.each(named)('%s', (key, route) => {
  const { ids = {}, plain = [], made = [] } = tenants[key] ?? {};

  test('has each of its ids in the matrix', () => {
    expect(idsOf(route).filter((id) => !(id in ids) && !plain.includes(id) && !made.includes(id))).toEqual([]);
  });

  test('answers nobody who may not ask, and says nothing', async () => {
    if (route.open) return;
    const wanted = { workspaceId: acme.id, role: allowedTo(route)[0] ?? 'rep', name: 'Old' };
    const [expired, revoked] = [await createToken(pool, { ...wanted, days: 1 }), await createToken(pool, wanted)];
    await pool.query('update tokens set expires_at = $2 where id = $1', [expired.id, new Date(clock.now - 1)]);
    await revokeToken(pool, acme.id, revoked.id);
    const lower = roles.filter((role) => !allowedTo(route).includes(role));
    const callers: [string | undefined, number][] = [
      [undefined, 401],
      [expired.token, 401],
      [revoked.token, 401],
      ...lower.map((role): [string, number] => [acme[role], role === 'ingest' ? 401 : 403]),
    ];
    const requests = Object.values(ids).map((request) => request(own, own));
    const before = await state();
    for (const { path, body } of requests.length > 0 ? requests : [{ path: route.spec.path, body: undefined }])
      for (const [token, status] of callers) {
        const given: Ask = { token, ...(route.spec.method === 'post' ? { body: body ?? {} } : {}) };
        const reply = await ask(methodOf(route), path, given);
        expect([reply.status, Object.keys(z.record(z.string(), z.unknown()).parse(reply.body))]).toEqual([status, ['error']]);
        expect(reply.text).not.toMatch(/acmeword|globexword/);
      }
    expect(await state()).toBe(before);
  });
});

const tokenFor = (route: Route): string | undefined => {
  const [first] = allowedTo(route);
  return first && acme[first];
};

/** Everything of another workspace a route can be asked for. */
function asksForAnothers(key: string, route: Route): void {
  const { ids = {}, made = [] } = tenants[key] ?? {};
  test('keeps to its workspace when it is asked about nothing of another', async () => {
    if (route.name === 'live' || route.open) return;
    const reply = await ask(methodOf(route), route.spec.path.replaceAll(/\{\w+\}/g, '1'), {
      token: tokenFor(route),
      ...(route.spec.method === 'post' ? { body: {} } : {}),
    });
    expect(reply.status, reply.text).toBeLessThan(500);
    expect(leaks(reply)).toEqual([]);
  });

  test.each(Object.keys(ids))(
    "answers another workspace's %s as it answers one nobody has, and changes nothing there",
    async (id) => {
      const before = await state();
      const asked = async (it: Named) => {
        const { path, body } = ids[id]?.(it, own) ?? { path: '' };
        const reply = await ask(methodOf(route), path, { token: tokenFor(route), ...(body === undefined ? {} : { body }) });
        const text = Object.values(it).reduce<string>(
          (all, value) => (typeof value === 'string' ? all.replaceAll(value, '…') : all),
          reply.text,
        );
        return {
          reply,
          said: Object.values(it).filter((value) => typeof value === 'string'),
          text: text.replace(/"requestId":"[^"]*"/, '').replace(/(?<=version )\d+/, '…'),
        };
      };
      const [another, nobody] = [await asked(theirs), await asked(nobodys())];
      expect(another.reply.status, another.reply.text).toBe(nobody.reply.status);
      expect(another.reply.status, another.reply.text).toBeLessThan(500);
      expect(leaks(another.reply, another.said)).toEqual([]);
      if (!made.includes(id)) {
        expect(another.text).toBe(nobody.text);
        expect(another.reply.status).toBeGreaterThanOrEqual(400);
      }
      expect(await state()).toBe(before);
    },
  );
}

const walls: Record<string, Walls> = {
  'with both walls': { predicates: true, rowSecurity: true },
  'with row security alone': { predicates: false, rowSecurity: true },
  'with predicates alone': { predicates: true, rowSecurity: false },
};

describe.each(Object.entries(walls))('%s', (_name, standing) => {
  let only: Awaited<ReturnType<typeof onlyWalls>>;
  beforeAll(async () => {
    only = await onlyWalls(pool, standing);
  });
  afterAll(async () => {
    await only.rebuild();
    expect(only.tables).toBeGreaterThan(20);
    if (!standing.predicates) expect(only.taken()).toBeGreaterThan(100);
  });
  describe.each(named)('%s', asksForAnothers);
});

test('with neither wall the other workspace is read, so that it is the walls that were tried', async () => {
  const sessions = () => ask('GET', '/v1/sessions', { token: acme.admin });
  const only = await onlyWalls(pool, { predicates: false, rowSecurity: false });
  try {
    expect((await sessions()).text).toContain('globexword');
  } finally {
    await only.rebuild();
  }
  expect((await sessions()).text).not.toContain('globexword');
});

test('the same record and the same mail are two leads, each told of to its own workspace', async () => {
  const [ours, others] = [await read(acme, hubspot('1')), await read(globex, hubspot('1'))];
  expect([ours.status, others.status]).toEqual([200, 200]);
  expect(leaks(ours)).toEqual([]);
  expect(ours.text).toContain('acmeword');
  expect(others.text).not.toContain('acmeword');
  const who = await ask('GET', '/v1/session', { token: acme.rep });
  expect(session.parse(who.body).workspace.id).toBe(acme.id);
});
