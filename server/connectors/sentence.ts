const longest = 240;
// Control characters, and those that turn the direction of text or hide in it.
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu;
// Halves of characters, which UTF-8 cannot hold.
const halves = /\p{Surrogate}/gu;

/** The words of a CRM as part of one sentence of ours: one line, cut, nothing hidden in it, and no secret. */
export function quoted(text: unknown, secrets: readonly string[], most = longest): string {
  let words = typeof text === 'string' ? text.slice(0, 10_000) : '';
  for (const secret of secrets) if (secret.length > 5) words = words.replaceAll(secret, '…');
  words = words
    .replace(unseen, ' ')
    .replace(/\b(Bearer|Basic)\s+[\w.~+/=-]{8,}/gi, '$1 …')
    .replace(/\s+/g, ' ')
    .trim();
  return (words.length > most ? `${words.slice(0, most).trimEnd()}…` : words).replace(halves, '');
}

/** `quoted` as the end of a sentence, with its full stop, or `otherwise` where the CRM gave no words. */
export function told(text: unknown, secrets: readonly string[], otherwise: string): string {
  const words = quoted(text, secrets);
  if (words === '') return otherwise;
  return /[.!?…]$/.test(words) ? words : `${words}.`;
}

/** Text for a field of a CRM: unchanged but for control characters, which some refuse, and cut to what the field holds. */
export function plain(text: string, most: number): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
  return (clean.length > most ? `${clean.slice(0, most - 1)}…` : clean).replace(halves, '');
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Plain text for a field that holds markup: shown as it was written. */
export function asMarkup(text: string, most: number): string {
  return plain(text, most)
    .replace(/[&<>"]/g, (letter) => entities[letter] ?? letter)
    .replaceAll('\n', '<br>');
}
