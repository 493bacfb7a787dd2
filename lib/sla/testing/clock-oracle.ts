/**
 * A clock's life walked minute by minute: what it says is found by counting, with nothing of the code it checks. Minutes
 * are indexes into the wall clock that was read with `Intl`.
 */
export type Happening =
  | { at: number; what: 'handoff' | 'attempt' | 'reject' | 'reopen' }
  /** Set aside until a minute; nothing is counted in between. */
  | { at: number; what: 'recycle'; until: number };

type Cycle = { start: number; stop: number | null; used: number; due: number | null };
export type Walked = {
  /** Whether the last cycle stands still at the end. */
  paused: boolean;
  cycles: (Cycle & { left: number })[];
  /** A pause began or ended while the calendar was on the other side of an opening or closing time. */
  pausedOverBoundary: boolean;
};

/** `worked` is 1 for each minute that counts; `goal` and `now` in minutes. A due minute beyond the end is null. */
export function walk(worked: Uint8Array, happenings: readonly Happening[], goal: number, now: number): Walked {
  const cycles: Cycle[] = [];
  let current: Cycle | null = null;
  let asideUntil = Number.NEGATIVE_INFINITY;
  let pausedOverBoundary = false;
  for (let i = 0; i <= now; i += 1) {
    for (const happening of happenings.filter(({ at }) => at === i)) {
      if (happening.what === 'recycle') asideUntil = happening.until;
      if (happening.what === 'handoff' || happening.what === 'reopen') {
        asideUntil = Number.NEGATIVE_INFINITY;
        if (current === null) {
          current = { start: i, stop: null, used: 0, due: null };
          cycles.push(current);
        }
      }
      if (happening.what === 'reject') asideUntil = Number.NEGATIVE_INFINITY;
      if (current && (happening.what === 'attempt' || happening.what === 'reject')) {
        current.stop = i;
        current.due ??= dueFrom(worked, i, goal - current.used);
        current = null;
      }
    }
    if (i === now || current === null) continue;
    if (i < asideUntil) {
      if (worked[i] !== worked[i + 1]) pausedOverBoundary = true;
      continue;
    }
    current.used += worked[i] ?? 0;
    if (current.used === goal) current.due ??= i + 1;
  }
  const paused = current !== null && now < asideUntil;
  if (current !== null && !paused) current.due ??= dueFrom(worked, now, goal - current.used);
  return { paused, cycles: cycles.map((cycle) => ({ ...cycle, left: goal - cycle.used })), pausedOverBoundary };
}

/** The minute by whose beginning `left` more were worked, from a minute on; null beyond the end. */
function dueFrom(worked: Uint8Array, from: number, left: number): number | null {
  let counted = 0;
  for (let i = from; i < worked.length; i += 1) {
    if (counted >= left) return i;
    counted += worked[i] ?? 0;
  }
  return null;
}
