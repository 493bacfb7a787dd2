import { type ErrorBody, type ErrorCode, errorTable } from '../../lib/contract/errors.ts';
import { codeOf } from '../startup-error.ts';

type Details = Pick<ErrorBody['error'], 'issues' | 'current' | 'erased' | 'restricted'> & {
  message?: string;
  /** In place of the table's, where that would be wrong. */
  fix?: string;
  retryAfter?: number;
  allow?: string;
};

/** A refusal from the error table. `message` replaces the table's where a more exact sentence is known. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: Details;

  constructor(code: ErrorCode, details: Details = {}) {
    super(details.message ?? errorTable[code].message);
    this.code = code;
    this.details = details;
  }
}

/** Postgres and socket codes that say "not now": too many connections, shutting down, statement timeout, lock timeout, gone. */
const passing = /^(08...|53[023]00|57P0[1-5]|57014|55P03|25P03|40P01|40001|ECONN.*|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ENOENT)$/;
const lost =
  /timeout exceeded when trying to connect|query read timeout|connection terminated|client has encountered a connection error|client was closed and|timeout expired|cannot use a pool after/i;

/** The refusal that stands for anything thrown: what the table knows, else `internal`. */
export function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  const code = codeOf(error) ?? '';
  if (code === '53100' || code === 'ENOSPC') return new ApiError('storage_full', { retryAfter: 30 });
  if (passing.test(code) || (error instanceof Error && lost.test(error.message)))
    return new ApiError('unavailable', { retryAfter: 2 });
  return new ApiError('internal');
}
