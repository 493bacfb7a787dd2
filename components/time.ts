/**
 * Ages and moments in the reader's own zone and language of dates. All take the present as epoch ms, already
 * corrected to the server's clock.
 */
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

type Style = Intl.DateTimeFormatOptions;
const made = new Map<string, Intl.DateTimeFormat>();

/** Making a formatter costs far more than using one, so each style is made once. */
function formatter(style: Style): Intl.DateTimeFormat {
  const key = JSON.stringify(style);
  const known = made.get(key);
  if (known) return known;
  const fresh = new Intl.DateTimeFormat(undefined, style);
  made.set(key, fresh);
  return fresh;
}

/** "9:05 AM" where the day has twice twelve hours, "09:05" where it has twenty-four. */
export function hourStyle(locale?: string): 'numeric' | '2-digit' {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 ? 'numeric' : '2-digit';
}

let readers: ReturnType<typeof hourStyle> | undefined;
function clockStyle(): Style {
  readers ??= hourStyle();
  return { hour: readers, minute: '2-digit' };
}

function dayNumber(at: number): number {
  const date = new Date(at);
  return Math.round(new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime() / day);
}

/** "12 Nov", with the year when it is not this one. */
export function calendarDay(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatter({ day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** A date of a calendar, whatever zone it is read in: "Fri 25 Dec", with the year when it is not this one. */
export function dateWords(date: string, now: number): string {
  const sameYear = date.slice(0, 4) === String(new Date(now).getFullYear());
  const style: Style = {
    timeZone: 'UTC',
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  };
  return formatter(style).format(Date.parse(`${date}T00:00:00Z`));
}

/** How old a fact is, at most a few characters: "now", "4 min", "2 h", "3 d", then a date. */
export function age(at: string, now: number): string {
  const then = Date.parse(at);
  const passed = now - then;
  if (passed < minute) return 'now';
  if (passed < hour) return `${Math.floor(passed / minute)} min`;
  if (passed < day) return `${Math.floor(passed / hour)} h`;
  if (passed < 14 * day) return `${Math.floor(passed / day)} d`;
  return calendarDay(then, now);
}

/** The same for a screen reader: "4 minutes ago", "3 days ago", "on 12 Nov". */
export function spokenAge(at: string, now: number): string {
  const then = Date.parse(at);
  const passed = now - then;
  const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'always' });
  if (passed < minute) return 'just now';
  if (passed < hour) return relative.format(-Math.floor(passed / minute), 'minute');
  if (passed < day) return relative.format(-Math.floor(passed / hour), 'hour');
  if (passed < 14 * day) return relative.format(-Math.floor(passed / day), 'day');
  return `on ${calendarDay(then, now)}`;
}

/** A moment near the present: "14:10" today, "Mon 14:10" within six days, else "12 Nov, 14:10". */
export function moment(at: string | number, now: number): string {
  const then = typeof at === 'number' ? at : Date.parse(at);
  const apart = dayNumber(then) - dayNumber(now);
  const time = formatter(clockStyle()).format(then);
  if (apart === 0) return time;
  if (Math.abs(apart) < 7) return `${formatter({ weekday: 'short' }).format(then)} ${time}`;
  return `${calendarDay(then, now)}, ${time}`;
}

/** The day of a moment, for a heading: "14:10" today, "Mon" within six days, else "12 Nov". */
export function dayOf(at: string | number, now: number): string {
  const then = typeof at === 'number' ? at : Date.parse(at);
  const apart = dayNumber(then) - dayNumber(now);
  if (apart === 0) return formatter(clockStyle()).format(then);
  return Math.abs(apart) < 7 ? formatter({ weekday: 'short' }).format(then) : calendarDay(then, now);
}

/** The whole moment with its zone, for a tip: "Sat, 21 Nov 2026, 14:10 CET". */
export function fullMoment(at: string | number): string {
  const then = typeof at === 'number' ? at : Date.parse(at);
  return formatter({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...clockStyle(),
    timeZoneName: 'short',
  }).format(then);
}

/** The reader's zone at a moment: "CET". */
export function zoneName(at: number): string {
  const parts = formatter({ timeZoneName: 'short' }).formatToParts(at);
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? '';
}

/** A calendar date (`2026-12-21`) as "Mon, 21 Dec"; the year when it is not this one. */
export function dateLabel(date: string, now: number): string {
  const at = new Date(`${date}T12:00:00`).getTime();
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return formatter({ weekday: 'short', day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(at);
}

/** The reader's calendar date so many days from now, as `YYYY-MM-DD`. */
export function dateIn(days: number, now: number): string {
  const date = new Date(now);
  const then = new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 12);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${then.getFullYear()}-${two(then.getMonth() + 1)}-${two(then.getDate())}`;
}

/** An ISO 8601 duration of hours, minutes and seconds as "34 min"; null when it is not one. */
export function spentLabel(duration: string | null): string | null {
  const match = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?$/.exec(duration ?? '');
  if (!match) return null;
  const seconds = Number(match[1] ?? 0) * 3600 + Number(match[2] ?? 0) * 60 + Number(match[3] ?? 0);
  if (seconds < 60) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}
