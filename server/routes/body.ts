import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type * as z from 'zod';
import { eventCaps } from '../../lib/contract/event.ts';
import { ApiError } from './api-error.ts';

const inflate = promisify(gunzip);
const decoder = new TextDecoder();

/** A batch of events has more to say than the size of a body, so that is the table's own sentence. */
const tooLarge = (cap: number) =>
  new ApiError('too_large', cap === eventCaps.batchBytes ? {} : { fix: `Send at most ${Math.floor(cap / 1024)} KB.` });

/** Reads at most `cap` bytes; a declared length is believed only to refuse early. */
async function readAtMost(request: Request, cap: number): Promise<Buffer> {
  const declared = request.headers.get('content-length');
  if (declared !== null) {
    if (Number(declared) > cap) throw tooLarge(cap);
    // The HTTP parser holds the body to its declared length.
    return Buffer.from(await request.arrayBuffer());
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > cap) throw tooLarge(cap);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/**
 * The JSON of a request, at most `cap` bytes before and after decompression. The content type is not asked: senders label
 * JSON as form data. Gzip is known by its first bytes, so a missing or doubled label does no harm.
 */
export async function readJson(request: Request, cap: number): Promise<unknown> {
  let bytes = await readBytes(request, cap);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      bytes = await inflate(bytes, { maxOutputLength: cap });
    } catch (error) {
      if (error instanceof RangeError) throw tooLarge(cap);
      throw new ApiError('bad_request', { message: 'The body is not valid gzip.' });
    }
  }
  if (bytes.length > cap) throw tooLarge(cap);
  return parseJson(bytes);
}

/** The body as it came, at most `cap` bytes: what a signature is made over. */
export async function readBytes(request: Request, cap: number): Promise<Buffer> {
  try {
    return await readAtMost(request, cap);
  } catch (error) {
    if (error instanceof ApiError) throw error;
    throw cutOff();
  }
}

const cutOff = () => new ApiError('bad_request', { message: 'The request ended before its body did.' });

/** As `readBytes`, for bytes nobody parses: a body that was cut off before the first look at it reads as an empty one. */
export async function readWhole(request: Request, incoming: IncomingMessage | undefined, cap: number): Promise<Buffer> {
  const bytes = await readBytes(request, cap);
  if (incoming?.complete === false) throw cutOff();
  return bytes;
}

export function parseJson(bytes: Uint8Array): unknown {
  if (bytes.length === 0) throw new ApiError('bad_request', { message: 'The body is empty; send JSON.' });
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    throw new ApiError('bad_request', { message: 'The body is not valid JSON.' });
  }
}

/** Postgres keeps neither NUL nor half of a surrogate pair in text, so they are refused at the door. */
export const isStorable = (text: string): boolean => !/\0|\p{Surrogate}/u.test(text);

/** The body as `schema` reads it; what does not fit is listed by its path. */
export async function readBody<Out>(request: Request, schema: z.ZodType<Out>, cap = 64 * 1024): Promise<Out> {
  const result = schema.safeParse(await readJson(request, cap));
  if (!result.success) {
    throw new ApiError('bad_request', {
      issues: result.error.issues.slice(0, 50).map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    });
  }
  const path = unstorableAt(result.data, '');
  if (path !== null)
    throw new ApiError('bad_request', {
      issues: [{ path, message: 'Remove the NUL character or the half of a surrogate pair' }],
    });
  return result.data;
}

function unstorableAt(value: unknown, path: string): string | null {
  if (typeof value === 'string') return isStorable(value) ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, inner] of Object.entries(value)) {
    if (!isStorable(key)) return path;
    const found = unstorableAt(inner, path === '' ? key : `${path}.${key}`);
    if (found !== null) return found;
  }
  return null;
}
