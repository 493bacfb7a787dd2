import * as oidc from 'openid-client';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import type { OidcSignIn, SignInMethods } from '../../../lib/contract/sign-in.ts';
import type { Keyring } from '../../connections/keyring.ts';
import { errorForLog } from '../../log.ts';
import { ApiError } from '../../routes/api-error.ts';
import type { SignedInPerson } from '../sessions.ts';
import { guardedFetch, onLoopback } from './guarded-fetch.ts';
import { type Claims, personOf } from './person.ts';
import { findProvider, type SignInProvider, secretOfProvider } from './provider-store.ts';
import { asRefusal, clocksApart } from './refusal.ts';

/** How far the provider's clock and ours may be apart, in seconds. */
export const toleranceSeconds = 120;
const scope = 'openid email profile';
/** How long what a provider says of itself is believed, in ms; a failure only so long that a crowd asks once. */
const believedMs = 10 * 60_000;
const failedMs = 3_000;
const timeoutSeconds = 8;

export type Providers = {
  /** Throws `not_found` for an unknown workspace, `unavailable` while its provider does not answer. */
  methods: (workspaceId: string) => Promise<SignInMethods>;
  /** Who came back from the provider with this code. Throws `sign_in_refused` with why, or `unavailable`. */
  exchange: (wanted: OidcSignIn) => Promise<SignedInPerson>;
};

type Deps = { pool: Pool; keyring: Keyring; log: Logger; now: () => number };

/** What talks to the providers of workspaces. Remembers what each says of itself. */
export function providersFor({ pool, keyring, log, now }: Deps): Providers {
  const known = new Map<string, { until: number; metadata: Promise<oidc.ServerMetadata> }>();

  const discover = async (issuer: string): Promise<oidc.ServerMetadata> => {
    const url = new URL(issuer);
    const found = await oidc.discovery(url, 'leadside', undefined, oidc.None(), {
      [oidc.customFetch]: guardedFetch(url),
      timeout: timeoutSeconds,
      execute: onLoopback(url) ? [oidc.allowInsecureRequests] : [],
    });
    return found.serverMetadata();
  };

  const metadataOf = (issuer: string): Promise<oidc.ServerMetadata> => {
    const entry = known.get(issuer);
    if (entry && entry.until > now()) return entry.metadata;
    const fresh = { until: now() + believedMs, metadata: discover(issuer) };
    known.set(issuer, fresh);
    fresh.metadata.catch(() => {
      fresh.until = now() + failedMs;
    });
    return fresh.metadata;
  };

  const providerOf = async (workspaceId: string) => {
    const found = await findProvider(pool, workspaceId);
    if (!found) throw new ApiError('not_found', { message: 'There is no such workspace; check the id your admin gave you.' });
    return found;
  };

  /** What a provider does wrong is the admin's to mend, so it is in the log too: without a token, and without whose it was. */
  const judged = async <T>(workspaceId: string, work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      const refusal = asRefusal(error, now());
      log.warn({ workspaceId, code: refusal.code, error: errorForLog(error) }, 'a sign-in did not come about');
      throw refusal;
    }
  };

  const clientOf = (metadata: oidc.ServerMetadata, provider: Pick<SignInProvider, 'issuer' | 'clientId' | 'secret'>) => {
    const { issuer, clientId, secret } = provider;
    const ways = metadata.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    const proof =
      secret === null
        ? oidc.None()
        : ways.includes('client_secret_post')
          ? oidc.ClientSecretPost(secret)
          : oidc.ClientSecretBasic(secret);
    const config = new oidc.Configuration(
      metadata,
      clientId,
      // The provider is judged by the server's clock, which a test sets.
      { [oidc.clockSkew]: Math.round((now() - Date.now()) / 1000), [oidc.clockTolerance]: toleranceSeconds },
      proof,
    );
    const url = new URL(issuer);
    config[oidc.customFetch] = guardedFetch(url);
    config.timeout = timeoutSeconds;
    if (onLoopback(url)) oidc.allowInsecureRequests(config);
    // The signature is checked although TLS alone would do.
    oidc.enableNonRepudiationChecks(config);
    return config;
  };

  const claimsOf = async (config: oidc.Configuration, wanted: OidcSignIn): Promise<Claims> => {
    const { code, codeVerifier, nonce, redirectUri } = wanted;
    const back = new URL(redirectUri);
    back.search = '';
    back.searchParams.set('code', code);
    // A workspace has one provider, so no other can have sent the code (RFC 9207 is about several), and the browser has checked the state.
    const { issuer, authorization_response_iss_parameter_supported: saysIssuer } = config.serverMetadata();
    if (saysIssuer) back.searchParams.set('iss', issuer);
    const tokens = await oidc.authorizationCodeGrant(config, back, {
      pkceCodeVerifier: codeVerifier,
      expectedNonce: nonce,
      expectedState: oidc.skipStateCheck,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('An ID token was expected');
    // Just made: one from long ago or from ahead means that a clock is wrong, even where its end has not come.
    if (Math.abs(claims.iat * 1000 - now()) > toleranceSeconds * 1000) throw clocksApart(claims.iat, now());
    if (claims.email !== undefined && claims.email_verified !== undefined) return claims;
    if (config.serverMetadata().userinfo_endpoint === undefined) return claims;
    // The address and whether it is verified have to come from one place.
    return { ...claims, ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)) };
  };

  return {
    async methods(workspaceId) {
      const { name, provider } = await providerOf(workspaceId);
      const workspace = { id: workspaceId, name };
      if (provider === null) return { workspace, oidc: null };
      const { issuer, clientId } = provider;
      const { authorization_endpoint: authorizationEndpoint } = await judged(workspaceId, metadataOf(issuer));
      if (authorizationEndpoint === undefined)
        throw new ApiError('sign_in_refused', { message: 'The sign-in provider names no address to sign in at.' });
      return { workspace, oidc: { issuer, clientId, authorizationEndpoint, scope } };
    },
    async exchange(wanted) {
      const { workspace: workspaceId } = wanted;
      const { provider } = await providerOf(workspaceId);
      if (provider === null)
        throw new ApiError('sign_in_refused', { message: 'This workspace has no sign-in provider; ask an admin for a code.' });
      const { sealed, ...rules } = provider;
      return judged(
        workspaceId,
        (async () => {
          const secret = await secretOfProvider(keyring, workspaceId, sealed);
          const config = clientOf(await metadataOf(rules.issuer), { ...rules, secret });
          return personOf(await claimsOf(config, wanted), rules);
        })(),
      );
    },
  };
}
