import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { loginPage } from './login-page.ts';

/** Somebody who can sign in at the provider. */
export type Person = {
  id: string;
  name: string;
  email: string;
  /** `email_verified`; left out where the provider does not say. */
  verified?: boolean;
  groups?: string[];
};

export type Client = {
  id: string;
  /** Left out: a public client. */
  secret?: string;
  redirectUris: string[];
};

export type Claims = Record<string, unknown>;

export type TestProvider = {
  /** `http://127.0.0.1:<port>`. */
  issuer: string;
  people: Person[];
  /** What is done to the claims of an ID token before it is signed anew with the provider's own key. Null: nothing. */
  tamper: ((claims: Claims) => Claims) | null;
  /** Signs tampered ID tokens with a key the provider does not publish. */
  forge: boolean;
  close: () => Promise<void>;
};

const pair = () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * A certified OpenID Connect provider on loopback. Whoever signs in picks a person on its page, by a button with the person's
 * name. Consent is taken as given.
 */
export async function startProvider(given: { people: Person[]; clients: Client[]; port?: number }): Promise<TestProvider> {
  const [own, foreign] = [pair(), pair()];
  const kid = 'provider-key';
  const server = createServer();
  await new Promise<void>((listening) => server.listen(given.port ?? 0, '127.0.0.1', listening));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const running: TestProvider = {
    issuer,
    people: [...given.people],
    tamper: null,
    forge: false,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };

  const provider: Provider = new Provider(issuer, {
    clients: given.clients.map(({ id, secret, redirectUris }) => ({
      client_id: id,
      redirect_uris: redirectUris,
      grant_types: ['authorization_code'],
      response_types: ['code'],
      ...(secret === undefined
        ? { token_endpoint_auth_method: 'none' }
        : { client_secret: secret, token_endpoint_auth_method: 'client_secret_post' }),
    })),
    jwks: { keys: [{ ...own.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name', 'groups'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    ttl: {
      AuthorizationCode: 60,
      IdToken: 3600,
      AccessToken: 600,
      Session: 3600,
      Grant: 3600,
      Interaction: 600,
    },
    async findAccount(_context: unknown, id: string) {
      const person = running.people.find((one) => one.id === id);
      if (!person) return undefined;
      const { name, email, verified, groups = [] } = person;
      return {
        accountId: id,
        claims: () => ({ sub: id, name, email, ...(verified === undefined ? {} : { email_verified: verified }), groups }),
      };
    },
    async loadExistingGrant({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid email profile');
      await grant.save();
      return grant;
    },
  });
  provider.use(async (context, next) => {
    await next();
    const { tamper, forge } = running;
    const body = context.body as { id_token?: string } | null;
    if (tamper === null || context.path !== '/token' || typeof body?.id_token !== 'string') return;
    const claims = JSON.parse(Buffer.from(body.id_token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
    const signed = `${part({ alg: 'RS256', kid, typ: 'JWT' })}.${part(tamper(claims))}`;
    const signature = createSign('RSA-SHA256')
      .update(signed)
      .sign(forge ? foreign : own, 'base64url');
    body.id_token = `${signed}.${signature}`;
  });

  const answer = provider.callback();
  const login = async (request: IncomingMessage, response: ServerResponse) => {
    const { uid } = await provider.interactionDetails(request, response);
    if (request.method !== 'POST') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
      response.end(loginPage(`/interaction/${uid}`, running.people));
      return;
    }
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const accountId = new URLSearchParams(text).get('person') ?? '';
    await provider.interactionFinished(request, response, { login: { accountId } });
  };
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    login(request, response).catch((error: unknown) => {
      response.writeHead(400).end(String(error));
    });
  });
  return running;
}
