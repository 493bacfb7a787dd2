import { inflateRawSync } from 'node:zlib';

/** One entry of a zip, and how to read it. */
export interface ZipEntry {
  name: string;
  /** Its record in the directory; a view of the zip. */
  record: Buffer;
  /** Its own header and its packed content; a view of the zip. */
  body: Buffer;
  /** The whole of its content, unpacked. */
  read: () => Buffer;
}

const endOfDirectory = 0x06054b50;

/** The entries of a zip, in the order of its directory. Reads what WXT writes: stored or deflated, under 4 GB. */
export function zipEntries(zip: Buffer): ZipEntry[] {
  let end = zip.length - 22;
  while (end >= 0 && zip.readUInt32LE(end) !== endOfDirectory) end -= 1;
  if (end < 0) throw new Error('This is not a zip file.');
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = zip.readUInt16LE(at + 28);
    const record = zip.subarray(at, at + 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32));
    const header = record.readUInt32LE(42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const packed = zip.subarray(start, start + record.readUInt32LE(20));
    entries.push({
      name: record.toString('utf8', 46, 46 + nameLength),
      record,
      body: zip.subarray(header, start + packed.length),
      read: () => (record.readUInt16LE(10) === 8 ? inflateRawSync(packed) : packed),
    });
    at += record.length;
  }
  return entries;
}
