import { expect, test } from 'vitest';
import { authorizationUrl, challengeOf, codeFrom, makeSecrets } from './pkce.ts';

test('the challenge is the one of RFC 7636, appendix B', async () => {
  expect(await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
});

test('secrets are long enough for the contract, and never the same twice', () => {
  const made = Array.from({ length: 100 }, makeSecrets).flatMap((one) => Object.values(one));
  expect(new Set(made).size).toBe(300);
  for (const one of made) expect(one).toMatch(/^[A-Za-z0-9_-]{43}$/);
});

const oidc = {
  issuer: 'https://login.example.com',
  clientId: 'leadside',
  authorizationEndpoint: 'https://login.example.com/auth?tenant=7',
  scope: 'openid email profile',
};
const redirectUri = 'https://abc.chromiumapp.org/';

test('the provider is asked for a code, with challenge, state and nonce, and what its address had already', async () => {
  const secrets = makeSecrets();
  const url = new URL((await authorizationUrl(oidc, redirectUri, secrets)) ?? '');
  expect(Object.fromEntries(url.searchParams)).toEqual({
    tenant: '7',
    response_type: 'code',
    client_id: 'leadside',
    redirect_uri: redirectUri,
    scope: 'openid email profile',
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await challengeOf(secrets.codeVerifier),
    code_challenge_method: 'S256',
  });
  expect(url.href).not.toContain(secrets.codeVerifier);
});

test.each(['http://login.example.com/auth', 'javascript:alert(1)', 'data:text/html,x'])('%s is not opened', async (address) => {
  expect(await authorizationUrl({ ...oidc, authorizationEndpoint: address }, redirectUri, makeSecrets())).toBeNull();
});

const asked = { redirectUri, state: 's1', issuer: oidc.issuer };
const strange = { problem: 'The answer does not belong to this sign-in: start again.' };

test('only the answer to this very question gives a code', () => {
  expect(codeFrom(`${redirectUri}?code=c&state=s1`, asked)).toEqual({ code: 'c' });
  expect(codeFrom(`${redirectUri}?code=c&state=s1&iss=${encodeURIComponent(oidc.issuer)}`, asked)).toEqual({ code: 'c' });
  expect(codeFrom(`${redirectUri}?code=c&state=s2`, asked)).toEqual(strange);
  expect(codeFrom(`${redirectUri}?code=c`, asked)).toEqual(strange);
  expect(codeFrom(`${redirectUri}?state=s1`, asked)).toEqual(strange);
  expect(codeFrom(`${redirectUri}?code=c&state=s1&iss=https://other.example`, asked)).toEqual(strange);
  expect(codeFrom('https://evil.example/?code=c&state=s1', asked)).toEqual(strange);
  expect(codeFrom('not an address', asked)).toEqual(strange);
});

test('a refusal says who refused and why', () => {
  expect(codeFrom(`${redirectUri}?error=access_denied&error_description=Not%20in%20the%20group.&state=s1`, asked)).toEqual({
    problem: 'login.example.com did not let you in: Not in the group. Ask your admin.',
  });
  expect(codeFrom(`${redirectUri}?error=invalid_scope&state=s1`, asked)).toEqual({
    problem: 'login.example.com refused to sign you in (invalid_scope). Tell your admin.',
  });
});
