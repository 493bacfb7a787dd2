// Long because everything a provider may say or do wrong is asked of one provider.
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { errorBody } from '../../lib/contract/errors.ts';
import { paths } from '../../lib/contract/routes.ts';
import { type SignedIn, signedIn, signInMethods } from '../../lib/contract/sign-in.ts';
import { type Claims, startProvider, type TestProvider } from '../../test/oidc/provider.ts';
import { walk } from '../../test/oidc/walk.ts';
import { keyringFor } from '../connections/keyring.ts';
import { fileApp, type TestWorkspace } from '../routes/testing/harness.ts';
import { type SignInProvider, setProvider } from './oidc/provider-store.ts';

const { ask: send, workspace, pool, clock } = await fileApp();
/** A test each, so that one does not use up what another may do. */
let from = 0;
const ask: typeof send = (method, path, more) => send(method, path, { ...more, from: `192.0.2.${from}` });
const keyring = keyringFor({ keys: [Buffer.alloc(32, 7)], folder: null });
const redirectUri = 'https://abcdefghijklmnop.chromiumapp.org/';
const clientSecret = randomBytes(24).toString('base64url');

let provider: TestProvider;
let acme: TestWorkspace;

const rules = (): SignInProvider => ({
  issuer: provider.issuer,
  clientId: 'leadside',
  secret: null,
  domains: ['acme.test'],
  roleClaim: 'groups',
  roleMap: { Bosses: 'admin', Growth: 'marketer' },
  defaultRole: 'rep',
  vouched: false,
});
const set = (changes: Partial<SignInProvider> = {}) => setProvider(pool, keyring, acme.id, { ...rules(), ...changes }, clock.now);

beforeAll(async () => {
  provider = await startProvider({
    people: [
      { id: 'ana', name: 'Ana Ruiz', email: 'Ana@Acme.test', verified: true },
      { id: 'mo', name: 'Mo', email: 'mo@acme.test', verified: true, groups: ['Growth', 'Bosses', '__proto__'] },
      { id: 'new', name: 'New', email: 'new@acme.test', verified: false },
      // As Microsoft Entra ID tells of people.
      { id: 'ent', name: 'Ent', email: 'ent@acme.test' },
      { id: 'eve', name: 'Eve', email: 'eve@acme.test.evil.test', verified: true },
    ],
    clients: [
      { id: 'leadside', redirectUris: [redirectUri] },
      { id: 'private', secret: clientSecret, redirectUris: [redirectUri] },
    ],
  });
  acme = await workspace();
});
afterAll(() => provider.close());
beforeEach(async () => {
  provider.tamper = null;
  provider.forge = false;
  from += 1;
  clock.now = Date.now();
  await set();
});

const come = (person: string, clientId = 'leadside') => walk(provider.issuer, { person, clientId, redirectUri });
const post = (body: object, to = acme.id) => ask('POST', paths.signInOidc, { body: { workspace: to, ...body } });
async function refused(body: object): Promise<string> {
  const reply = await post(body);
  const { code, message } = errorBody.parse(reply.body).error;
  expect([code, reply.status], reply.text).toEqual(['sign_in_refused', 403]);
  return message;
}

test('a workspace says how one signs in, and one without a provider offers codes only', async () => {
  const { workspace: of, oidc } = signInMethods.parse((await ask('GET', `${paths.signIn}?workspace=${acme.id}`)).body);
  expect(of).toEqual({ id: acme.id, name: 'Acme' });
  expect(oidc).toMatchObject({ issuer: provider.issuer, clientId: 'leadside', scope: 'openid email profile' });
  expect(oidc?.authorizationEndpoint).toBe(`${provider.issuer}/auth`);
  const other = await workspace('Other');
  expect((await ask('GET', `${paths.signIn}?workspace=${other.id}`)).body).toMatchObject({ oidc: null });
  expect((await ask('GET', `${paths.signIn}?workspace=${acme.id.replace(/^.{8}/, '00000000')}`)).status).toBe(404);
  expect((await ask('GET', `${paths.signIn}?workspace=1`)).status).toBe(400);
});

