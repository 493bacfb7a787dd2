/** Reading values of unknown shape: a wrong type is no value, never an error. */
export type Bag = Record<string, unknown>;

export function bagOf(value: unknown): Bag {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Bag) : {};
}

/** Text of a text, a number or a boolean; null for anything else and for blanks. */
export function textOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return null;
  return value.trim() || null;
}

/** The first of several names under which a value may come. */
export function firstText(bag: Bag, ...names: string[]): string | null {
  for (const name of names) {
    const found = textOf(bag[name]);
    if (found !== null) return found;
  }
  return null;
}

/** One or many as a list. */
export function listOf(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/** Texts of a list, or of one text; a text with commas is one text. */
export function textsOf(value: unknown): string[] {
  return listOf(value).flatMap((item) => textOf(item) ?? []);
}

export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** A mail address in lower case, or null when it is none. */
export function emailOf(value: unknown): string | null {
  if (typeof value !== 'string') return null;
  const email = value.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@"<>]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(email) ? email : null;
}
