import type { DispositionEntry, DispositionState } from '../contract/disposition.ts';
import type { Policy } from '../policy/schema.ts';
import { offeredReasons } from './reasons.ts';

export { judge } from './judge.ts';

const historyShown = 50;

const stateAfter = { accept: 'accepted', reject: 'rejected', recycle: 'recycled', reopen: 'open' } as const;

/**
 * Where the lead stands after its append-only history, given in any order. An undo takes its target out as if it had
 * never been, so the state before it returns. Attempts count since the last reopen. `version` is the highest version
 * any entry made; `missing` are the required handoff fields that are not there,
 * `competitor` the domain of the competitor the lead works for.
 */
export function dispositionState(
  entries: readonly DispositionEntry[],
  policy: Policy,
  missing: readonly { id: string; label: string }[],
  competitor?: string,
): DispositionState {
  const history = inOrder(entries);
  let state: DispositionState['state'] = 'open';
  let current: DispositionEntry | null = null;
  let attempts = 0;
  for (const entry of history) {
    if (entry.undone || entry.kind === 'undo') continue;
    if (entry.kind === 'attempt') {
      attempts += 1;
      continue;
    }
    state = stateAfter[entry.kind];
    current = state === 'open' ? null : entry;
    if (state === 'open') attempts = 0;
  }
  return {
    version: history.reduce((highest, entry) => Math.max(highest, entry.version), 0),
    state,
    current,
    attempts,
    attemptsAgreed: policy.dispositions.attemptsAgreed,
    history: history.slice(-historyShown).reverse(),
    reasons: offeredReasons(policy, attempts, missing, competitor),
    recyclePresets: policy.dispositions.recyclePresets.map((preset) => ({ ...preset })),
  };
}

/** Each entry once, by version and then arrival, with `undone` set on whatever a later undo names. */
export function inOrder(entries: readonly DispositionEntry[]): DispositionEntry[] {
  const undone = new Set(entries.flatMap((entry) => (entry.kind === 'undo' && entry.undoes ? [entry.undoes] : [])));
  const once = new Map(entries.map((entry) => [entry.id, entry]));
  return [...once.values()]
    .sort((a, b) => a.version - b.version || Date.parse(a.receivedAt) - Date.parse(b.receivedAt) || (a.id < b.id ? -1 : 1))
    .map((entry) => (undone.has(entry.id) && !entry.undone ? { ...entry, undone: true } : entry));
}
