/** Looks for a word in files the way a finder of a lost disk would: as it is, as UTF-16, in base64, and in pieces as compression leaves it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Twenty letters and digits that stand nowhere else: long enough that compression by pglz, snappy or lz4 leaves seven of them in a row. */
export const newMarker = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(20)), (byte) => (byte % 36).toString(36)).join('');

const piece = 7;

/** Every spelling of a marker, as bytes. */
function spellings(marker: string): Buffer[] {
  const pieces = Array.from({ length: marker.length - piece + 1 }, (_, at) => marker.slice(at, at + piece));
  const plain = [...new Set(pieces.flatMap((one) => [one, one.toUpperCase()]))].map((one) => Buffer.from(one));
  // In base64 a word has three looks, by where it begins; its ends depend on what is beside it.
  const base64 = [0, 1, 2].map((shift) => {
    const text = Buffer.from(' '.repeat(shift) + marker)
      .toString('base64')
      .replaceAll('=', '');
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -2));
  });
  return [...plain, ...base64, Buffer.from(marker, 'utf16le'), Buffer.from(Buffer.from(marker).toString('hex'))];
}

/** Files below `folder` that hold the marker in any spelling, by their paths within it. `skip` names paths that are passed over. */
export function tracesIn(folder: string, marker: string, skip: (path: string) => boolean = () => false): string[] {
  const wanted = spellings(marker);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !skip(relative(folder, path)))
    .flatMap((path) => {
      const bytes = readFileSync(path);
      return wanted.some((one) => bytes.includes(one)) ? [relative(folder, path)] : [];
    })
    .sort();
}
