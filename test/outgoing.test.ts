import 'fake-indexeddb/auto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { openSignIn } from '../entrypoints/options/sign-in.ts';
import { type Api, createApi } from '../lib/client/api.ts';
import { type Connection, saveConnection } from '../lib/client/connection.ts';
import { openCopies } from '../lib/client/copies.ts';
import { headStart } from '../lib/client/head-start.ts';
import { listen } from '../lib/client/live.ts';
import { firefoxKinds, type Outgoing, outgoing } from '../lib/client/outgoing.ts';
import { connectionOf, createSignInApi, endSession, type SignInApi } from '../lib/client/session/sign-in-api.ts';
import { signIn } from '../lib/client/sign-in.ts';
import { createWriteBackApi, type WriteBackApi } from '../lib/client/write-back.ts';
import { connectionKey, discardJob, setConnection } from '../lib/contract/connection.ts';
import { operation } from '../lib/contract/disposition.ts';
import { recordRef } from '../lib/contract/record.ts';
import { linkRequest } from '../lib/contract/routes.ts';
import { oidcSignIn, pairSignIn } from '../lib/contract/sign-in.ts';
import { differences, recorder, type Sent, sentBy } from './outgoing/recorder.ts';
import { samplesOf } from './outgoing/samples.ts';
import { permissions } from './privacy/manifest.ts';
import { privacyPage } from './privacy/page.ts';
import { sources } from './sources.ts';

const origins = { api: 'https://leadside.acme.test', provider: 'https://login.acme.test' };
const target = { apiUrl: origins.api, token: 'a-token' };
const uuid = '6f0d2a52-54a5-4d0b-9a57-2f1f6e0f7c01';
const workspace = { id: uuid, name: 'Acme' };
const oidc = {
  issuer: origins.provider,
  clientId: 'leadside',
  authorizationEndpoint: `${origins.provider}/auth`,
  scope: 'openid email profile',
};

const { sent, fetch } = recorder();
const back = 'https://abc.chromiumapp.org/';
vi.mock('wxt/browser', () => ({
  browser: {
    identity: {
      getRedirectURL: () => back,
      launchWebAuthFlow: async ({ url }: { url: string }) => {
        sent.push(sentBy(url, 'GET', undefined, undefined));
        return `${back}?code=given&state=${new URL(url).searchParams.get('state')}`;
      },
    },
  },
}));

/** Any sentence or value will do; what matters is what was sent. */
const each = async <T>(values: readonly T[], ask: (value: T) => Promise<unknown>) => {
  for (const value of values) await ask(value);
};

/** Every function there is, with every kind of input it takes. */
const ofApi = (api: Api): Record<keyof Api, () => Promise<unknown>> => ({
  session: () => api.session(),
  context: () => each(samplesOf(recordRef), (ref) => each([null, '"etag"'], (etag) => api.context(ref, etag))),
  send: () => each(samplesOf(operation), (one) => api.send(one)),
  deliverAgain: () => api.deliverAgain(uuid),
  link: () => each(samplesOf(linkRequest), (one) => api.link(one)),
});
const ofWriteBack = (api: WriteBackApi): Record<keyof WriteBackApi, () => Promise<unknown>> => ({
  connections: () => api.connections(),
  set: () => each(samplesOf(setConnection), (one) => api.set(one)),
  setState: () => each(samplesOf(connectionKey), (key) => each(['on', 'paused'] as const, (state) => api.setState(key, state))),
  test: () => each(samplesOf(connectionKey), (key) => api.test(key)),
  remove: () => each(samplesOf(connectionKey), (key) => api.remove(key)),
  parked: () => api.parked(),
  replay: () => api.replay(uuid),
  discard: () => each(samplesOf(discardJob), ({ reason }) => api.discard(uuid, reason)),
});
const ofSignIn = (api: SignInApi): Record<keyof SignInApi, () => Promise<unknown>> => ({
  methods: () => api.methods(uuid),
  oidc: () => each(samplesOf(oidcSignIn), (one) => api.oidc(one)),
  pair: () => each(samplesOf(pairSignIn), (one) => api.pair(one)),
});

/** A session whose access token is old, so that the next request renews it first. */
const connected = (): Promise<Connection> =>
  connectionOf(
    origins.api,
    {
      accessToken: 'access',
      expiresIn: 600,
      refreshToken: 'refresh-token-of-a-session',
      endsAt: '2026-12-27T00:00:00.000Z',
      session: {
        workspace,
        role: 'rep',
        person: { name: 'Dana', email: null },
        expiresAt: null,
        server: { version: '1', contract: 1 },
      },
    },
    0,
  );

