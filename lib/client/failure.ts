import './jitless.ts';
import type { DispositionEntry } from '../contract/disposition.ts';
import { type ErrorBody, errorBody, errorTable } from '../contract/errors.ts';
import { contractVersion, oldestServerContract } from '../contract/wire.ts';
import type { NoReply, Reply } from './exchange.ts';

/** Everything that can go wrong between a page and the API. Nothing above this boundary throws or catches. */
export type Failure =
  | { kind: 'offline' }
  | { kind: 'unreachable'; apiUrl: string }
  | { kind: 'timeout'; apiUrl: string }
  | { kind: 'not_json'; apiUrl: string; status: number }
  /** `why`: the server's sentence on a session that ended. */
  | { kind: 'signed_out'; because: 'expired' | 'refused' | 'ended'; why?: string | undefined }
  | { kind: 'forbidden'; message: string }
  /** `because` is what the server says of this record in particular; asked again after `retryAfterMs`, where it says so. */
  | { kind: 'no_lead'; because: string | null; retryAfterMs: number | null }
  /** The person of this record was erased on the server; `message` says so. */
  | { kind: 'erased'; message: string }
  /** The person of this record is restricted on the server, until somebody lifts that; `message` says so. */
  | { kind: 'restricted'; message: string }
  | { kind: 'conflict'; version: number; entry: DispositionEntry | null }
  | { kind: 'not_offered'; message: string }
  /** `because` is what the server says of this limit in particular. */
  | { kind: 'rate_limited'; because: string | null; retryAfterMs: number | null }
  | { kind: 'server_too_old'; server: number; needs: number }
  | { kind: 'client_too_old' }
  | { kind: 'server_error'; message: string; fix: string; requestId: string | null; retryAfterMs: number | null }
  /** The server understood and will not do it, now or later. */
  | { kind: 'refused'; message: string; fix: string; requestId: string | null }
  | { kind: 'bad_reply'; message: string; requestId: string | null }
  /** Whoever asked no longer wants the answer. */
  | { kind: 'aborted' };

export type Result<T> = { ok: true; value: T; reply: Reply } | { ok: false; failure: Failure };

/** No server decides when we stop asking for ever. */
const longestWaitMs = 24 * 3_600_000;

/** `Retry-After` in ms: seconds or an HTTP date; absurd values are cut to between 0 and 24 hours. */
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = /^-?\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isNaN(seconds) ? null : Math.min(Math.max(seconds, 0), longestWaitMs);
}

/** The value of a reply's JSON, or the failure it stands for. `read` judges the body of a 2xx; null means it did not fit. */
export function readReply<T>(apiUrl: string, reply: Reply | NoReply, read: (json: unknown) => T | null): Result<T> {
  if (reply.at === 'none') return { ok: false, failure: unanswered(apiUrl, reply) };
  const fail = (failure: Failure): Result<T> => ({ ok: false, failure });
  if (reply.contract !== null && reply.contract < oldestServerContract)
    return fail({ kind: 'server_too_old', server: reply.contract, needs: oldestServerContract });
  const json = parse(reply);
  if (reply.status >= 200 && reply.status < 300) {
    if (json === undefined) return fail({ kind: 'not_json', apiUrl, status: reply.status });
    const value = read(json);
    if (value !== null) return { ok: true, value, reply };
    const newer = reply.contract !== null && reply.contract > contractVersion;
    const message = newer
      ? 'The server speaks a newer language than this extension: update the extension.'
      : 'The answer does not read as a Leadside answer: check that the address is the one of your Leadside API.';
    return fail({ kind: 'bad_reply', message, requestId: reply.requestId });
  }
  const body = errorBody.safeParse(json);
  return fail(body.success ? told(reply, body.data.error) : untold(apiUrl, reply, json !== undefined));
}

function unanswered(apiUrl: string, none: NoReply): Failure {
  if (none.because === 'signed_out') return { kind: 'signed_out', because: 'ended', why: none.why };
  if (none.because === 'aborted' || none.because === 'offline') return { kind: none.because };
  if (none.because === 'too_large')
    return { kind: 'bad_reply', message: 'The answer is larger than any lead can be, so it was not read.', requestId: null };
  return { kind: none.because, apiUrl };
}

function parse(reply: Reply): unknown {
  if (!/\bjson\b/i.test(reply.contentType)) return undefined;
  try {
    return JSON.parse(reply.text);
  } catch {
    return undefined;
  }
}

/** An error in the contract's own words. */
function told(reply: Reply, error: ErrorBody['error']): Failure {
  const wait = retryAfterMs(reply.retryAfter, reply.receivedAt);
  const issues = error.issues?.map((issue) => `${issue.path}: ${issue.message}`) ?? [];
  const message = [error.message, ...issues].join(' ');
  switch (error.code) {
    case 'unauthorized':
      return { kind: 'signed_out', because: 'refused' };
    case 'token_expired':
      return { kind: 'signed_out', because: 'expired' };
    case 'session_ended':
      return { kind: 'signed_out', because: 'ended', why: error.message };
    case 'forbidden':
      return { kind: 'forbidden', message: `${error.message} ${error.fix}` };
    case 'no_lead':
      if (error.erased) return { kind: 'erased', message: error.message };
      if (error.restricted) return { kind: 'restricted', message: error.message };
      return {
        kind: 'no_lead',
        because: error.message === errorTable.no_lead.message ? null : error.message,
        retryAfterMs: wait,
      };
    case 'conflict':
      if (error.current) return { kind: 'conflict', version: error.current.version, entry: error.current.entry };
      return { kind: 'refused', message, fix: error.fix, requestId: error.requestId };
    case 'not_offered':
      return { kind: 'not_offered', message };
    case 'rate_limited':
      return {
        kind: 'rate_limited',
        because: error.message === errorTable.rate_limited.message ? null : error.message,
        retryAfterMs: wait,
      };
    case 'upgrade_required':
      return { kind: 'client_too_old' };
    case 'internal':
    case 'unavailable':
    case 'storage_full':
      return { kind: 'server_error', message, fix: error.fix, requestId: error.requestId, retryAfterMs: wait };
    default:
      return { kind: 'refused', message, fix: error.fix, requestId: error.requestId };
  }
}

/** An error from something that is not, or not yet, the API: a proxy, a gateway, a web site at a mistyped address. */
function untold(apiUrl: string, reply: Reply, isJson: boolean): Failure {
  const { requestId } = reply;
  const wait = retryAfterMs(reply.retryAfter, reply.receivedAt);
  if (reply.status === 401) return { kind: 'signed_out', because: 'refused' };
  if (reply.status === 426) return { kind: 'client_too_old' };
  if (reply.status === 429) return { kind: 'rate_limited', because: null, retryAfterMs: wait };
  if (reply.status >= 500)
    return {
      kind: 'server_error',
      message: `The server answered with status ${reply.status}.`,
      fix: 'Try again shortly; if it stays, tell your admin.',
      requestId,
      retryAfterMs: wait,
    };
  if (!isJson) return { kind: 'not_json', apiUrl, status: reply.status };
  return { kind: 'bad_reply', message: `The address answered with status ${reply.status} and no Leadside error.`, requestId };
}
