// Long because each of the many ways to spoil a body is a line of its own.
import { gzipSync } from 'node:zlib';
import type { Random } from './random.ts';

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;

/** Values nobody means: what each may stand for is any value of a body. Texts of JSON, since JSON says more than `JSON.stringify` writes. */
const awkward: readonly string[] = [
  'null',
  'true',
  '""',
  '[]',
  '{}',
  '0',
  '-1',
  '-0',
  '1.5',
  '1e400',
  '-1e308',
  '9007199254740993',
  '2147483648',
  '99999999999999999999999999',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00\\ud83d"',
  '"\\u202Eevil\\u2066"',
  '"NaN"',
  '"\\ufeff"',
  '"2026-13-45T99:99:99Z"',
  '"0000-01-01T00:00:00Z"',
  '"9999-12-31T23:59:59.999Z"',
  '"+275760-09-13T00:00:00Z"',
  '"-271821-04-20T00:00:00Z"',
  '"2026-02-30T00:00:00Z"',
  '"2026-06-15T12:00:00.000000000000001+23:59"',
  '"2026-06-15"',
  '"javascript:alert(1)"',
  '"\' or 1=1 --"',
  '"$1::text"',
  '"../../etc/passwd"',
  '"%00%ff"',
  '"{{7*7}}"',
  '{"__proto__":{"role":"admin"}}',
  '{"constructor":{"prototype":{"role":"admin"}}}',
  '{"$ne":null}',
  '{"toString":1,"valueOf":2,"toJSON":3,"then":4}',
  '{"length":-1}',
  '[null,null,null]',
  `"${'a\u0301'.repeat(900)}"`,
  `"${'x'.repeat(30_000)}"`,
  `"${'x'.repeat(70_000)}"`,
  `"${'\u{1F469}\u200D'.repeat(300)}"`,
  nested(200, '[', ']'),
  nested(5_000, '[', ']'),
  nested(300, '{"a":', '}'),
  `[${'1,'.repeat(5_000)}1]`,
  `{${Array.from({ length: 400 }, (_, at) => `"k${at}":${at}`).join(',')}}`,
];
const extraNames = [
  '__proto__',
  'constructor',
  'role',
  'workspaceId',
  'workspace_id',
  'tenantId',
  'version',
  'toString',
  '',
  'x'.repeat(300),
  '\u0000',
  '\ud800',
  'id',
  'by',
];

/** Every place in a value, by its path. */
function places(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, inner]) => places(inner, [...path, key]))];
}

