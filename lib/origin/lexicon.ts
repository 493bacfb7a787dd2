import { begins, ends, fold, open, scriptOf } from './fold.ts';

/**
 * A list of phrases. `|` stands between phrases, `(a/b/)` for one of several or none, `*` at the end of a word for any
 * ending, `_` for an optional space, hyphen or dot, a space for at least one. Before a phrase, `=`: only in capitals;
 * `^`: only with a capital first; `!`: only with its accents. Else accents and case do not matter.
 */
export type Phrases = string;
type Leaf<T> = { value: T; capitals: boolean; initial: boolean; exact: string | null };
type Node<T> = {
  /** Where it goes on after a letter: nearly always after one only, so that only a fork has a map. */
  letter: string;
  only: Node<T> | null;
  fork: Map<string, Node<T>> | null;
  leaves: readonly Leaf<T>[];
  /** Phrases that end here with any ending of the word. */
  open: readonly Leaf<T>[];
  /** Where it goes on after the ending of a word, an optional gap and a gap. */
  star: Node<T> | null;
  maybe: Node<T> | null;
  gap: Node<T> | null;
};
/** `values` are those of every phrase that is written this way, in the order in which they were added. */
export type Hit<T> = { start: number; end: number; values: T[] };
type Best<T> = { end: number; values: T[] };

const none: readonly never[] = [];
const node = <T>(): Node<T> => ({
  letter: '',
  only: null,
  fork: null,
  leaves: none,
  open: none,
  star: null,
  maybe: null,
  gap: null,
});

function after<T>(from: Node<T>, letter: string): Node<T> | undefined {
  if (from.fork) return from.fork.get(letter);
  return from.only !== null && from.letter === letter ? from.only : undefined;
}

function grow<T>(from: Node<T>, letter: string): Node<T> {
  const known = after(from, letter);
  if (known) return known;
  const grown = node<T>();
  if (from.fork) from.fork.set(letter, grown);
  else if (from.only === null) [from.letter, from.only] = [letter, grown];
  else {
    from.fork = new Map([
      [from.letter, from.only],
      [letter, grown],
    ]);
    from.only = null;
  }
  return grown;
}

/** Every phrase that a pattern with groups stands for. */
function expand(pattern: string): string[] {
  const group = /\(([^()]*)\)/.exec(pattern);
  if (!group) return [pattern];
  const head = pattern.slice(0, group.index);
  const tail = pattern.slice(group.index + group[0].length);
  return (group[1] ?? '').split('/').flatMap((choice) => expand(head + choice + tail));
}

const isGap = (letter: string) => letter === ' ' || letter === '-' || letter === '\u00a0' || letter === '\n';

/** Phrases of all kinds in one tree of letters: a text is read once, whatever the number of phrases. */
export class Lexicon<T> {
  private readonly root = node<T>();

  add(phrases: Phrases, value: T): this {
    for (const raw of phrases.split('|'))
      for (const expanded of expand(raw.trim())) {
        const phrase = fold(expanded.normalize('NFKC')).replace(/\s+/g, ' ').trim();
        const capitals = phrase.startsWith('=');
        const initial = phrase.startsWith('^');
        const exact = phrase.startsWith('!') ? expanded.normalize('NFKC').slice(1).toLowerCase() : null;
        const word = capitals || initial || exact ? phrase.slice(1) : phrase;
        if (word !== '') this.insert(this.root, word, { value, capitals, initial, exact });
      }
    return this;
  }

  private insert(from: Node<T>, phrase: string, leaf: Leaf<T>): void {
    let at = from;
    for (let index = 0; index < phrase.length; index++) {
      const letter = phrase.charAt(index);
      if (letter === '*' && index === phrase.length - 1) {
        at.open = [...at.open, leaf];
        return;
      }
      if (letter === '*') at = at.star ??= node<T>();
      else if (letter === '_') at = at.maybe ??= node<T>();
      else if (letter === ' ') at = at.gap ??= node<T>();
      else at = grow(at, letter);
    }
    at.leaves = [...at.leaves, leaf];
  }

  /** The phrases of a folded text, leftmost and longest, none overlapping. `original` is the text before folding. */
  scan(text: string, original: string): Hit<T>[] {
    const hits: Hit<T>[] = [];
    let at = 0;
    while (at < text.length) {
      if (scriptOf(text.charCodeAt(at)) === 0 || !begins(text, at)) {
        at++;
        continue;
      }
      const best: Best<T> = { end: at, values: [] };
      this.walk(this.root, text, original, at, at, best);
      if (best.values.length > 0) {
        hits.push({ start: at, end: best.end, values: best.values });
        at = best.end;
      } else at++;
    }
    return hits;
  }

  private walk(from: Node<T>, text: string, original: string, start: number, at: number, best: Best<T>): void {
    if (from.leaves.length > 0) take(from.leaves, text, original, start, at, best);
    if (from.open.length > 0 || from.star) {
      const to = wordEnd(text, at);
      if (from.open.length > 0) take(from.open, text, original, start, to, best);
      if (from.star) this.walk(from.star, text, original, start, to, best);
    }
    if (from.maybe) {
      const letter = text.charAt(at);
      this.walk(from.maybe, text, original, start, at, best);
      if (isGap(letter) || letter === '.' || letter === '_') this.walk(from.maybe, text, original, start, at + 1, best);
    }
    if (at >= text.length) return;
    const letter = text.charAt(at);
    if (from.gap && isGap(letter)) {
      let to = at + 1;
      while (to < text.length && to < at + 4 && isGap(text.charAt(to))) to++;
      this.walk(from.gap, text, original, start, to, best);
    }
    const next = after(from, letter);
    if (next) this.walk(next, text, original, start, at + 1, best);
  }
}

/** The end of the word that goes on at a place; an ending has at most twelve letters. */
function wordEnd(text: string, at: number): number {
  const script = scriptOf(text.charCodeAt(at - 1));
  if (script <= open) return at;
  let to = at;
  while (to < text.length && to < at + 12 && scriptOf(text.charCodeAt(to)) === script) to++;
  return to;
}

/** Takes what ends here when nothing longer is known; as long a match adds to what is known. */
function take<T>(leaves: readonly Leaf<T>[], text: string, original: string, start: number, end: number, best: Best<T>): void {
  if (leaves.length === 0 || end < best.end || end === start || !ends(text, end)) return;
  for (const leaf of leaves) {
    if (!asWritten(leaf, original, start, end)) continue;
    if (end > best.end) best.values = [];
    best.end = end;
    best.values.push(leaf.value);
  }
}

function asWritten(leaf: Leaf<unknown>, original: string, start: number, end: number): boolean {
  if (leaf.capitals) return original.slice(start, end) === original.slice(start, end).toUpperCase();
  if (leaf.exact !== null) return original.slice(start, end).toLowerCase() === leaf.exact;
  if (leaf.initial) return original.charAt(start) !== original.charAt(start).toLowerCase();
  return true;
}
