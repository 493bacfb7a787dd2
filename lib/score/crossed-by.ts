import type { Crossing } from './replay.ts';

/**
 * The rise that counts: the last one up to the latest handoff, since that is what the handoff was made of; else the first
 * after it; without a handoff, the last.
 */
export function decisive(all: readonly Crossing[], handoffs: readonly { at: string }[]): Crossing | null {
  const handoff = handoffs.length ? Math.max(...handoffs.map((one) => Date.parse(one.at))) : Number.POSITIVE_INFINITY;
  const upTo = all.filter((crossing) => crossing.time <= handoff);
  return upTo[upTo.length - 1] ?? all[0] ?? null;
}

/** The rule against the lead that eased most at the crossing, as its index; null when none did. */
export function easedMost(crossing: Crossing): number | null {
  let best: number | null = null;
  let most = 0;
  crossing.after.forEach((value, index) => {
    const before = crossing.before[index] ?? 0;
    if (before < 0 && value - before > most) [best, most] = [index, value - before];
  });
  return best;
}
