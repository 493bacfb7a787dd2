/** Whether what several callers saw of one versioned register can have happened in one order. */

/**
 * One attempt to move the register from `expected` to the next version. `began` and `ended` are instants of one clock.
 * Answered with the version it made, or with the one that stood instead.
 */
export type Attempt = { expected: number; made: number | null; stood: number | null; began: number; ended: number };

/** Searches for an order of the attempts that keeps to time and to the rule of the register; at most 30 attempts. */
export function linearizable(attempts: readonly Attempt[], first = 0): boolean {
  const tried = new Set<string>();
  const search = (left: readonly Attempt[], version: number): boolean => {
    if (left.length === 0) return true;
    const state = `${version}:${left.map((one) => attempts.indexOf(one)).join(',')}`;
    if (tried.has(state)) return false;
    tried.add(state);
    // Whatever ended before another began has to come before it.
    const earliestEnd = Math.min(...left.map(({ ended }) => ended));
    return left
      .filter(({ began }) => began <= earliestEnd)
      .some((one) => {
        const next = one.expected === version ? version + 1 : version;
        const answer = one.expected === version ? one.made === next : one.made === null && one.stood === version;
        return (
          answer &&
          search(
            left.filter((other) => other !== one),
            next,
          )
        );
      });
  };
  return search(attempts, first);
}
