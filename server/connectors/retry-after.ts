const longestMs = 24 * 60 * 60 * 1000;

/**
 * The wait a `Retry-After` asks for, in milliseconds, at most a day: seconds or a date (RFC 9110, 10.2.3). Null where it
 * asks for none that makes sense, so that our own wait applies.
 */
export function retryAfterMs(header: string | null, now: number): number | null {
  const value = header?.trim() ?? '';
  if (/^\d{1,15}(\.\d+)?$/.test(value)) return Math.min(Number(value) * 1000, longestMs);
  if (!/^[A-Za-z]{3},? /.test(value)) return null;
  const at = Date.parse(value);
  return Number.isNaN(at) ? null : Math.min(Math.max(at - now, 0), longestMs);
}
