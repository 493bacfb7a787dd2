import type { RawTouch } from '../contract/facts.ts';
import type { Touch } from '../contract/touch.ts';
import { pageAddress } from '../policy/page-pattern.ts';

/**
 * The row a touch is folded into. It depends on the touch alone, so it stays the same whichever touches came before,
 * and a reason can point at the row without knowing the others: same page (query and fragment aside), or, for anything
 * but a page, same kind, name and page.
 */
export function foldedIdOf(touch: Pick<RawTouch, 'kind' | 'name' | 'title' | 'url' | 'path'>): string {
  const address = pageAddress(touch);
  const where = address ? `${address.host ?? ''}${address.path}` : touch.title.trim().toLowerCase();
  const what = touch.kind === 'page' && address ? '' : touch.name.trim().toLowerCase();
  return `${touch.kind}-${fingerprint(`${what}\n${where}`)}`;
}

const alikes = new WeakMap<object, string>();

/**
 * Touches alike in all that matching and folding look at: of ten thousand touches a few hundred differ. Kept by touch, since
 * the score and the timeline both ask.
 */
export function alike(touch: Pick<RawTouch, 'kind' | 'name' | 'title' | 'url' | 'path' | 'stage' | 'topic'>): string {
  const known = alikes.get(touch);
  if (known !== undefined) return known;
  const made = [touch.kind, touch.name, touch.title, touch.url, touch.path, touch.stage, touch.topic].join('\n');
  alikes.set(touch, made);
  return made;
}

/** How a reason points at a touch's row on the sidebar. */
export function touchRef(touch: Parameters<typeof foldedIdOf>[0]): string {
  return `touch:${foldedIdOf(touch)}`;
}

/** FNV-1a, twice with different starts: 64 bits, enough for the pages one person sees. */
function fingerprint(text: string): string {
  let a = 0x811c9dc5;
  let b = 0x7ee3623b;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x01000193) ^ (b >>> 15);
  }
  return (a >>> 0).toString(36).padStart(7, '0') + (b >>> 0).toString(36).padStart(7, '0');
}

/** Repeats become one row, newest first. Expects touches ascending by time. */
export function fold(touches: readonly RawTouch[]): Touch[] {
  const rows = new Map<string, Touch>();
  const ids = new Map<string, string>();
  for (const touch of touches) {
    const key = alike(touch);
    const id = ids.get(key) ?? foldedIdOf(touch);
    ids.set(key, id);
    const before = rows.get(id);
    const seconds = (before ? secondsOf(before.spent) : 0) + Math.max(0, touch.spent ?? 0);
    // Set again rather than changed in place: a Map keeps the order of first insertion, and newest first is wanted.
    rows.delete(id);
    rows.set(id, {
      id,
      at: touch.at,
      firstAt: before?.firstAt ?? touch.at,
      count: (before?.count ?? 0) + 1,
      kind: touch.kind,
      title: (touch.title.trim() || touch.name.trim() || touch.path || 'Untitled').slice(0, 2048),
      url: touch.url,
      stage: touch.stage ?? before?.stage ?? null,
      topic: touch.topic ?? before?.topic ?? null,
      spent: seconds > 0 ? `PT${Math.round(seconds)}S` : null,
      depth: deeper(before?.depth ?? null, touch.depth),
      source: touch.source,
    });
  }
  return [...rows.values()].reverse();
}

const secondsOf = (spent: string | null) => (spent ? Number(spent.slice(2, -1)) : 0);

function deeper(a: number | null, b: number | null): number | null {
  const clamped = b === null ? null : Math.min(1, Math.max(0, b));
  if (a === null || clamped === null) return a ?? clamped;
  return Math.max(a, clamped);
}
