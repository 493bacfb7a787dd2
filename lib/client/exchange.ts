/**
 * One request to the context API and its bare reply. No schemas here: this runs before the app is loaded. What a reply
 * means is read in `failure.ts` and `api.ts`.
 */
import { contractVersion, headers, replyCap } from '../contract/wire.ts';

/** `token` null: a question that is asked before anybody has one. */
export type Target = { apiUrl: string; token: string | null };
export type Ask = {
  method: 'GET' | 'POST';
  path: string;
  body?: string;
  etag?: string | null;
  signal?: AbortSignal;
  /** Longer than `timeoutMs` where the server itself has to ask somebody. */
  timeoutMs?: number;
};

export type Reply = {
  at: 'reply';
  status: number;
  contentType: string;
  text: string;
  etag: string | null;
  requestId: string | null;
  retryAfter: string | null;
  /** The server's contract, and its clock in epoch ms; null when it did not say. */
  contract: number | null;
  serverNow: number | null;
  /** Which history the server's database is; null when it did not say. */
  epoch: string | null;
  /** Epoch ms by the device's clock. */
  sentAt: number;
  receivedAt: number;
};
/** `signed_out`: not asked, since the session has ended and there is no token to ask with; `why` is the server's sentence. */
export type NoReply = {
  at: 'none';
  because: 'offline' | 'unreachable' | 'timeout' | 'too_large' | 'aborted' | 'signed_out';
  why?: string | undefined;
};

export const timeoutMs = 5000;

/** Sends it; never rejects. The token goes in a header, never in the address; no cookie, no redirect, no browser cache. */
export async function exchange(target: Target, ask: Ask): Promise<Reply | NoReply> {
  const timeout = AbortSignal.timeout(ask.timeoutMs ?? timeoutMs);
  const sentAt = Date.now();
  try {
    const response = await fetch(target.apiUrl + ask.path, {
      method: ask.method,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
      signal: ask.signal ? AbortSignal.any([ask.signal, timeout]) : timeout,
      headers: {
        ...(target.token === null ? {} : { authorization: `Bearer ${target.token}` }),
        accept: 'application/json',
        [headers.contract]: String(contractVersion),
        ...(ask.etag ? { 'if-none-match': ask.etag } : {}),
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(ask.body === undefined ? {} : { body: ask.body }),
    });
    // The clock is read when the headers are here: a long body would make the round trip look longer than it was.
    const receivedAt = Date.now();
    const text = await readCapped(response);
    if (text === null) return { at: 'none', because: 'too_large' };
    const header = (name: string) => response.headers.get(name);
    return {
      at: 'reply',
      status: response.status,
      contentType: header('content-type') ?? '',
      text,
      etag: header('etag'),
      requestId: header(headers.requestId),
      retryAfter: header('retry-after'),
      contract: wholeNumber(header(headers.contract)),
      serverNow: wholeNumber(header(headers.now)),
      epoch: header(headers.epoch),
      sentAt,
      receivedAt,
    };
  } catch {
    if (ask.signal?.aborted) return { at: 'none', because: 'aborted' };
    if (timeout.aborted) return { at: 'none', because: 'timeout' };
    return { at: 'none', because: navigator.onLine === false ? 'offline' : 'unreachable' };
  }
}

/** The body as text, or null once it is longer than the cap: it is then not read to its end. */
async function readCapped(response: Response): Promise<string | null> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > replyCap) {
      void reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function wholeNumber(header: string | null): number | null {
  return header !== null && /^\d{1,15}$/.test(header) ? Number(header) : null;
}

/** Server time minus device time in ms, with half the round trip taken as the way back; null when the server did not say. */
export function clockOffset(reply: Reply): number | null {
  return reply.serverNow === null ? null : Math.round(reply.serverNow - (reply.sentAt + reply.receivedAt) / 2);
}
