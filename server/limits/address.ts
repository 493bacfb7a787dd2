import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** `::ffff:` before an IPv4 address says only how the socket was opened. */
const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * Whom a limit by address counts against: the address itself, of IPv6 the first 64 bits, since one customer has all of the rest.
 * `proxies` is how many servers of our own stand before this one, each of which adds to `X-Forwarded-For` whom it was called by: what
 * stands before those is the caller's own word and not believed.
 */
export function addressOf(remote: string | undefined, forwarded: string | null, proxies: number): string {
  const hops = (forwarded ?? '').split(',').map((hop) => hop.trim());
  const said = proxies > 0 ? hops.at(-proxies) : undefined;
  const address = said !== undefined && isIP(said) !== 0 ? said : (remote ?? '');
  const plain = mapped.exec(address)?.[1] ?? address;
  if (isIP(plain) !== 6) return plain;
  const { hostname } = new URL(`http://[${plain.split('%')[0]}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':'));
  const left = groups(head);
  const right = groups(tail ?? '');
  const all = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return `${all.slice(0, 4).join(':')}::/64`;
}

/** The request as it comes in, out of what the server hands over beside it; none in a test without a server. */
export function incomingOf(env: unknown): IncomingMessage | undefined {
  return (env as { incoming?: IncomingMessage } | undefined)?.incoming;
}
