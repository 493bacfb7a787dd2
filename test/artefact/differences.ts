import { zipEntries } from '../../build/zip-entries.ts';

/** A name without the hash of its content, by which a file is known again in another build. */
const plain = (name: string) => name.replace(/-[\w-]{8}(?=\.\w+$)/, '');

/** What stands around a byte, as a string that can be printed. */
const around = (content: Buffer, at: number) => JSON.stringify(content.toString('latin1', Math.max(0, at - 20), at + 20));

function firstDifference(one: Buffer, other: Buffer): number {
  const end = Math.min(one.length, other.length);
  for (let at = 0; at < end; at += 1) if (one[at] !== other[at]) return at;
  return one.length === other.length ? -1 : end;
}

/** In what the entries of two zips differ, a line each, with the first byte that does; none for the same bytes. */
export function differencesOf(one: Buffer, other: Buffer): string[] {
  const [firstByte, first, second] = [firstDifference(one, other), zipEntries(one), zipEntries(other)];
  if (firstByte === -1) return [];
  const found: string[] = [];
  const names = new Set(first.map(({ name }) => name));
  const unmatched = new Map(second.map((entry) => [entry.name, entry]));
  const renamed = (name: string) =>
    [...unmatched.values()].find((entry) => !names.has(entry.name) && plain(entry.name) === plain(name));
  for (const { name, read } of first) {
    const same = unmatched.get(name) ?? renamed(name);
    unmatched.delete(same?.name ?? name);
    if (!same) {
      found.push(`${name}: in the first zip only`);
      continue;
    }
    const [content, otherContent] = [read(), same.read()];
    const at = firstDifference(content, otherContent);
    const both = name === same.name ? name : `${name}, then ${same.name}`;
    if (at !== -1) found.push(`${both}: from byte ${at}, ${around(content, at)} and ${around(otherContent, at)}`);
    else if (name !== same.name) found.push(`${both}: the same content`);
  }
  for (const { name } of unmatched.values()) found.push(`${name}: in the second zip only`);
  const moved = first.findIndex(({ name }, at) => name !== second[at]?.name);
  if (found.length === 0 && moved !== -1)
    found.push(
      `the order of entries: ${first[moved]?.name} is number ${moved} in the first zip, ${second[moved]?.name} in the second`,
    );
  return [...found, `the zips: from byte ${firstByte}`];
}
