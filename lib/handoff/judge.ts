import {
  type AttemptOperation,
  type DispositionEntry,
  type DispositionOperation,
  type DispositionState,
  undoSeconds,
} from '../contract/disposition.ts';
import { dayMs } from '../policy/days.ts';

export type Judgement = { ok: true } | { ok: false; code: 'conflict' | 'not_offered'; message: string };

const furthestRecycleDays = 730;
const yes: Judgement = { ok: true };
const no = (message: string): Judgement => ({ ok: false, code: 'not_offered', message });

/**
 * Whether an operation may be applied to this state; asked by the server inside its transaction. `at` is the server's
 * clock (ISO instant) and settles what lies in the future; an undo is timed by the device, whose two clicks share a clock.
 */
export function judge(operation: DispositionOperation | AttemptOperation, state: DispositionState, at: string): Judgement {
  if (operation.kind === 'attempt') return yes;
  if (operation.expected !== state.version)
    return {
      ok: false,
      code: 'conflict',
      message: 'This lead has changed since it was shown. Look at what was chosen and choose again.',
    };
  switch (operation.kind) {
    case 'accept':
      return state.state === 'open' ? yes : no(`This lead is ${state.state} already. Reopen it first.`);
    case 'reject':
      return decidable(state) ?? judgeReason(operation.reason, operation.subReason, state);
    case 'recycle':
      return decidable(state) ?? judgeRecycle(operation.until, operation.reason, state, at);
    case 'reopen':
      return state.state === 'open' ? no('This lead is open already. Accept, reject or recycle it.') : yes;
    case 'undo':
      return judgeUndo(operation.undoes, operation.at, state.history);
  }
}

/** An accepted lead may still be rejected or recycled: that is what is learned on the call. */
function decidable(state: DispositionState): Judgement | null {
  if (state.state === 'open' || state.state === 'accepted') return null;
  return no(`This lead is ${state.state} already. Reopen it first.`);
}

function judgeReason(code: string, subCode: string | null, state: DispositionState): Judgement {
  const reason = state.reasons.find((one) => one.code === code);
  if (!reason) return no(`There is no reason "${code}" in the policy. Choose one of those shown.`);
  if (!reason.offered) return no(reason.why ?? 'This reason is not offered now. Choose another.');
  if (reason.subReasons.length > 0 && subCode === null)
    return no(`"${reason.label}" needs a closer reason: ${reason.subReasons.map((sub) => sub.label).join(', ')}.`);
  if (subCode !== null && !reason.subReasons.some((sub) => sub.code === subCode))
    return no(`"${reason.label}" has no closer reason "${subCode}". Choose one of those shown.`);
  return yes;
}

function judgeRecycle(until: string, reason: string | null, state: DispositionState, at: string): Judgement {
  // The date is the rep's own day, which may be ahead of UTC by up to 14 hours: compare whole days.
  const ahead = (Date.parse(`${until}T00:00:00Z`) - Date.parse(`${at.slice(0, 10)}T00:00:00Z`)) / dayMs;
  if (!(ahead > 0)) return no('Recycle to a date after today.');
  if (ahead > furthestRecycleDays) return no('Recycle to a date within two years.');
  return reason === null ? yes : judgeReasonOfRecycle(reason, state);
}

function judgeReasonOfRecycle(code: string, state: DispositionState): Judgement {
  const reason = state.reasons.find((one) => one.code === code);
  if (!reason) return no(`There is no reason "${code}" in the policy. Choose one of those shown.`);
  return reason.offered ? yes : no(reason.why ?? 'This reason is not offered now. Choose another.');
}

function judgeUndo(target: string, at: string, history: readonly DispositionEntry[]): Judgement {
  const entry = history.find((one) => one.id === target);
  if (!entry) return no('There is nothing to take back by that id. Reopen the lead instead.');
  if (entry.undone) return no('This was taken back already.');
  if (entry.kind === 'undo') return no('Taking back cannot itself be taken back. Choose again.');
  const decisions = history.filter((one) => one.kind !== 'attempt' && one.kind !== 'undo' && !one.undone);
  if (entry.kind !== 'attempt' && decisions[0]?.id !== target)
    return no('Something was decided after this. Reopen the lead instead.');
  // A device clock that was set between the two clicks may have gone back a little.
  const passed = Math.abs(Date.parse(at) - Date.parse(entry.at));
  if (!(passed <= undoSeconds * 1000))
    return no(`A choice can be taken back for ${undoSeconds} seconds. Reopen the lead instead.`);
  return yes;
}
