/** JSON dates of Postgres keep their offset; the contract wants UTC as `toISOString` writes it. */
export const iso = (at: string): string => new Date(at).toISOString();

export const isoOf = (at: string | null): string | null => (at === null ? null : iso(at));
