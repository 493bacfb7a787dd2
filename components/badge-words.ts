import type { Clock } from '../lib/contract/clock.ts';
import type { Tick } from '../lib/sla/tick.ts';
import { amountWords, dueWords } from './clock-words.ts';

const minute = 60_000;

/** What the toolbar shows of a lead's most pressing clock: at most four characters, and a sentence for the tip. */
export function badgeWords(found: { clock: Clock; state: Tick } | null, now: number): { text: string; title: string } {
  if (!found) return { text: '', title: '' };
  const { clock, state } = found;
  const left = `${clock.name.slice(0, 60)}: ${amountWords(clock, state.remainingMs)} ${state.breached ? 'late' : 'left'}`;
  return { text: shortly(state.remainingMs, state.breached), title: `${left}, ${dueWords(clock, now)}`.slice(0, 120) };
}

/** "42m", "3h", "12d", "<1m"; "-5m" and "late" after the breach. Rounded down, never more than there is. */
function shortly(remainingMs: number, late: boolean): string {
  const minutes = Math.floor(Math.abs(remainingMs) / minute);
  if (minutes === 0) return late ? 'late' : '<1m';
  const hours = Math.floor(minutes / 60);
  const size = minutes < 100 ? `${minutes}m` : hours < 100 ? `${hours}h` : `${Math.min(99, Math.floor(hours / 24))}d`;
  return late ? `-${size}` : size;
}
