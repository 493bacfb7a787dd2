import * as z from 'zod';

/**
 * Which pages a rule means: a path such as `/pricing` or `/blog/*`, or a host and a path such as `docs.example.com/*`.
 * `*` stands for anything. Query, fragment, a closing slash and upper case play no part.
 */
export const pagePattern = z
  .string()
  .min(1)
  .max(300)
  .refine((value) => /^(\/|[a-z0-9*.-]+\/)[^\s?#]*$/i.test(value) && (value.match(/\*/g) ?? []).length <= 3, {
    error: 'Write a path such as /pricing or /blog/*, or a host and a path such as docs.example.com/*, with at most three *',
  });

/** Where a touch happened, as patterns see it. */
export type PageAddress = { host: string | null; path: string };

/** The comparable address of a page, or null when neither the URL nor the path says one. */
export function pageAddress(touch: { url: string | null; path: string | null }): PageAddress | null {
  const match = /^https?:\/\/([^/?#]*)([^?#]*)/i.exec(touch.url ?? '');
  const path = match?.[2] || touch.path || (match ? '/' : null);
  if (path === null) return null;
  const plain = (path.split(/[?#]/)[0] ?? '').toLowerCase().replace(/\/(index\.(html?|php))?$/, '');
  const host =
    match?.[1]
      ?.toLowerCase()
      .replace(/^www\./, '')
      .replace(/:\d+$/, '') ?? null;
  return { host: host || null, path: plain === '' ? '/' : plain };
}

/** Matching steps over the literal parts between the stars, so a hostile address costs linear time. */
export function matchesPage(pattern: string, address: PageAddress): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted.startsWith('/')) return matchesGlob(wanted, address.path);
  return address.host !== null && matchesGlob(wanted.replace(/^www\./, ''), `${address.host}${address.path}`);
}

function matchesGlob(pattern: string, value: string): boolean {
  const parts = pattern.split('*');
  const first = parts[0] ?? '';
  if (parts.length === 1) return value.replace(/\/$/, '') === first.replace(/\/$/, '');
  const last = parts[parts.length - 1] ?? '';
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last)) return false;
  let from = first.length;
  const end = value.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found === -1 || found + part.length > end) return false;
    from = found + part.length;
  }
  return true;
}
