/**
 * Text as a person can read it. What a lead types, or a CRM says of one, may hold characters nobody sees: some turn the text around
 * them, some carry words for machines, some make one name look like another. They are taken out where the text is shown or written
 * on; what scripts and emoji need of them stays. Sources: UTS 39 (mixed scripts), UTS 51 (emoji sequences), UAX 9 (bidirectional
 * controls), RFC 5892 A.1 and A.2 (joiners), CVE-2021-42574.
 */

/** Why a text is marked. `turned`: direction forced. `unseen`: characters without a shape. `stacked`: marks piled on a letter. */
export const marks = ['turned', 'unseen', 'stacked', 'mixed'] as const;
export type Mark = (typeof marks)[number];
export type Legible = {
  text: string;
  /** How many characters were taken out, those that mean nothing (a frame around a whole value) aside. */
  hidden: number;
  /** What was found, in the order of `marks`; `mixed` takes nothing out. */
  found: readonly Mark[];
};

/** More marks on one letter than any language writes. */
const mostMarks = 4;

/** Nothing in it that needs a look: nearly every text. */
const plain = /^[\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff]*$/;

const turns = /[\u202A-\u202E\u2066-\u2069\u206A-\u206F]/u;
/** Left-to-right and right-to-left marks: at home in a text that has letters of the other direction. */
const directionMark = /[\u061C\u200E\u200F]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
/** Shapeless, first and last: controls, zero-width and filling characters, annotation, variation selectors, tags. */
const shapeless: readonly (readonly [number, number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x034f, 0x034f],
  [0x115f, 0x1160],
  [0x17b4, 0x17b5],
  [0x180b, 0x180f],
  [0x200b, 0x200d],
  [0x2060, 0x2065],
  [0x3164, 0x3164],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xffa0, 0xffa0],
  [0xfff0, 0xfffb],
  [0x1bca0, 0x1bca3],
  [0x1d173, 0x1d17a],
  [0xe0000, 0xe0fff],
];
const isUnseen = (char: string): boolean => {
  const code = char.codePointAt(0) ?? 0;
  return shapeless.some(([first, last]) => code >= first && code <= last);
};
const emoji = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|\u20E3/u;
const emojiBase = /[\p{Emoji}]/u;
/** Scripts in which a joiner or its opposite changes how a word is written. */
const joining =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}]/u;
/** Written without spaces: an unseen one says where a line may break. */
const unspaced = /[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** Written with variation selectors of their own. */
const varying = /[\p{Script=Han}\p{Script=Mongolian}\p{Script=Myanmar}\p{Script=Phags_Pa}]/u;
const combining = /\p{M}/u;
/** The flags of England, Scotland and Wales: a black flag, letters as tags, and an end. */
const tagFlag =
  /\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}/gu;
/** Ends of lines by other names, and what web pages and files have for their own use: gone without a word. */
const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;
const setters = /^\uFEFF|\u00AD/g;
/** Contacts of some phones are copied with a pair around the whole value. It turns nothing, so it goes unsaid. */
const framed = /^[\u202A\u202B\u202D\u2066-\u2068]([^\u202A-\u202E\u2066-\u2069]*)[\u202C\u2069]$/u;
/** Letters of these look like one another, and no language mixes them within a word. */
const alike = [/\p{Script=Latin}/u, /\p{Script=Cyrillic}/u, /\p{Script=Greek}/u, /\p{Script=Armenian}/u, /\p{Script=Cherokee}/u];
const words = /[\p{L}\p{M}]+/gu;

/** Whether `char` has a reason to stand between `before` and `after`. */
function belongs(char: string, before: string, after: string): boolean {
  if (char === '\u200D' && (emoji.test(before) || before === '\uFE0F')) return emoji.test(after);
  // After a sign that joins, it ends a word: the old way to write the chillu letters of Malayalam.
  if (char === '\u200D') return joining.test(before) && (combining.test(before) || joining.test(after));
  if (char === '\u200B') return unspaced.test(before) && unspaced.test(after);
  if (char === '\u200C') return joining.test(before) && joining.test(after);
  if (char === '\uFE0F' || char === '\uFE0E') return emojiBase.test(before);
  if (/[\u180B-\u180D\u180F\uFE00-\uFE0D\u{E0100}-\u{E01EF}]/u.test(char)) return varying.test(before);
  if (char === '\u180E') return /\p{Script=Mongolian}/u.test(before);
  return false;
}

/** Whether one of its words is made of letters that are not of one alphabet. */
const isMixed = (text: string): boolean =>
  (text.match(words) ?? []).some((word) => alike.filter((script) => script.test(word)).length > 1);

/** `given` without what nobody can see, and what there was of it. Well-formed, never longer, and the same again when put in again. */
export function legible(given: string): Legible {
  if (plain.test(given)) return { text: given, hidden: 0, found: [] };
  const whole = given
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(lineEnds, '\n')
    .replace(setters, '');
  const inner = framed.exec(whole)?.[1] ?? whole;
  const flags = new Set<number>();
  for (const { index, 0: flag } of inner.matchAll(tagFlag)) for (let at = index; at < index + flag.length; at += 1) flags.add(at);
  const bothWays = rightToLeft.test(inner);
  const found = new Set<Mark>();
  let hidden = 0;
  let text = '';
  let last = '';
  let piled = 0;
  let at = 0;
  for (const char of inner) {
    const here = at;
    at += char.length;
    const leave = (mark: Mark) => {
      hidden += 1;
      found.add(mark);
    };
    if (turns.test(char)) leave('turned');
    else if (directionMark.test(char) && !bothWays) leave('turned');
    else if (isUnseen(char) && !flags.has(here) && !belongs(char, last, nextIn(inner, at))) leave('unseen');
    else {
      if (!isUnseen(char)) piled = combining.test(char) ? piled + 1 : 0;
      if (piled > mostMarks) leave('stacked');
      else {
        text += char;
        last = char;
      }
    }
  }
  if (isMixed(text)) found.add('mixed');
  return { text, hidden, found: marks.filter((mark) => found.has(mark)) };
}

const nextIn = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 32);
