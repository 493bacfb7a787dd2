/** Working pieces as `[from, until]` pairs, ascending, never touching or overlapping. */
export type Pieces = readonly (readonly [number, number])[];

/** Sorted, with overlapping and touching pieces joined and empty ones dropped. */
export function merge(pieces: Pieces): Pieces {
  const merged: [number, number][] = [];
  for (const [from, until] of pieces.filter(([a, b]) => b > a).sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], until);
    else merged.push([from, until]);
  }
  return merged;
}

export function sum(pieces: Pieces): number {
  return pieces.reduce((total, [from, until]) => total + until - from, 0);
}
