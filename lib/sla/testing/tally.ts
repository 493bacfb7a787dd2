/** Counts vectors by the situation they show, for a test to print and to hold to a number. */
export function tallied() {
  const counts = new Map<string, number>();
  return {
    add(...situations: (string | false)[]): void {
      for (const name of situations) if (name !== false) counts.set(name, (counts.get(name) ?? 0) + 1);
    },
    count: (name: string): number => counts.get(name) ?? 0,
    lines: (title: string): string =>
      [title, ...[...counts].map(([name, count]) => `${String(count).padStart(7)}  ${name}`)].join('\n'),
  };
}

/** Repeatable whole numbers below `limit`. */
export function numbers(seed: number): (limit: number) => number {
  let state = Math.abs(seed) % 2_147_483_648;
  return (limit) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    // The low bits of such a sequence repeat soon.
    return Math.floor((state / 2_147_483_648) * limit);
  };
}