test('a person signs in, and the tokens speak for the person', async () => {
  const reply = await post(await come('ana'));
  const got = signedIn.parse(reply.body);
  expect(got).toMatchObject({ expiresIn: 900, session: { role: 'rep', person: { name: 'Ana Ruiz', email: 'Ana@Acme.test' } } });
  expect(reply.headers.get('cache-control')).toBe('no-store');
  const session = await ask('GET', paths.session, { token: got.accessToken });
  expect(session.body).toEqual(got.session);
});

test('the claim map gives the role that may do most', async () => {
  expect(signedIn.parse((await post(await come('mo'))).body).session.role).toBe('admin');
});

test('a client with a secret proves itself, and one with a wrong secret is told so', async () => {
  await set({ clientId: 'private', secret: clientSecret });
  expect((await post(await come('ana', 'private'))).status).toBe(200);
  const { rows } = await pool.query<{ row: string }>('select sign_in_providers::text as row from sign_in_providers');
  for (const { row } of rows) expect(row).not.toContain(Buffer.from(clientSecret).toString('hex'));
  await set({ clientId: 'private', secret: 'wrong' });
  expect(await refused(await come('ana', 'private'))).toMatch(/does not accept this server/);
});

test('an address that is not verified, or of another domain, stays out', async () => {
  expect(await refused(await come('new'))).toMatch(/not verified/);
  expect(await refused(await come('eve'))).toBe('Addresses at acme.test.evil.test may not sign in to this workspace.');
});

test.each<[string, Claims, RegExp | 'in' | 'vouched']>([
  ['Okta, Google and Keycloak: verified', { email_verified: true }, 'in'],
  ['as text', { email_verified: 'true' }, 'in'],
  ['Keycloak before anybody has verified it', { email_verified: false }, /has not verified/],
  ['Entra ID with its optional claim', { xms_edov: true }, 'in'],
  ['the same as a number', { xms_edov: 1 }, 'in'],
  ['Entra ID for a domain that is not the tenant’s', { xms_edov: false }, 'vouched'],
  ['Entra ID as it comes', {}, 'vouched'],
  ['a member of the tenant', { acct: 0 }, 'vouched'],
  ['verified elsewhere, not here', { email_verified: false, xms_edov: true }, /has not verified/],
])('an address: %s', async (_name, claims, outcome) => {
  provider.tamper = (given) => ({ ...given, ...claims });
  if (outcome === 'in') expect((await post(await come('ent'))).status).toBe(200);
  else expect(await refused(await come('ent'))).toMatch(outcome === 'vouched' ? /does not say whether.*--vouch yes/ : outcome);
  await set({ vouched: true });
  if (outcome instanceof RegExp) expect(await refused(await come('ent'))).toMatch(outcome);
  else expect((await post(await come('ent'))).status).toBe(200);
});

test('vouched for are members, not guests', async () => {
  await set({ vouched: true });
  for (const guest of [{ acct: 1 }, { idp: 'https://sts.windows.net/another/' }, { idp: 'live.com' }]) {
    provider.tamper = (given) => ({ ...given, ...guest });
    expect(await refused(await come('ent'))).toMatch(/guests may not/);
  }
  provider.tamper = (given) => ({ ...given, idp: provider.issuer });
  expect((await post(await come('ent'))).status).toBe(200);
});

test('who may sign in is changed: whose session no longer fits signs in again, and nobody else', async () => {
  const enter = async (person: string) => signedIn.parse((await post(await come(person))).body);
  const opens = async (one: SignedIn) => {
    const reply = await ask('POST', paths.signInRefresh, { body: { refreshToken: one.refreshToken } });
    return reply.status === 200 || errorBody.parse(reply.body).error.message;
  };
  await set({ vouched: true, domains: ['acme.test', 'evil.test'] });
  const before = [await enter('ana'), await enter('ent')] as const;
  expect(await set({ vouched: true, domains: ['acme.test', 'more.test'], secret: 'another' })).toBe(0);
  expect(await opens(before[0])).toBe(true);
  expect(await set({ vouched: true, domains: ['more.test'] })).toBe(2);
  expect(await opens(before[0])).toMatch(/^An admin changed who may sign in/);
  await set();
  const ana = await enter('ana');
  expect(await set({ roleMap: { Growth: 'marketer', Bosses: 'admin' } })).toBe(0);
  expect(await opens(ana)).toBe(true);
  expect(await set({ roleMap: { Growth: 'rep', Bosses: 'admin' } })).toBe(1);
  expect(await opens(ana)).toMatch(/^An admin changed who may sign in/);
});

