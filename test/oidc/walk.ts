import { createHash, randomBytes } from 'node:crypto';

const secret = () => randomBytes(32).toString('base64url');

/** What a browser holds after it was sent back from the provider, as `POST /v1/sign-in/oidc` wants it, but for the workspace. */
export type Walked = { code: string; codeVerifier: string; nonce: string; redirectUri: string };

/** Goes through the provider's pages as a browser does: asks, picks a person, is sent back with a code. */
export async function walk(
  issuer: string,
  { person, clientId, redirectUri }: { person: string; clientId: string; redirectUri: string },
): Promise<Walked> {
  const [codeVerifier, nonce, state] = [secret(), secret(), secret()];
  const cookies = new Map<string, string>();
  const go = async (address: string, form?: URLSearchParams): Promise<string> => {
    const answer = await fetch(new URL(address, issuer), {
      redirect: 'manual',
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { method: 'POST', body: form } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get('location');
    if (next === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
    return next;
  };
  const question = new URLSearchParams({
    client_id: clientId,
    response_type: 'code',
    scope: 'openid email profile',
    redirect_uri: redirectUri,
    nonce,
    state,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const interaction = await go(`/auth?${question}`);
  const resumed = await go(interaction, new URLSearchParams({ person }));
  const back = new URL(await go(resumed));
  if (back.searchParams.get('state') !== state) throw new Error(`Sent back without the state: ${back.href}`);
  return { code: back.searchParams.get('code') ?? '', codeVerifier, nonce, redirectUri };
}
