/** How a letter stands beside others: 0 is no letter, `open` scripts write words without spaces or hang particles on them. */
export const open = 1;
const latin = 2;
const arabic = 5;
const hebrew = 6;

/** The script of one UTF-16 unit, as far as word edges need it. Digits stand with Latin letters. */
export function scriptOf(code: number): number {
  if (code < 0x80) return (code >= 48 && code <= 57) || (code >= 97 && code <= 122) || (code >= 65 && code <= 90) ? latin : 0;
  if (code >= 0xc0 && code <= 0x24f) return code === 0xd7 || code === 0xf7 ? 0 : latin;
  if (code >= 0x1e00 && code <= 0x1eff) return latin;
  if ((code >= 0x370 && code <= 0x3ff) || (code >= 0x1f00 && code <= 0x1fff)) return 3;
  if (code >= 0x400 && code <= 0x52f) return 4;
  if (code >= 0x590 && code <= 0x5ff) return hebrew;
  if (code >= 0x600 && code <= 0x6ff) return code === 0x60c || code === 0x61b || code === 0x61f ? 0 : arabic;
  if (code >= 0x900 && code <= 0xdff) return 7 + ((code - 0x900) >> 7);
  if (code >= 0xe00 && code <= 0xeff) return open;
  if (code >= 0x1100 && code <= 0x17ff) return open;
  if ((code >= 0x3005 && code <= 0x3007) || (code >= 0x3040 && code <= 0xd7ff && code !== 0x30fb)) return open;
  return 0;
}

/** Letters that Arabic and Hebrew write onto the word after them: "and", "the", "by", "from". */
const glued: Readonly<Record<number, RegExp>> = { [arabic]: /^[وفبلكسا]{1,4}$/, [hebrew]: /^[והבלמשכ]{1,3}$/ };

/** True where a word of the script of `at` may begin. */
export function begins(text: string, at: number): boolean {
  const script = scriptOf(text.charCodeAt(at));
  if (script <= open || at === 0 || scriptOf(text.charCodeAt(at - 1)) !== script) return true;
  const prefix = glued[script];
  if (!prefix) return false;
  let from = at;
  while (from > 0 && at - from < 5 && scriptOf(text.charCodeAt(from - 1)) === script) from--;
  return prefix.test(text.slice(from, at));
}

/** True where a word that ends before `at` may end. */
export function ends(text: string, at: number): boolean {
  const script = scriptOf(text.charCodeAt(at - 1));
  return script <= open || at >= text.length || scriptOf(text.charCodeAt(at)) !== script;
}

const single: Readonly<Record<string, string>> = {
  ı: 'i',
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  æ: 'a',
  œ: 'o',
  ß: 's',
  þ: 't',
  ё: 'е',
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ک: 'ك',
  ی: 'ي',
  '’': "'",
  '׳': "'",
  '״': '"',
  '‘': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‑': '-',
  '‐': '-',
};
const cache = new Map<string, string>();

/** One letter for one letter: lower case, without the accents that people leave out. */
function foldOne(letter: string): string {
  const known = cache.get(letter);
  if (known !== undefined) return known;
  const lower = letter.toLowerCase();
  const script = scriptOf(letter.charCodeAt(0));
  const base = script === latin || script === 3 ? (lower.normalize('NFD')[0] ?? letter) : (lower[0] ?? letter);
  const folded = single[base] ?? base;
  if (cache.size < 20_000) cache.set(letter, folded);
  return folded;
}

/** The text as it is looked up: as long as the text given, so that places in one are places in the other. */
export function fold(text: string): string {
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 65 && code <= 90) folded += String.fromCharCode(code + 32);
    else if (code < 0x60) folded += text[at];
    else if (code < 0x80) folded += code === 0x60 ? "'" : text[at];
    else folded += foldOne(text.charAt(at));
  }
  return folded;
}
