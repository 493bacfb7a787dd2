/**
 * Fills the loading view with what a rep looks for first, who it is and how long they have, while the app is still being
 * loaded. The app then draws the same words in the same places.
 */
import { byPress, dueWords, remainingWords } from '../../components/clock-words.ts';
import { initials } from '../../components/initials.ts';
import type { LeadContext } from '../../lib/contract/context.ts';
import { tick } from '../../lib/sla/tick.ts';
import { markPainted } from './paint-mark.ts';

const tones = { calm: 'text-ink', soon: 'text-warn', urgent: 'text-warn', breached: 'text-bad' } as const;

function write(part: string, className: string, words: string): void {
  const element = document.querySelector<HTMLElement>(`[data-early="${part}"]`);
  if (!element) return;
  element.className = className;
  element.textContent = words;
}

function writeClock(context: LeadContext, now: number): void {
  const first = context.clocks.map((clock) => ({ clock, state: tick(clock, now) })).sort(byPress)[0];
  if (!first || first.clock.stoppedAt) return;
  const { clock, state } = first;
  write('clock', 'flex justify-between gap-2 text-ink-2', '');
  const line = document.querySelector('[data-early="clock"]');
  for (const words of [clock.name, dueWords(clock, now)]) {
    const span = document.createElement('bdi');
    span.textContent = words;
    line?.append(span);
  }
  const left = state.remainingMs > -1_000 && state.breached ? 'Late' : remainingWords(clock, state);
  write('left', `text-2xl font-semibold tracking-tight ${tones[state.urgency]}`, left);
}

function drawLead(context: LeadContext, now: number): boolean {
  const { name, email, title, company } = context.who;
  const shown = name?.value ?? email?.value;
  if (typeof shown !== 'string') return false;
  write(
    'mark',
    'grid size-9 flex-none place-items-center rounded-full bg-accent-soft text-base font-semibold text-accent',
    initials(shown),
  );
  write('name', 'text-lg font-semibold', shown);
  write('role', 'text-ink-2', `${title?.value ?? 'Title not known'}, ${company?.value ?? 'company not known'}`);
  writeClock(context, now);
  return true;
}

/** The loading view of this document, from the first hand-over until the app takes it over. */
export function earlyView() {
  // Looked for when first needed: the boot does not wait for the document to be parsed.
  let root: HTMLElement | null = null;
  let loading: Node | undefined;
  let expected: string | null = null;
  let drawn: string | null = null;
  let shown = false;
  let marked = false;
  const mark = () => {
    if (marked || !shown || drawn === null) return;
    marked = true;
    markPainted(1);
  };
  return {
    /** The record on screen is now `key`: what was drawn of another goes at once. */
    expect(key: string | null): void {
      expected = key;
      root ??= document.getElementById('root');
      loading ??= root?.cloneNode(true);
      if (drawn === null || drawn === key || !root) return;
      drawn = null;
      root.replaceChildren(...(loading?.cloneNode(true).childNodes ?? []));
    },
    /**
     * Draws the lead if it is still the one expected; true when it is on screen. `context` may not have been checked
     * against the contract yet: it is written as text only, and what does not fit is left to the app, which checks all of it.
     */
    draw(key: string, context: LeadContext, now: number): boolean {
      if (key !== expected || drawn === key) return drawn === key;
      try {
        if (drawLead(context, now)) drawn = key;
        mark();
      } catch {
        return false;
      }
      return drawn === key;
    },
    /** Somebody has paired with this document: what it holds may be seen. */
    show(): void {
      shown = true;
      document.documentElement.removeAttribute('data-unpaired');
      mark();
    },
    /** The record whose words are on screen. */
    drawn: () => drawn,
  };
}
