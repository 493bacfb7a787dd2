import type { LeadEffect } from '../../lib/contract/policy.ts';
import { weightOf } from '../../lib/handoff/policy-report.ts';

/** Keeps the `count` leads with the largest change of any number that are added, the largest first. */
export function loudest(count: number): { add: (effect: LeadEffect) => void; all: () => LeadEffect[] } {
  let kept: LeadEffect[] = [];
  const cut = () => {
    kept = kept.sort((a, b) => weightOf(b) - weightOf(a)).slice(0, count);
  };
  return {
    add(effect) {
      if (!effect.changed || count === 0) return;
      kept.push(effect);
      if (kept.length > count * 2 + 50) cut();
    },
    all() {
      cut();
      return kept;
    },
  };
}
