import type { LeadContext } from '../contract/context.ts';
import type { LeadFacts, RawTouch } from '../contract/facts.ts';
import { matchesPage, pageAddress } from '../policy/page-pattern.ts';
import type { ContentEntry } from '../policy/parts.ts';
import { isAutomatic } from './automatic.ts';
import { alike, fold } from './fold.ts';
import { matchContent } from './match-content.ts';

export { alike, foldedIdOf, touchRef } from './fold.ts';
export { matchContent } from './match-content.ts';

export type ReadOptions = {
  /** The lead is one of our own people: nothing they did counts. */
  staff?: boolean;
  /** Pages that are no reading. */
  ignorePages?: readonly string[];
};

/** Rows the sidebar shows at most. */
export const maxRows = 100;

/**
 * The buyer's own touches, each once, oldest first, named by the catalogue: machines, our own people and pages that are
 * no reading are left out. What the score, the timeline and the next step all read.
 */
export function buyerTouches(
  touches: readonly RawTouch[],
  catalogue: readonly ContentEntry[],
  options: ReadOptions = {},
): RawTouch[] {
  if (options.staff) return [];
  const named = new Map<string, ReturnType<typeof matchContent> | null>();
  const machines = new Map<string | null, boolean>();
  const kept: RawTouch[] = [];
  for (const { touch } of inOrder(touches)) {
    const machine = machines.get(touch.userAgent) ?? isAutomatic(touch.userAgent);
    machines.set(touch.userAgent, machine);
    if (machine) continue;
    const key = alike(touch);
    let match = named.get(key);
    if (match === undefined) {
      match = isIgnored(touch, options.ignorePages ?? []) ? null : matchContent(touch, catalogue);
      named.set(key, match);
    }
    if (match) kept.push({ ...touch, ...match });
  }
  return kept;
}

function isIgnored(touch: RawTouch, ignored: readonly string[]): boolean {
  const address = touch.kind === 'page' ? pageAddress(touch) : null;
  return address !== null && ignored.some((pattern) => matchesPage(pattern, address));
}

/** A touch and its moment, epoch ms. */
type Timed = { touch: RawTouch; time: number };

/** Each touch once, ascending by time and then id, whatever order and however often they arrived. */
export function inOrder(touches: readonly RawTouch[]): Timed[] {
  const byId = new Map<string, Timed>();
  for (const touch of touches) {
    const one = { touch, time: Date.parse(touch.at) };
    const known = byId.get(touch.id);
    if (!known || before(one, known)) byId.set(touch.id, one);
  }
  const once = [...byId.values()];
  const sorted = once.every((one, index) => index === 0 || before(once[index - 1] ?? one, one));
  if (!sorted) once.sort((a, b) => (before(a, b) ? -1 : 1));
  return once;
}

function before(a: Timed, b: Timed): boolean {
  if (a.time !== b.time) return a.time < b.time;
  if (a.touch.id !== b.touch.id) return a.touch.id < b.touch.id;
  // The same id twice with different contents: any fixed choice will do, so that the order of arrival plays no part.
  return JSON.stringify(a.touch) < JSON.stringify(b.touch);
}

/** The timeline: newest first, repeats folded, at most 100 rows; `total` counts every touch. */
export function readFor(
  facts: Pick<LeadFacts, 'touches'>,
  catalogue: readonly ContentEntry[],
  options: ReadOptions = {},
): LeadContext['read'] {
  return timeline(buyerTouches(facts.touches, catalogue, options));
}

/** `readFor` for touches that `buyerTouches` has gone over already. */
export function timeline(touches: readonly RawTouch[]): LeadContext['read'] {
  return { touches: fold(touches).slice(0, maxRows), total: touches.length, firstAt: touches[0]?.at ?? null };
}
