import { lookup as resolve } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export type GuardedAnswer = { status: number; headers: http.IncomingHttpHeaders; body: string };

/** Where no webhook lives: link-local (with it every cloud's metadata service), multicast, "this network", the unspecified. */
const closed = new BlockList();
closed.addSubnet('0.0.0.0', 8);
closed.addSubnet('169.254.0.0', 16);
closed.addSubnet('224.0.0.0', 4);
closed.addSubnet('240.0.0.0', 4);
closed.addAddress('100.100.100.200');
closed.addAddress('192.0.0.192');
closed.addAddress('::', 'ipv6');
closed.addSubnet('fe80::', 10, 'ipv6');
closed.addSubnet('ff00::', 8, 'ipv6');
closed.addAddress('fd00:ec2::254', 'ipv6');

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** The IPv4 address inside an IPv6 one that only wraps it (mapped, NAT64, 6to4), else the address. */
function unwrapped(address: string): string {
  if (isIP(address) !== 6) return address;
  const { hostname } = new URL(`http://[${address.split('%')[0]}]`);
  const full = expanded(hostname.slice(1, -1));
  const v4 = (high = 0, low = 0) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const first = full.slice(0, 6).join(':');
  if (first === '0:0:0:0:0:65535' || first === '0:0:0:0:0:0')
    return full[6] === 0 && (full[7] ?? 0) <= 1 ? address : v4(full[6], full[7]);
  if (first === '100:65435:0:0:0:0') return v4(full[6], full[7]);
  return full[0] === 0x2002 ? v4(full[1], full[2]) : address;
}

/** The eight groups of an IPv6 address as numbers. */
function expanded(address: string): number[] {
  const [head = '', tail] = address.split('::');
  const groups = (part: string) => (part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16)));
  const [left, right] = [groups(head), groups(tail ?? '')];
  return tail === undefined ? left : [...left, ...Array<number>(8 - left.length - right.length).fill(0), ...right];
}

/** Whether a connection to this address may be made; the name it came from does not matter. */
export function mayReach(address: string): boolean {
  const plain = unwrapped(address);
  return !closed.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
}

export const isLoopback = (address: string): boolean => {
  const plain = unwrapped(address);
  return loopback.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4');
};

export class BlockedAddress extends Error {
  readonly code = 'BLOCKED_ADDRESS';
}

/** Resolves a name at the moment of connecting, so that a name that points elsewhere a second time is judged by where it points. */
const lookupOf =
  (allowed: (address: string) => boolean): LookupFunction =>
  (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, [], 4);
      const open = found.filter(({ address }) => mayReach(address) && allowed(address));
      const [first] = open;
      if (!first || open.length < found.length) return callback(new BlockedAddress('This address is not allowed'), [], 4);
      if (options.all) callback(null, open);
      else callback(null, first.address, first.family);
    });
  };

export type GuardedAsk = {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body: string | null;
  signal: AbortSignal;
  mostBytes: number;
  /** Asked of every address beside `mayReach`. */
  allowed?: (address: string) => boolean;
};

/**
 * One request that follows no redirect, reads at most `mostBytes` of the answer, ends with the signal, and makes no connection to
 * a link-local or metadata address, however it is spelt. Rejects with `code` of the network's error, `BLOCKED_ADDRESS` or the abort.
 */
export function guardedRequest(url: URL, asking: GuardedAsk): Promise<GuardedAnswer> {
  const { method, headers, body, signal, mostBytes, allowed = () => true } = asking;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !(mayReach(host) && allowed(host)))
    return Promise.reject(new BlockedAddress('This address is not allowed'));
  return new Promise((done, fail) => {
    const { request } = url.protocol === 'https:' ? https : http;
    const asked = request(url, {
      method,
      headers: body === null ? headers : { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      signal,
      lookup: lookupOf(allowed),
      agent: false,
    });
    asked.on('error', fail);
    asked.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const end = () =>
        done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString('utf8') });
      answer.on('error', fail);
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
        if (size <= mostBytes) return chunks.push(chunk);
        // Longer than anything we would believe: the rest is not read.
        asked.destroy();
        return end();
      });
      answer.on('end', end);
    });
    asked.end(body ?? undefined);
  });
}

/** `guardedRequest` as a POST. */
export const guardedPost = (url: URL, asking: Omit<GuardedAsk, 'method' | 'body'> & { body: string }): Promise<GuardedAnswer> =>
  guardedRequest(url, { ...asking, method: 'POST' });
