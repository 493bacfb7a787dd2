import { readFile, writeFile } from 'node:fs/promises';
import { zipEntries } from './zip-entries.ts';

/** 1 January 1980 at midnight, as a zip writes a day and a time: the first it can say. */
const [day, midnight] = [0x0021, 0x0000];

/** Gives every entry of a zip the same time, so that two builds of one source are the same bytes. */
export async function fixZipTimes(path: string): Promise<void> {
  const zip = await readFile(path);
  for (const { record, header } of zipEntries(zip)) {
    zip.writeUInt16LE(midnight, record + 12);
    zip.writeUInt16LE(day, record + 14);
    zip.writeUInt16LE(midnight, header + 10);
    zip.writeUInt16LE(day, header + 12);
  }
  await writeFile(path, zip);
}
