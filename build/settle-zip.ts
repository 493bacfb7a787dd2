import { readFile, writeFile } from 'node:fs/promises';
import { zipEntries } from './zip-entries.ts';

/** 1 January 1980 at midnight, as a zip writes a day and a time: the first it can say. */
const [day, midnight] = [0x0021, 0x0000];

/**
 * Puts the entries of a zip in the order of their names and gives each the same time, so that two builds of one source are
 * the same bytes. WXT reads the folders of a build at the same time and zips them as they come, which differs under load.
 */
export async function settleZip(path: string): Promise<void> {
  const zip = await readFile(path);
  const entries = zipEntries(zip).sort((one, other) => (one.name < other.name ? -1 : 1));
  let at = 0;
  for (const { record, body } of entries) {
    body.writeUInt16LE(midnight, 10);
    body.writeUInt16LE(day, 12);
    record.writeUInt16LE(midnight, 12);
    record.writeUInt16LE(day, 14);
    record.writeUInt32LE(at, 42);
    at += body.length;
  }
  const parts = [...entries.map(({ body }) => body), ...entries.map(({ record }) => record)];
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  // After them comes only the end of the directory, which says where it begins: that stays as it was.
  if (length !== zip.length - 22 || zip.readUInt32LE(length + 16) !== at)
    throw new Error(`${path} holds more than its entries: look again at how WXT zips.`);
  await writeFile(path, Buffer.concat([...parts, zip.subarray(length)]));
}
