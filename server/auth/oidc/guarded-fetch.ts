import type { CustomFetch } from 'openid-client';
import { BlockedAddress, guardedRequest, isLoopback } from '../../connectors/guarded-request.ts';

/** A provider's metadata and keys are a few kilobytes. */
const mostBytes = 512 * 1024;

/** On this machine, where `http` is enough: a provider under test, or one behind the same proxy. */
export const onLoopback = ({ protocol, hostname }: URL): boolean =>
  protocol === 'http:' && /^(localhost|127\.0\.0\.1|\[::1\])$/.test(hostname);

/**
 * `fetch` for what a provider's metadata names. Its addresses are the provider's word, so they may lead to no metadata service, and to this
 * machine only where the issuer itself is on it.
 */
export function guardedFetch(issuer: URL): CustomFetch {
  const local = onLoopback(issuer);
  return async (address, { method, headers, body, signal }) => {
    const url = new URL(address);
    if (url.protocol !== 'https:' && !(local && onLoopback(url))) throw new BlockedAddress('Only https is allowed');
    const answer = await guardedRequest(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers,
      body: body instanceof URLSearchParams ? body.toString() : typeof body === 'string' ? body : null,
      signal: signal ?? AbortSignal.timeout(10_000),
      mostBytes,
      allowed: (found) => isLoopback(found) === local,
    });
    const told = Object.entries(answer.headers).flatMap(([name, value]): [string, string][] =>
      value === undefined ? [] : [[name, String(value)]],
    );
    return new Response([204, 205, 304].includes(answer.status) ? null : answer.body, { status: answer.status, headers: told });
  };
}