/** The text of `value` with the place at `path` written by `write`, which is given what stood there; null leaves it out. */
function written(value: unknown, path: readonly string[] | null, write: (old: unknown) => string | null): string {
  if (path?.length === 0) return write(value) ?? 'null';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const parts = Object.entries(value).flatMap(([key, inner]) => {
    const here = path !== null && path[0] === key;
    if (here && path.length === 1) {
      const text = write(inner);
      return text === null ? [] : [[key, text] as const];
    }
    return [[key, written(inner, here ? path.slice(1) : null, write)] as const];
  });
  return Array.isArray(value)
    ? `[${parts.map(([, text]) => text).join(',')}]`
    : `{${parts.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
}

/** One change to what a body says, as JSON text. */
export function changeStructure(value: unknown, random: Random): string {
  const path = random.pick(places(value));
  const odd = () => random.pick(awkward);
  const whole = (old: unknown) => JSON.stringify(old) ?? 'null';
  switch (random.below(7)) {
    case 0:
      return written(value, path, () => null);
    case 1:
      return written(value, path, (old) => {
        const [text, name] = [whole(old), JSON.stringify(random.pick(extraNames))];
        return text.startsWith('{') ? `{${name}:${odd()}${text === '{}' ? '' : ','}${text.slice(1)}` : odd();
      });
    case 2:
      return written(value, path, (old) => `[${whole(old)}]`);
    case 3:
      return written(value, path, (old) => `{"a":${whole(old)}}`);
    case 4:
      // Said twice, the second time differently.
      return written(value, path, (old) => {
        const text = whole(old);
        const [key] = typeof old === 'object' && old !== null && !Array.isArray(old) ? Object.keys(old) : [];
        return key === undefined ? odd() : `${text.slice(0, -1)},${JSON.stringify(key)}:${odd()}}`;
      });
    default:
      return written(value, path, odd);
  }
}

const likes: readonly [of: RegExp, values: readonly string[]][] = [
  [/^P(?=.*\d)/, ['PT0S', 'PT1S', 'PT1M', 'P1D', 'P9999W', 'P999999999D', 'PT99999999999999999999H']],
  [/^\d{4}-\d\d-\d\d$/, ['0001-01-01', '2026-06-15', '2024-02-29', '9999-12-31', '2026-02-30']],
  [/^\d\d:\d\d$/, ['00:00', '24:00', '23:59', '12:00']],
  [/^\w+\/\w+$/, ['UTC', 'Pacific/Kiritimati', 'America/St_Johns', 'Europe/Berlin', 'Mars/Olympus']],
];
const numbers = [0, 1, -1, 2, 0.5, 100, 1e6, 2 ** 31, Number.MAX_SAFE_INTEGER, 1e300];

/** Something of the same kind as `old`, at an end of what there may be. */
function alike(old: unknown, random: Random): unknown {
  if (typeof old === 'number') return random.pick(numbers);
  if (typeof old === 'boolean') return !old;
  if (typeof old === 'string')
    return random.pick(likes.find(([of]) => of.test(old))?.[1] ?? ['', 'a', 'x'.repeat(60), 'x'.repeat(2000), `${old}2`, '山田']);
  if (!Array.isArray(old)) return random.chance(0.5) ? null : {};
  return random.pick<() => unknown[]>([() => [], () => old.slice(1), () => [...old, ...old], () => old.toReversed()])();
}

/** A few values put to their ends: nearly always still of the form they had. */
export function changeValues(value: unknown, random: Random): string {
  let text = JSON.stringify(value);
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const now: unknown = JSON.parse(text);
    text = written(now, random.pick(places(now)), (old) => JSON.stringify(alike(old, random)));
  }
  return text;
}

const bits = [
  '\0',
  '%00',
  '%ff',
  '%',
  '..',
  '//',
  '\\',
  '"',
  '\u{FEFF}',
  '\n',
  '\r',
  ' ',
  '?',
  '#',
  '&',
  '=',
  ';',
  '%2e%2e',
  '%2F',
  '{',
  '}',
  'é',
];

/** A few bytes flipped, cut, doubled, put in or put elsewhere. */
export function changeBytes(bytes: Buffer, random: Random): Buffer {
  let out = Buffer.from(bytes);
  for (let left = 1 + random.below(3); left > 0; left -= 1) {
    const at = random.below(out.length + 1);
    const to = at + random.below(Math.min(out.length - at, 40) + 1);
    const put = (middle: Uint8Array) => Buffer.concat([out.subarray(0, at), middle, out.subarray(to)]);
    switch (random.below(6)) {
      case 0:
        if (at < out.length) out[at] = (out[at] ?? 0) ^ (1 << random.below(8));
        break;
      case 1:
        out = put(Buffer.alloc(0));
        break;
      case 2:
        out = Buffer.concat([out.subarray(0, to), out.subarray(at)]);
        break;
      case 3:
        out = put(Buffer.from(random.pick(bits)));
        break;
      case 4:
        out = put(Buffer.from(Array.from({ length: 1 + random.below(8) }, () => random.below(256))));
        break;
      default:
        out = Buffer.from(out.subarray(0, at));
    }
  }
  return out;
}

const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
const bomb = gzipSync(Buffer.alloc(20_000_000, 32));

/** The same text in an encoding it does not say, or says wrongly. */
export function changeEncoding(text: string, random: Random): { body: Buffer; headers: [string, string][] } {
  const plain = Buffer.from(text);
  const zipped = gzipSync(plain);
  return random.pick<() => { body: Buffer; headers: [string, string][] }>([
    () => ({
      body: plain,
      headers: [
        [
          'content-type',
          random.pick([
            'text/html',
            'application/x-www-form-urlencoded',
            'multipart/form-data; boundary=x',
            'application/json; charset=utf-16',
            '\u00ff',
            'application/xml',
          ]),
        ],
      ],
    }),
    () => ({ body: zipped, headers: [['content-encoding', 'gzip']] }),
    () => ({ body: zipped, headers: [] }),
    () => ({ body: zipped.subarray(0, random.below(zipped.length)), headers: [['content-encoding', 'gzip']] }),
    () => ({ body: changeBytes(zipped, random), headers: [['content-encoding', 'gzip']] }),
    () => ({
      body: plain,
      headers: [['content-encoding', random.pick(['gzip', 'br', 'deflate', 'zstd', 'identity', 'gzip, gzip'])]],
    }),
    () => ({ body: gzipSync(zipped), headers: [['content-encoding', 'gzip, gzip']] }),
    () => ({ body: bomb, headers: [['content-encoding', 'gzip']] }),
    () => ({ body: utf16(text), headers: [['content-type', 'application/json; charset=utf-16']] }),
    () => ({ body: Buffer.concat([Buffer.from('\u{FEFF}'), plain]), headers: [] }),
    () => ({ body: Buffer.from(text, 'latin1'), headers: [] }),
    () => ({ body: Buffer.concat([plain, Buffer.from([0xc3, 0x28, 0xff])]), headers: [] }),
    () => ({ body: Buffer.concat([plain, plain]), headers: [] }),
    () => ({ body: Buffer.alloc(0), headers: [] }),
  ])();
}