test('a code is good once, for its own time, its own verifier, nonce, client and address', async () => {
  const used = await come('ana');
  expect((await post(used)).status).toBe(200);
  expect(await refused(used)).toMatch(/took too long, or was used/);
  const old = await come('ana');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 61_000 });
  expect(await refused(old)).toMatch(/took too long/);
  vi.useRealTimers();
  const other = await come('ana');
  expect(await refused({ ...(await come('ana')), codeVerifier: other.codeVerifier })).toMatch(/took too long/);
  expect(await refused({ ...(await come('ana')), nonce: other.nonce })).toBe('This sign-in was not begun in this browser.');
  expect(await refused({ ...other, redirectUri: 'https://elsewhere.chromiumapp.org/' })).toMatch(/took too long/);
  expect(await refused(await come('ana', 'private'))).toMatch(/took too long/);
});

const hour = 3600;
const now = () => Math.floor(Date.now() / 1000);
test.each([
  ['a wrong audience', { aud: 'another' }, /another application/],
  ['a second audience', { aud: ['leadside', 'another'] }, /another application/],
  ['a wrong issuer', { iss: 'https://elsewhere.test' }, /another provider/],
  ['another nonce', { nonce: 'n'.repeat(43) }, /not begun in this browser/],
  ['the clock of the provider a day behind', { iat: now() - 24 * hour, exp: now() - 23 * hour }, /are 24 hours apart/],
  ['the clock of the provider a day ahead', { iat: now() + 24 * hour, exp: now() + 25 * hour }, /are 24 hours apart/],
])('%s is refused with a sentence that says so', async (_name, changes, sentence) => {
  provider.tamper = (claims) => ({ ...claims, ...changes });
  expect(await refused(await come('ana'))).toMatch(sentence);
});

test('our own clock a day wrong is said too, and two minutes are borne', async () => {
  clock.now += 24 * hour * 1000;
  expect(await refused(await come('ana'))).toMatch(/are 24 hours apart/);
  clock.now = Date.now() - 110_000;
  from += 1;
  expect((await post(await come('ana'))).status).toBe(200);
});

test('an ID token that the provider did not sign is refused', async () => {
  provider.tamper = (claims) => ({ ...claims, sub: 'ana' });
  expect((await post(await come('ana'))).status).toBe(200);
  provider.forge = true;
  expect(await refused(await come('ana'))).toMatch(/not signed by the provider/);
});

test('a provider that is down is said to be, and to be tried again', async () => {
  const gone = await startProvider({ people: [], clients: [{ id: 'leadside', redirectUris: [redirectUri] }] });
  await gone.close();
  await set({ issuer: gone.issuer });
  for (const reply of [
    await ask('GET', `${paths.signIn}?workspace=${acme.id}`),
    await post({ code: 'c', codeVerifier: 'v'.repeat(43), nonce: 'n'.repeat(43), redirectUri }),
  ]) {
    expect(reply.status, reply.text).toBe(503);
    expect(reply.headers.get('retry-after')).toBe('10');
    expect(errorBody.parse(reply.body).error.message).toMatch(/does not answer/);
  }
});

test('an issuer that names addresses of the machine or of a metadata service reaches neither', async () => {
  for (const issuer of ['https://169.254.169.254', 'https://127.0.0.1:1', 'http://10.0.0.1', 'https://[::ffff:a9fe:a9fe]']) {
    await set({ issuer });
    const reply = await ask('GET', `${paths.signIn}?workspace=${acme.id}`);
    expect([reply.status, errorBody.parse(reply.body).error.message], issuer).toEqual([
      403,
      'The address of the sign-in provider is not allowed. Ask an admin to check it.',
    ]);
  }
});

test('nobody without a provider comes in by one', async () => {
  const other = await workspace('Other');
  const reply = await post(await come('ana'), other.id);
  expect(errorBody.parse(reply.body).error.message).toMatch(/no sign-in provider/);
});
