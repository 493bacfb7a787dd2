/**
 * What is kept of an address: where, and by which campaign or click. Everything else of a query may be a person's data or a
 * secret (tokens of password resets, mail addresses), so only named parameters pass.
 */
const allowed = new Set([
  'gclid',
  'gbraid',
  'wbraid',
  'dclid',
  'msclkid',
  'fbclid',
  'li_fat_id',
  'ttclid',
  'twclid',
  'rdt_cid',
  'yclid',
  'oppref',
  'srsltid',
  'udm',
  'ref',
  'referrer',
]);
const utm = /^utm_(source|medium|campaign|term|content|id)$/;
const longest = 2048;

/** The address without user, password, foreign parameters and fragment; null when it is none a browser can open. */
export function cleanAddress(value: unknown): string | null {
  if (typeof value !== 'string' || value === '') return null;
  let url: URL;
  try {
    url = new URL(value);
  } catch {
    return null;
  }
  if (!/^(https?|android-app):$/.test(url.protocol)) return null;
  url.username = '';
  url.password = '';
  const keys = Array.from(url.searchParams.keys());
  for (const key of keys) if (!isAllowed(key)) url.searchParams.delete(key);
  // A text fragment hints at how a visitor came; the words in it are not needed.
  url.hash = url.hash.includes(':~:text=') ? ':~:text=' : '';
  const clean = url.href;
  return clean.length <= longest ? clean : clean.split('?')[0]?.slice(0, longest) || null;
}

const isAllowed = (key: string): boolean => allowed.has(key) || utm.test(key);

/** Campaign parts by their short names, click ids by their parameter's name. */
export function campaignOf(address: string | null): Record<string, string> {
  const found: Record<string, string> = {};
  if (address === null) return found;
  for (const [key, value] of new URL(address).searchParams) {
    if (value === '') continue;
    const short = utm.exec(key)?.[1];
    if (short !== undefined) found[short] = value;
    else if (allowed.has(key) && key !== 'referrer' && key !== 'ref' && key !== 'udm') found[key] = value;
  }
  return found;
}

/** The path alone, for pages sent without an address. */
export function cleanPath(value: unknown): string | null {
  if (typeof value !== 'string' || !value.startsWith('/')) return null;
  return value.split(/[?#]/)[0]?.slice(0, longest) ?? null;
}
