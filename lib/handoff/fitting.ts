import type { LeadContext } from '../contract/context.ts';
import { replyCap } from '../contract/wire.ts';

/** Room for what an answer says beside the context. */
const most = replyCap - 16 * 1024;
/** What a text is cut to, as long as the whole does not fit; in UTF-16 units. */
const rounds = [1000, 500, 200, 80];
/** Names of what points at something: half of it points at nothing. */
const pointer = /^(id|ids|key|ref|refs|by|at|\w+(Id|At|By|Ref|Refs))$/;

const bytesOf = (body: string) => (body.length * 3 <= most ? 0 : new TextEncoder().encode(body).byteLength);

function cut(text: string, to: number): string {
  if (text.length <= to) return text;
  // Half an address leads elsewhere: the site alone is true.
  if (/^https?:\/\//i.test(text) && URL.canParse(text)) return new URL(text).origin.slice(0, 2048);
  // Not through the middle of a letter that takes two units.
  return `${text.slice(0, to - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function shortened<T>(value: T, to: number): T {
  if (typeof value === 'string') return cut(value, to) as T;
  if (Array.isArray(value)) return value.map((one) => shortened(one, to)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [name, pointer.test(name) ? part : shortened(part, to)]),
  ) as T;
}

/**
 * A context and its JSON in UTF-8, in at most 240 KB, so that every answer that holds one is read. Ordinary ones are 20 to 60 KB and come back
 * as they are; one that buyers or reps have filled with the longest texts has them cut, as little as it takes. All is in the export.
 */
export function fitting(context: LeadContext): { context: LeadContext; body: string } {
  let fitted = { context, body: JSON.stringify(context) };
  for (const to of rounds) {
    if (bytesOf(fitted.body) <= most) break;
    const shorter = shortened(context, to);
    fitted = { context: shorter, body: JSON.stringify(shorter) };
  }
  return fitted;
}
