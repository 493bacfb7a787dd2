import type { OriginInput } from '../index.ts';

/** A repeatable stream of numbers from 0 up to 1. */
export function stream(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const wrong: readonly unknown[] = [
  null,
  undefined,
  0,
  Number.NaN,
  true,
  [],
  {},
  [null],
  Symbol.iterator,
  10n,
  () => 'ChatGPT',
  new Date(0),
  /x/,
];
const pieces = [
  '\ud800',
  '\udc00',
  '\0',
  '\u202e',
  '\n',
  '%',
  '%zz',
  '://',
  '?',
  '#',
  '@',
  ':',
  '[',
  ']',
  '\u200d',
  '👩‍💻',
  ' not ',
  ' then ',
  ' ',
  '"',
  '\\',
  'ſ',
  'İ',
  'ß',
  '\uffff',
];

/** Texts and addresses cut, doubled, mixed and spoilt; now and then a thing that is no text at all. */
export function spoiler(texts: readonly string[], seed: number): () => OriginInput {
  const next = stream(seed);
  const below = (most: number) => Math.floor(next() * most);
  const one = <T>(list: readonly T[]): T | undefined => list[below(list.length)];
  const text = (): unknown => {
    if (next() < 0.03) return one(wrong);
    let made = one(texts) ?? '';
    for (let turns = below(4); turns > 0; turns--) {
      const at = below(made.length + 1);
      const way = below(6);
      if (way === 0) made = made.slice(0, at);
      else if (way === 1) made = made.slice(0, at) + (one(pieces) ?? '') + made.slice(at);
      else if (way === 2) made = made.slice(at) + made.slice(0, at);
      else if (way === 3) made = made.slice(0, at) + (one(texts) ?? '');
      else if (way === 4) made = made.slice(0, at) + made.slice(at + 1);
      else made = made.slice(0, at) + String.fromCharCode(below(0x10000)) + made.slice(at);
    }
    return next() < 0.002 ? made.repeat(200) : made;
  };
  const maybe = () => (next() < 0.6 ? text() : undefined);
  return () => {
    const touches = Array.from({ length: below(3) }, () =>
      next() < 0.1 ? one(wrong) : { referrer: maybe(), landingUrl: maybe() },
    );
    const input = {
      referrer: maybe(),
      landingUrl: maybe(),
      userAgent: maybe(),
      selfReported: maybe(),
      salesNote: maybe(),
      laterTouches: next() < 0.05 ? one(wrong) : touches,
    };
    return (next() < 0.005 ? one(wrong) : input) as OriginInput;
  };
}
