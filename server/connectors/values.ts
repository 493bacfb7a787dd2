/** Readings of a CRM's untyped answers: text or nothing, never a guess. */

export type Loose = Readonly<Record<string, unknown>>;

export const isLoose = (value: unknown): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
export const loose = (value: unknown): Loose => (isLoose(value) ? value : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A text or a number as text; null for nothing, blanks and what is neither. */
export function textOf(value: unknown): string | null {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  return text === '' ? null : text.slice(0, 2000);
}

/** The first that says something. */
export const firstOf = (...values: unknown[]): string | null => values.map(textOf).find((text) => text !== null) ?? null;

/** An instant in ISO 8601 and UTC, from a text with a zone, a text without one (taken as UTC), a date, or milliseconds. */
export function instantOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const zoned =
    /^\d{4}-\d\d-\d\d[ T]\d\d:\d\d/.test(text) && !/(Z|[+-]\d\d:?\d\d)$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  const at = /^\d{12,14}$/.test(text) ? new Date(Number(text)) : new Date(zoned);
  return Number.isNaN(at.getTime()) ? null : at.toISOString();
}

/** Without the entries that say nothing. */
export function said<K extends string>(fields: Record<K, string | null>): Partial<Record<K, string>> {
  const kept: Partial<Record<K, string>> = {};
  for (const key in fields) {
    const value = fields[key];
    if (value !== null) kept[key] = value;
  }
  return kept;
}

/** The host of a web address or of a bare domain, without `www`. */
export function domainOf(value: unknown): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const address = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`;
  return URL.canParse(address) ? new URL(address).hostname.replace(/^www\./, '') || null : null;
}

/** Colleagues handed on with one record. */
export const mostPeople = 25;

const bare = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? `${value}` : '';

/** Whether a field holds what it is to hold: CRMs give numbers and truth as text, and an empty field in three ways. */
export const holds = (held: unknown, wanted: unknown): boolean => bare(held) === bare(wanted);

/** Whether a text, of whatever a CRM gave, has `part` in it. */
export const contains = (text: unknown, part: string): boolean => bare(text).includes(part);
