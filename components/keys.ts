/** What a key means on the disposition bar. Pure, so that every path of the numbered menus can be tried. */
import type { DispositionState, OfferedReason } from '../lib/contract/disposition.ts';
import type { Choice, Draft } from './view.ts';
import { channelOfAttempt, outcomesOf } from './words.ts';

export type AttemptChannel = keyof typeof outcomesOf;
export const attemptChannels = Object.keys(channelOfAttempt) as AttemptChannel[];

export type KeyContext = {
  open: Draft['open'];
  /** The reason chosen so far, or the channel of the attempt being logged. */
  picked: string | null;
  state: DispositionState['state'];
  reasons: readonly OfferedReason[];
  /** Dates of the presets, `YYYY-MM-DD`, in their order. */
  presets: readonly string[];
  /** Handoff fields that are missing now. */
  missing: readonly string[];
  canUndo: boolean;
};

export type Intent =
  | { kind: 'choose'; choice: Choice }
  | { kind: 'open'; panel: NonNullable<Draft['open']>; picked: string | null }
  | { kind: 'close' }
  | { kind: 'note' }
  | { kind: 'undo' }
  | { kind: 'refused'; why: string };

export const isChannel = (value: string | null): value is AttemptChannel => attemptChannels.some((channel) => channel === value);

/** A reason as a choice: at once, or by way of its sub-reasons. A reason not offered says why. */
export function reasonIntent(reason: OfferedReason, missing: readonly string[]): Intent {
  if (!reason.offered) return { kind: 'refused', why: reason.why ?? 'This reason is not open for this lead now.' };
  if (reason.subReasons.length > 0) return { kind: 'open', panel: 'reject_sub', picked: reason.code };
  const lacking = reason.returnsToMarketing ? [...missing] : [];
  return { kind: 'choose', choice: { kind: 'reject', reason: reason.code, subReason: null, missing: lacking } };
}

function topIntent(digit: number, context: KeyContext): Intent | null {
  if (digit === 1 && context.state === 'open') return { kind: 'choose', choice: { kind: 'accept' } };
  const decidable = context.state === 'open' || context.state === 'accepted';
  if (digit === 2 && decidable) return { kind: 'open', panel: 'reject', picked: null };
  if (digit === 3 && decidable) return { kind: 'open', panel: 'recycle', picked: null };
  if (digit === 4) return { kind: 'open', panel: 'attempt', picked: null };
  if (digit === 5) return { kind: 'open', panel: 'heard', picked: null };
  return null;
}

function attemptIntent(digit: number, picked: string | null): Intent | null {
  if (isChannel(picked)) {
    const outcome = outcomesOf[picked][digit - 1];
    return outcome ? { kind: 'choose', choice: { kind: 'attempt', channel: picked, outcome } } : null;
  }
  const channel = attemptChannels[digit - 1];
  return channel ? { kind: 'open', panel: 'attempt', picked: channel } : null;
}

function digitIntent(digit: number, context: KeyContext): Intent | null {
  switch (context.open) {
    case 'reject': {
      const reason = context.reasons[digit - 1];
      return reason ? reasonIntent(reason, context.missing) : null;
    }
    case 'reject_sub': {
      const reason = context.reasons.find((one) => one.code === context.picked);
      const sub = reason?.subReasons[digit - 1];
      if (!reason || !sub) return null;
      return { kind: 'choose', choice: { kind: 'reject', reason: reason.code, subReason: sub.code, missing: [] } };
    }
    case 'recycle': {
      const until = context.presets[digit - 1];
      return until ? { kind: 'choose', choice: { kind: 'recycle', until, reason: context.picked } } : null;
    }
    case 'attempt':
      return attemptIntent(digit, context.picked);
    default:
      return topIntent(digit, context);
  }
}

/** One level back; null at the top, where Escape is the host's. */
export function backIntent(context: Pick<KeyContext, 'open' | 'picked'>): Intent | null {
  if (context.open === null) return null;
  if (context.open === 'reject_sub') return { kind: 'open', panel: 'reject', picked: null };
  if (context.open === 'attempt' && context.picked !== null) return { kind: 'open', panel: 'attempt', picked: null };
  return { kind: 'close' };
}

/** The meaning of one key pressed outside every text box, without modifiers; null when it has none here. */
export function keyIntent(key: string, context: KeyContext): Intent | null {
  if (key === 'Escape') return backIntent(context);
  if (/^[1-9]$/.test(key)) return digitIntent(Number(key), context);
  if (key === 'n' || key === 'N') return { kind: 'note' };
  if ((key === 'u' || key === 'U') && context.canUndo) return { kind: 'undo' };
  return null;
}