beforeAll(async () => {
  const memory = new Map<string, unknown>();
  vi.stubGlobal('fetch', fetch);
  vi.stubGlobal('navigator', { onLine: true, locks: { request: (_name: string, job: () => unknown) => job() } });
  const copies = openCopies({
    get: async (keys) => Object.fromEntries(keys.map((key) => [key, memory.get(key)])),
    set: async () => undefined,
    remove: async () => undefined,
  });
  const groups = [ofApi(createApi(target)), ofWriteBack(createWriteBackApi(target)), ofSignIn(createSignInApi(origins.api))];
  for (const group of groups) for (const ask of Object.values(group)) await ask();
  await listen(target, new AbortController().signal, () => undefined);
  await signIn(origins.api, 'a-token');
  const connection = await connected();
  await saveConnection(connection);
  await headStart(async () => connection, copies).begin({ crm: 'hubspot', account: '1', object: 'contact', id: '7' }).reply;
  await createApi(connection).session();
  await endSession(connection);
  const unused = { copies, news: { tell: () => undefined, close: () => undefined }, send: () => undefined };
  await openSignIn({ ...unused, parts: {} as never }).signInWith(origins.api, { workspace, oidc });
});
afterAll(() => vi.unstubAllGlobals());

describe('what leaves the browser is what is listed', () => {
  test('nothing is sent that is not listed, and nothing listed is never sent', () => {
    expect(sent.length).toBeGreaterThan(outgoing.length);
    expect(differences(outgoing, origins, sent)).toEqual([]);
  });

  test('every part of an address that differs is listed, and no request is listed twice', () => {
    for (const { path, parts } of outgoing)
      expect(Object.keys(parts)).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    const all = outgoing.map(({ to, method, path }) => `${to} ${method} ${path}`);
    expect(new Set(all).size).toBe(all.length);
  });

  const [first] = outgoing as [Outgoing, ...Outgoing[]];
  const fine: Sent = {
    origin: origins.api,
    method: 'GET',
    path: first.path,
    headers: Object.keys(first.headers),
    query: ['workspace'],
    body: [],
  };
  test.each([
    ['another origin', { origin: 'https://elsewhere.test' }],
    ['another path', { path: '/v1/telemetry' }],
    ['one more header', { headers: [...fine.headers, 'cookie'] }],
    ['one more query', { query: ['workspace', 'token'] }],
    ['a nested field of a body', { body: ['page.url'] }],
    ['one header less', { headers: ['accept'] }],
  ])('%s is noticed', (_what, change) => {
    expect(differences([first], origins, [fine])).toEqual([]);
    expect(differences([first], origins, [{ ...fine, ...change }])).not.toEqual([]);
  });
});

/** Ways out of a browser, and the files that may take each. What loads or links an address is held by the house. */
const ways: readonly [RegExp, readonly string[]][] = [
  [/\bfetch\s*\(|\bfetch\b(?=[,;)])/, ['lib/client/exchange.ts', 'lib/client/live.ts']],
  [/\blaunchWebAuthFlow\b/, ['entrypoints/options/sign-in.ts']],
  [/\bXMLHttpRequest\b|\bsendBeacon\b|\bWebSocket\b|\bWebTransport\b|\bRTCPeerConnection\b|\bnew EventSource\b/, []],
  [/\bsetUninstallURL\b|\bsendNativeMessage\b|\bconnectNative\b|\bdownloads\.|\btabs\.create\b|\bstorage\.sync\b/, []],
  [
    /import[^;]*\b(?:exchange|exchangeSignedIn)\b[^;]*from\b/,
    ['api', 'head-start', 'write-back', 'session/exchange-signed-in', 'session/renew', 'session/sign-in-api'].map(
      (name) => `lib/client/${name}.ts`,
    ),
  ],
];
test('nothing else in the extension sends', () => {
  const product = sources('lib', 'components', 'entrypoints').filter((path) => !/\.test\.|\/testing\//.test(path));
  const texts = product.map((path) => [path, readFileSync(path, 'utf8').replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')] as const);
  expect(texts.length).toBeGreaterThan(100);
  for (const [way, allowed] of ways)
    expect(texts.flatMap(([path, source]) => (way.test(source) ? [path] : [])).sort(), String(way)).toEqual([...allowed].sort());
});

test('Firefox is told of every kind of data, and of no other', () => {
  const manifest = JSON.parse(readFileSync('test/artefact/manifest.firefox.json', 'utf8'));
  expect(manifest.browser_specific_settings.gecko.data_collection_permissions).toEqual({ required: firefoxKinds() });
});

test('PRIVACY.md is what the list gives', () => {
  expect(readFileSync('PRIVACY.md', 'utf8'), 'npm run privacy writes it anew').toBe(privacyPage(permissions()));
});

test('a permission without a reason is no page', () => {
  expect(() => privacyPage([...permissions(), 'cookies'])).toThrow('cookies');
});
