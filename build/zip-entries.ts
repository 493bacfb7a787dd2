import { inflateRawSync } from 'node:zlib';

/** One entry of a zip: where its record in the directory and its own header begin, and how to read it. */
export interface ZipEntry {
  name: string;
  record: number;
  header: number;
  /** The whole of its content, unpacked. */
  read(): Buffer;
}

const endOfDirectory = 0x06054b50;

/** The entries of a zip, in the order of its directory. Reads what WXT writes: stored or deflated, under 4 GB. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('This is not a zip file.');
  const entries: ZipEntry[] = [];
  let record = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(record + 28);
    const header = zip.readUInt32LE(record + 42);
    const deflated = zip.readUInt16LE(record + 10) === 8;
    const size = zip.readUInt32LE(record + 20);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    entries.push({
      name: zip.toString('utf8', record + 46, record + 46 + nameLength),
      record,
      header,
      read: () => {
        const packed = zip.subarray(start, start + size);
        return deflated ? inflateRawSync(packed) : packed;
      },
    });
    record += 46 + nameLength + zip.readUInt16LE(record + 30) + zip.readUInt16LE(record + 32);
  }
  return entries;
}
