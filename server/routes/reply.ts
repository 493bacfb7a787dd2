import { type ErrorBody, errorTable } from '../../lib/contract/errors.ts';
import { contractVersion, headers } from '../../lib/contract/routes.ts';
import type { ApiError } from './api-error.ts';

/** An answer before it is put on a wire: the two doors to the app, `fetch` and `node:http`, write the same one. */
export type Reply = { status: number; headers: Record<string, string>; body: string | ReadableStream<Uint8Array> | null };

const contract = String(contractVersion);

/** What every answer carries. A plain object: the server writes it without building a `Headers`. */
export function baseHeaders(requestId: string, now: number): Record<string, string> {
  return {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    [headers.contract]: contract,
    [headers.requestId]: requestId,
    [headers.now]: String(now),
  };
}

export function json(body: unknown, base: Record<string, string>, status = 200): Reply {
  base['content-type'] = 'application/json; charset=utf-8';
  return { status, headers: base, body: JSON.stringify(body) };
}

/**
 * What came in does not come back at full length in what is said of it, nor on several lines, nor with half a character. The two
 * signs that part and join letters stay: Persian words and many emoji are written with them.
 */
const oneLine = (text: string) =>
  text
    .replaceAll(/(?:(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}])+/gu, ' ')
    .slice(0, 1000)
    .replaceAll(/\p{Surrogate}/gu, '');

/** A refusal as the contract words it: code, sentence, what to do, and the id to ask an admin with. */
export function refusal(error: ApiError, requestId: string, base: Record<string, string>): Reply {
  const { status, message, fix } = errorTable[error.code];
  const { issues, current, erased, restricted, retryAfter, allow } = error.details;
  const body: ErrorBody = {
    error: {
      code: error.code,
      message: error.details.message ?? message,
      fix: error.details.fix ?? (error.code === 'bad_request' && !issues ? 'Correct that and send it again.' : fix),
      requestId,
      ...(issues ? { issues: issues.map((one) => ({ ...one, path: oneLine(one.path), message: oneLine(one.message) })) } : {}),
      ...(current ? { current } : {}),
      ...(erased ? { erased } : {}),
      ...(restricted ? { restricted } : {}),
    },
  };
  if (retryAfter !== undefined) base['retry-after'] = String(retryAfter);
  if (allow !== undefined) base.allow = allow;
  if (status === 401) base['www-authenticate'] = 'Bearer';
  return json(body, base, status);
}
