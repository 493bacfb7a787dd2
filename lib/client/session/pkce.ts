/** What the browser makes before it asks the workspace's provider, and how it reads what comes back. */
import type { SignInMethods } from '../../contract/sign-in.ts';

/** Made anew for each sign-in and kept in memory only (RFC 7636; OpenID Connect Core 3.1.2.1). */
export type Secrets = { codeVerifier: string; state: string; nonce: string };

const base64Url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** 256 random bits, 43 characters: the length RFC 7636 section 4.1 recommends for a verifier. */
const secret = () => base64Url(crypto.getRandomValues(new Uint8Array(32)));

export const makeSecrets = (): Secrets => ({ codeVerifier: secret(), state: secret(), nonce: secret() });

/** The `S256` challenge of a verifier. */
export async function challengeOf(codeVerifier: string): Promise<string> {
  return base64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(codeVerifier))));
}

type Oidc = NonNullable<SignInMethods['oidc']>;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** The page of the provider to open, or null where it is not https (plain http on this computer alone). */
export async function authorizationUrl(oidc: Oidc, redirectUri: string, secrets: Secrets): Promise<string | null> {
  const url = new URL(oidc.authorizationEndpoint);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) return null;
  const asked = {
    response_type: 'code',
    client_id: oidc.clientId,
    redirect_uri: redirectUri,
    scope: oidc.scope,
    state: secrets.state,
    nonce: secrets.nonce,
    code_challenge: await challengeOf(secrets.codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
  return url.href;
}

/** The code, or the one sentence why there is none. `address` is where the provider sent the browser back to. */
export function codeFrom(
  address: string,
  { redirectUri, state, issuer }: { redirectUri: string; state: string; issuer: string },
): { code: string } | { problem: string } {
  const strange = { problem: 'The answer does not belong to this sign-in: start again.' };
  if (!URL.canParse(address) || !address.startsWith(redirectUri)) return strange;
  const given = new URL(address).searchParams;
  if (given.get('state') !== state) return strange;
  // Another provider's answer, mixed up with this one's (RFC 9207); not every provider names itself.
  if ((given.get('iss') ?? issuer) !== issuer) return strange;
  const error = given.get('error');
  if (error === 'access_denied') return { problem: `${hostOf(issuer)} did not let you in${said(given)}. Ask your admin.` };
  if (error !== null) return { problem: `${hostOf(issuer)} refused to sign you in (${error})${said(given)}. Tell your admin.` };
  const code = given.get('code');
  return code === null || code === '' ? strange : { code };
}

export const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : address);

const longestSaid = 200;
function said(given: URLSearchParams): string {
  const text = (given.get('error_description') ?? '').trim().replace(/\.$/, '');
  return text === '' ? '' : `: ${text.slice(0, longestSaid)}`;
}
