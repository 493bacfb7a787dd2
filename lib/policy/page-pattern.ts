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
  const { onHost, parts } = partsOf(pattern);
  if (!onHost) return matchesGlob(parts, address.path);
  return address.host !== null && matchesGlob(parts, `${address.host}${address.path}`);
}

type Parts = { onHost: boolean; parts: readonly string[] };
const known = new Map<string, Parts>();
/** Patterns kept taken apart: those of a few policies. */
const mostKnown = 5_000;

function partsOf(pattern: string): Parts {
  const found = known.get(pattern);
  if (found) return found;
  const wanted = pattern.toLowerCase();
  const onHost = !wanted.startsWith('/');
  const made = { onHost, parts: (onHost ? wanted.replace(/^www\./, '') : wanted).split('*') };
  if (known.size >= mostKnown) known.clear();
  known.set(pattern, made);
  return made;
}

function matchesGlob(parts: readonly string[], value: string): boolean {
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
