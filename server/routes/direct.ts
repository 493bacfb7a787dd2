import type { IncomingMessage, ServerResponse } from 'node:http';
import { headers as names, paths } from '../../lib/contract/routes.ts';
import type { Reply } from './reply.ts';
import type { Asked, HeaderOf } from './route.ts';

/** A plain read of a context, taken from `node:http` as it came. */
export type DirectRead = { header: HeaderOf; params: Asked['params'] };

/**
 * The address of a record whose parts need no tidying: no query, no dot segments in any spelling, nothing that `new URL` would
 * write differently. `%` only as the escapes `encodeURIComponent` writes.
 */
const part = "((?:[\\w~!$'()*:@-]|%[\\dA-F]{2})(?:[\\w~!$'()*:@.-]|%[\\dA-F]{2})*)";
const address = new RegExp(`^${paths.context}/([a-z]+)/${part}/([a-z]+)/${part}$`);
const spelledDot = '%2E';
/** A host that `new URL` takes as it stands. */
const host = /^(?:[a-z0-9._-]+(?::(?:[1-5]\d{3,4}|[6-9]\d{3}))?|(?:localhost|127\.0\.0\.1):6[0-4]\d{3})$/;

/**
 * The one request every opened record waits for, read without building a `Request`. Null for whatever is unusual about it
 * (another method, a body, a header said twice, an address that wants tidying): the router takes those.
 */
export function directRead({ method, url, rawHeaders, httpVersionMinor }: IncomingMessage): DirectRead | null {
  if (method !== 'GET' || url === undefined || httpVersionMinor !== 1) return null;
  const match = address.exec(url);
  if (match === null) return null;
  const header = headersIn(rawHeaders);
  if (header === null) return null;
  const [, crm = '', account = '', object = '', id = ''] = match;
  if (!url.includes('%')) return { header, params: { crm, account, object, id } };
  if (url.includes(spelledDot)) return null;
  try {
    return { header, params: { crm, account: decodeURIComponent(account), object, id: decodeURIComponent(id) } };
  } catch {
    return null;
  }
}

/** The few headers a read looks at; null when one of them is said twice, or when one says that more than a read is wanted. */
function headersIn(raw: readonly string[]): HeaderOf | null {
  let authorization: string | null = null;
  let origin: string | null = null;
  let known: string | null = null;
  let contract: string | null = null;
  let forwarded: string | null = null;
  let hosts = 0;
  for (let index = 0; index < raw.length; index += 2) {
    const value = raw[index + 1] ?? '';
    switch (raw[index]?.toLowerCase()) {
      case 'host':
        if (!host.test(value)) return null;
        hosts += 1;
        break;
      case 'authorization':
        if (authorization !== null) return null;
        authorization = value;
        break;
      case 'origin':
        if (origin !== null) return null;
        origin = value;
        break;
      case 'if-none-match':
        if (known !== null) return null;
        known = value;
        break;
      case names.contract:
        if (contract !== null) return null;
        contract = value;
        break;
      case 'x-forwarded-for':
        if (forwarded !== null) return null;
        forwarded = value;
        break;
      case 'content-length':
      case 'transfer-encoding':
      case 'upgrade':
      case 'expect':
      case 'trailer':
        return null;
    }
  }
  if (hosts !== 1) return null;
  return (name) => {
    switch (name) {
      case 'authorization':
        return authorization;
      case 'origin':
        return origin;
      case 'if-none-match':
        return known;
      case names.contract:
        return contract;
      case 'x-forwarded-for':
        return forwarded;
      default:
        throw new Error(`A direct read was asked for the header ${name}`);
    }
  };
}

/** Writes an answer that is no stream. A client that has gone in the meantime is no error. */
export function writeDirect(outgoing: ServerResponse, { status, headers, body }: Reply): void {
  if (typeof body !== 'string') {
    outgoing.writeHead(status, headers).end();
    return;
  }
  const bytes = Buffer.byteLength(body);
  headers['content-length'] = String(bytes);
  // Text of one byte a character is the same in both encodings, and Node copies it once instead of measuring it first.
  outgoing.writeHead(status, headers).end(body, bytes === body.length ? 'latin1' : 'utf8');
}
