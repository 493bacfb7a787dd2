/** Words and moments of a countdown. No dates, no zones: it runs in the sidebar every second. */

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** Below this much the countdown shows seconds. */
const closeTo = 2 * minute;

/**
 * A length of time for people, in at most two units and never more than there is: "2 d 3 h", "1 h 40 m", "42 min",
 * "1 m 20 s", and "12 min over" where it is negative. Milliseconds in.
 *
 * A day is 24 hours of the time counted. Pass `{ days: false }` where that could be taken for a working day: "51 h".
 */
export function formatDuration(ms: number, options: { days?: boolean } = {}): string {
  const size = Math.abs(ms);
  const words = size < closeTo ? closeWords(size) : farWords(size, options.days ?? true);
  return ms < 0 ? `${words} over` : words;
}

function closeWords(size: number): string {
  const seconds = Math.floor(size / second);
  if (seconds === 0) return '0 min';
  if (seconds < 60) return `${seconds} s`;
  return seconds === 60 ? '1 min' : `1 m ${seconds - 60} s`;
}

function farWords(size: number, days: boolean): string {
  if (size < hour) return `${Math.floor(size / minute)} min`;
  if (size < day || !days) return pair(Math.floor(size / hour), 'h', Math.floor((size % hour) / minute), 'm');
  return pair(Math.floor(size / day), 'd', Math.floor((size % day) / hour), 'h');
}

function pair(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** Milliseconds of running time until the words for `remainingMs` change: within a minute, within a second near the due moment. */
export function nextChange(remainingMs: number): number {
  const size = Math.abs(remainingMs);
  const down = remainingMs >= 0;
  const unit = (down ? size <= closeTo : size < closeTo) ? second : minute;
  return down ? (size % unit) + 1 : unit - (size % unit);
}

/** Remaining times worth saying aloud, in milliseconds; 0 stands for the breach. */
export const announcedAt = [hour, 30 * minute, 10 * minute, 5 * minute, minute, 0] as const;

/**
 * The threshold passed on the way from one remaining time to a later one, the lowest if several; null when there is
 * nothing to announce. 0 is the breach, passed once the remaining time is negative.
 */
export function thresholds(previousMs: number, nextMs: number): (typeof announcedAt)[number] | null {
  const passed = announcedAt.filter((at) => (at === 0 ? previousMs >= 0 && nextMs < 0 : previousMs > at && nextMs <= at));
  return passed.at(-1) ?? null;
}
