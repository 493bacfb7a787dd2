import { headers as names } from '../../lib/contract/routes.ts';

/** Only pages of an extension may read answers; a website may not, whatever token it holds. */
const extension = /^(chrome|moz)-extension:\/\/[a-z0-9-]+$/;

const exposed = [...Object.values(names), 'etag', 'retry-after'].join(', ');

/** Adds what lets an extension's page read the answer. No credentials: the token travels in a header. */
export function corsHeaders(headers: Record<string, string>, origin: string | null): void {
  if (origin === null) return;
  headers.vary = 'origin';
  if (!extension.test(origin)) return;
  headers['access-control-allow-origin'] = origin;
  headers['access-control-expose-headers'] = exposed;
}

/** The answer to a browser that asks before it sends; null for anything else. */
export function preflight(request: Request): Response | null {
  const origin = request.headers.get('origin');
  if (request.method !== 'OPTIONS' || origin === null || !extension.test(origin)) return null;
  return new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-origin': origin,
      'access-control-allow-methods': 'GET, POST',
      'access-control-allow-headers': [
        'authorization',
        'content-type',
        'if-none-match',
        'last-event-id',
        ...Object.values(names),
      ].join(', '),
      'access-control-max-age': '86400',
      vary: 'origin',
      'cache-control': 'no-store',
    },
  });
}
