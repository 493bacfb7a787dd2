import { PassThrough } from 'node:stream';
import { Transport } from 'jsforce/lib/transport.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import type { Exchange } from '../send.ts';

type Request = Parameters<Transport['httpRequest']>[0];

/**
 * jsforce's requests over our own exchange: its own transport tries again by itself, follows redirects, waits half an hour
 * and reads answers of any size. `writes` is false for a sign-in.
 */
export function transportOver(exchange: Exchange, writes?: false): Transport {
  class OverExchange extends Transport {
    override httpRequest(request: Request) {
      return StreamPromise.create(() => ({ stream: new PassThrough(), promise: answerTo(exchange, request, writes) }));
    }
  }
  return new OverExchange();
}

async function answerTo(exchange: Exchange, { method, url, headers, body }: Request, writes?: false) {
  // Of its headers, fetch works out the length itself.
  const sent = Object.fromEntries(Object.entries(headers ?? {}).filter(([name]) => name.toLowerCase() !== 'content-length'));
  const call = { method, url, headers: sent, body: typeof body === 'string' ? body : undefined };
  const answer = await exchange.send(call, ...(writes === undefined ? [] : [writes]));
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: answer.body };
}
