import { ClientError, ResponseBodyError } from 'openid-client';
import { ApiError } from '../../routes/api-error.ts';
import { codeOf, StartupError } from '../../startup-error.ts';
import { refusedBecause } from './person.ts';

/** An error and what caused it, outermost first. */
function chain(error: unknown): unknown[] {
  const found: unknown[] = [];
  for (let at = error; typeof at === 'object' && at !== null && found.length < 8; at = Reflect.get(at, 'cause')) found.push(at);
  return found;
}

const down = () => new ApiError('unavailable', { message: 'The sign-in provider does not answer right now.', retryAfter: 10 });

/** How far apart the clocks are; `iat` in seconds is the provider's, `now` in ms ours. */
export function clocksApart(iat: number, now: number): ApiError {
  const minutes = Math.round(Math.abs(iat * 1000 - now) / 60_000);
  const apart = minutes >= 120 ? `${Math.round(minutes / 60)} hours` : `${minutes} minutes`;
  return refusedBecause(
    `The clocks of the sign-in provider and of this server are ${apart} apart. Ask an admin to set the one that is wrong.`,
  );
}

const byClaim: Readonly<Record<string, string>> = {
  aud: 'The sign-in provider made this sign-in for another application. Ask an admin to check the client id.',
  azp: 'The sign-in provider made this sign-in for another application. Ask an admin to check the client id.',
  nonce: 'This sign-in was not begun in this browser.',
  iss: 'This sign-in comes from another provider than the one of the workspace.',
};

function ofBody({ error, status }: ResponseBodyError): ApiError {
  if (status >= 500 || error === 'server_error' || error === 'temporarily_unavailable') return down();
  if (error === 'invalid_grant') return refusedBecause('This sign-in took too long, or was used before.');
  if (error === 'invalid_client' || error === 'unauthorized_client')
    return refusedBecause(
      'The sign-in provider does not accept this server. Ask an admin to check the client id and its secret.',
    );
  return refusedBecause(`The sign-in provider refused (${error.replaceAll(/[^a-z_]/g, '').slice(0, 40)}).`);
}

/** Whatever went wrong with a provider, as the one sentence for whoever wanted to sign in. */
export function asRefusal(error: unknown, now: number): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof StartupError) return refusedBecause(error.message);
  const all = chain(error);
  const body = all.find((one) => one instanceof ResponseBodyError);
  if (body) return ofBody(body);
  const codes = all.map((one) => codeOf(one));
  const facts = all.find((one) => typeof Reflect.get(one as object, 'claim') === 'string') as
    | { claim: string; claims?: { iat?: unknown } }
    | undefined;
  if (codes.includes('BLOCKED_ADDRESS') || codes.includes('OAUTH_HTTP_REQUEST_FORBIDDEN'))
    return refusedBecause('The address of the sign-in provider is not allowed. Ask an admin to check it.');
  if (codes.includes('OAUTH_JWT_TIMESTAMP_CHECK_FAILED')) return clocksApart(Number(facts?.claims?.iat ?? 0), now);
  if (codes.includes('OAUTH_JWT_CLAIM_COMPARISON_FAILED'))
    return refusedBecause(byClaim[facts?.claim ?? ''] ?? 'What the sign-in provider says does not fit this sign-in.');
  const answered = all.find((one) => one instanceof Response);
  if (answered) return answered.status >= 500 || answered.status === 429 ? down() : odd();
  const signature = codes.some((code) => code === 'OAUTH_KEY_SELECTION_FAILED') || all.some(unsigned);
  if (signature) return refusedBecause('This sign-in is not signed by the provider of the workspace.');
  const understood = error instanceof ClientError && error.code?.startsWith('OAUTH_') && error.code !== 'OAUTH_TIMEOUT';
  return understood ? odd() : down();
}

const unsigned = (one: unknown) => one instanceof Error && /signature verification failed/i.test(one.message);

const odd = () =>
  refusedBecause('The sign-in provider does not answer as an OpenID Connect provider does. Ask an admin to check its address.');
