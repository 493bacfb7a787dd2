// Long because every way to spoil a request on its way is a line of its own.
import * as z from 'zod';
import type { Route } from '../../route.ts';
import type { Example, Lane } from './lane.ts';
import { changeBytes, changeEncoding, changeStructure } from './mutate.ts';
import type { Random } from './random.ts';
import { madeFor } from './values.ts';

export const principals = ['none', 'ingest', 'rep', 'marketer', 'admin', 'neighbour'] as const;
export type PrincipalName = (typeof principals)[number];
export const kinds = ['as documented', 'structure', 'bytes', 'encoding', 'headers', 'address', 'wire'] as const;
export type Kind = (typeof kinds)[number];

/** One request as it goes over the wire, and what it was made from. */
export type Shot = {
  route: Route;
  who: PrincipalName;
  kind: Kind;
  /** Of one request of HTTP/1.1 as a client would send it; others go on a connection of their own. */
  tame: boolean;
  pieces: Buffer[];
  /** The answer has no body. */
  bodiless: boolean;
  /** Still asks the route it was made for, as whom it was made for: what came of it can be judged by that. */
  addressed: boolean;
  /** What was sent that an answer may repeat. */
  said: string;
  /** The body before it was spoiled. */
  meant: unknown;
};

export const keyOf = ({ spec }: Route): string => `${spec.method} ${spec.path}`;

type Header = [name: string, value: string];
const odd = ['', '0', '-1', '1e999', 'NaN', 'null', '\u00ff\u00fe', 'x'.repeat(5000), '%00', '"', ', ,', 'W/"-1"', '*'];
const methods = ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE', 'POST', 'GET', 'TRACE', 'PROPFIND', 'get'];
const oddQueries = [
  'before=-1',
  'before=9007199254740993',
  'limit=1e9',
  'limit=0',
  'limit=%00',
  'limit',
  'limit=1&limit=2',
  'workspace=1',
  '%ff=%ff',
  '__proto__=1',
];
const oddParts = [
  '',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%F0%9F',
  '%',
  '%zz',
  '..',
  '%2e%2e',
  '%2F',
  '%27%20or%201=1%20--',
  '__proto__',
  'constructor',
  '0',
  '-1',
  '1e9',
  '2147483648',
  '99999999999999999999',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'x'.repeat(201),
  'x'.repeat(5000),
  encodeURIComponent('\u{1F469}\u200D'.repeat(100)),
];
const oddNames = [
  'if-none-match',
  'leadside-contract',
  'x-forwarded-for',
  'x-forwarded-host',
  'origin',
  'accept',
  'accept-encoding',
  'content-type',
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'cookie',
  'range',
  'x-http-method-override',
  'authorization',
  'host',
  'upgrade',
  'te',
  'trailer',
];

const jsonOf = (route: Route): z.ZodType | null => {
  const content = route.spec.request?.body?.content['application/json'];
  const schema = content !== undefined && 'schema' in content ? content.schema : undefined;
  return schema instanceof z.ZodType ? schema : null;
};

/** A request the contract knows: mostly by example, else from its schemas alone. */
function documented(route: Route, lane: Lane, random: Random): Example {
  const example = lane.examples[keyOf(route)];
  if (example !== undefined && random.chance(0.6)) return example(random);
  const schema = jsonOf(route);
  const body = schema === null ? undefined : madeFor(schema, lane.known, random);
  const params = route.spec.request?.params;
  const named = params instanceof z.ZodType ? (madeFor(params, lane.known, random) as Record<string, string | number>) : {};
  const filled = route.spec.path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(String(named[name] ?? '1')));
  const query = route.spec.request?.query;
  const asked =
    query instanceof z.ZodType ? Object.entries(madeFor(query, lane.known, random) as Record<string, string | number>) : [];
  const search =
    asked.length === 0 ? '' : `?${new URLSearchParams(asked.map(([name, value]) => [name, String(value)])).toString()}`;
  return { path: filled + search, body };
}

/** An address with one of the parts that its route leaves open put in another's place; any part where it leaves none. */
function withOddPart(path: string, target: string, random: Random): string {
  const open = path.split('/').flatMap((part, at) => (part.startsWith('{') ? [at] : []));
  const parts = target.split('/');
  parts[random.pick(open.length > 0 ? open : parts.map((_part, at) => at))] = random.pick(oddParts);
  return parts.join('/');
}

const bytesOf = (body: unknown): Buffer | null => (body === undefined ? null : Buffer.from(JSON.stringify(body)));

/** The request of number `at` in a lane: the same for the same seed, as far as what exists by then is the same. */
export function shotOf(routes: readonly Route[], lane: Lane, random: Random): Shot {
  const route = random.pick(routes);
  const who = random.chance(0.5) ? fitting(route, random) : random.pick(principals);
  const kind = random.chance(0.25) ? 'as documented' : random.pick(kinds);
  const wanted = documented(route, lane, random);
  let body = bytesOf(wanted.body);
  let target = wanted.path;
  let method = route.spec.method.toUpperCase();
  const headers: Header[] = [
    ['host', 'leadside.test'],
    ['x-forwarded-for', addressOf(random)],
  ];
  if (kind === 'structure') {
    body = Buffer.from(changeStructure(wanted.body ?? {}, random));
  } else if (kind === 'bytes') {
    body = changeBytes(body ?? Buffer.from('{}'), random);
  } else if (kind === 'encoding') {
    const changed = changeEncoding((body ?? Buffer.from('{}')).toString(), random);
    body = changed.body;
    headers.push(...changed.headers);
  }
  // Mostly whoever spoiled it has signed it as well.
  const signed = random.chance(0.8) ? body : bytesOf(wanted.body);
  headers.push(...Object.entries(wanted.sign?.(signed ?? Buffer.alloc(0)) ?? {}));
  const token = who === 'none' ? null : who === 'neighbour' ? lane.neighbour.admin : lane.own[who];
  if (token !== null && !headers.some(([name]) => name === 'authorization'))
    headers.push([
      'authorization',
      route.name === 'ingest' && random.chance(0.3) ? `Basic ${Buffer.from(`${token}:`).toString('base64')}` : `Bearer ${token}`,
    ]);
  let addressed = true;

  if (kind === 'headers') {
    addressed = false;
    for (let left = 1 + random.below(3); left > 0; left -= 1) {
      const name = random.pick(oddNames);
      const at = headers.findIndex(([one]) => one === name);
      if (at >= 0 && random.chance(0.7)) headers.splice(at, 1);
      if (at < 0 || random.chance(0.6))
        headers.push([
          name,
          at >= 0 && random.chance(0.5)
            ? changeBytes(Buffer.from(headers[at]?.[1] ?? ''), random).toString('latin1')
            : random.pick(odd),
        ]);
    }
  } else if (kind === 'address') {
    addressed = false;
    const part = random.below(4);
    if (part === 3) target = withOddPart(route.spec.path, target, random);
    else if (part === 0) method = random.pick(methods);
    else if (part === 1) target += `${target.includes('?') ? '&' : '?'}${random.pick(oddQueries)}`;
    else target = changeBytes(Buffer.from(target), random).toString('latin1');
  }
  const said = [target, body?.toString() ?? '', ...headers.flat()].join('\n');
  const bodiless = method === 'HEAD';
  const rest = { route, who, kind, bodiless, said, meant: wanted.body, addressed };
  if (kind === 'wire')
    return { ...rest, addressed: false, tame: false, pieces: wired(method, target, headers, body ?? Buffer.from('{}'), random) };
  if (body !== null && !headers.some(([name]) => name === 'content-length' || name === 'transfer-encoding'))
    headers.push(['content-length', String(body.length)]);
  const tame = kind !== 'headers' && kind !== 'address';
  return { ...rest, tame, pieces: [headOf(method, target, headers), ...(body === null ? [] : [body])] };
}

function fitting(route: Route, random: Random): PrincipalName {
  if (route.open) return 'none';
  return route.name === 'ingest' ? 'ingest' : random.chance(0.6) ? 'admin' : random.pick(['rep', 'marketer'] as const);
}

const addressOf = (random: Random) => `198.${random.below(250)}.${random.below(250)}.${random.below(250)}`;
const headOf = (method: string, target: string, headers: readonly Header[]) =>
  Buffer.from(
    `${method} ${target} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`,
    'latin1',
  );

/** What no client would say: lengths that are not so, chunks cut anywhere, lines of another time. */
function wired(method: string, target: string, headers: Header[], body: Buffer, random: Random): Buffer[] {
  const withHeaders = (...more: Header[]) => headOf(method, target, [...headers, ...more]);
  const half = body.subarray(0, random.below(body.length + 1));
  const chunk = (part: Buffer, size = part.length.toString(16)) =>
    Buffer.concat([Buffer.from(`${size}\r\n`), part, Buffer.from('\r\n')]);
  const chunked: Header = ['transfer-encoding', 'chunked'];
  const length = (of: number | string): Header => ['content-length', String(of)];
  const end = Buffer.from('0\r\n\r\n');
  const cut = random.below(body.length + 1);
  const [first, second] = [body.subarray(0, cut), body.subarray(cut)];
  return random.pick<() => Buffer[]>([
    () => [withHeaders(chunked), ...(first.length ? [chunk(first)] : []), ...(second.length ? [chunk(second)] : []), end],
    () => [withHeaders(chunked), ...[...body.subarray(0, 60)].map((byte) => chunk(Buffer.from([byte]))), end],
    () => [withHeaders(chunked), chunk(body, `${body.length.toString(16)};name=value`), end],
    () => [withHeaders(chunked), chunk(body, random.pick(['zz', '-1', 'ffffffffffffffffff', '', '0x5'])), end],
    () => [withHeaders(chunked), chunk(half)],
    () => [withHeaders(chunked, length(body.length)), chunk(body), end],
    () => [withHeaders(['transfer-encoding', random.pick(['gzip', 'chunked, gzip', 'chunked, chunked', 'xchunked'])]), body],
    () => [withHeaders(length(body.length + 100)), body],
    () => [withHeaders(length(half.length)), body],
    () => [withHeaders(length(body.length), length(body.length + 1)), body],
    () => [withHeaders(length(random.pick(['-1', '1e3', '0x10', '99999999999999999999', '1 1']))), body],
    () => [withHeaders(length(body.length), ['expect', random.pick(['100-continue', 'nonsense'])]), body],
    () => [withHeaders(length(10_000_000)), Buffer.alloc(2_000_000, 32)],
    () => [withHeaders(chunked), ...Array.from({ length: 20 }, () => chunk(Buffer.alloc(60_000, 32))), end],
    () => [withHeaders(['x-long', 'x'.repeat(20_000)])],
    () => [withHeaders(...Array.from({ length: 2_500 }, (_, at): Header => [`x-${at}`, '1']))],
    () => [Buffer.from(`${method} ${target}\r\n\r\n`)],
    () => [Buffer.from(`${method} ${target} HTTP/1.0\r\n\r\n`)],
    () => [Buffer.from(`${method} ${target} HTTP/3.7\r\nhost: a\r\n\r\n`)],
    () => [Buffer.from(`${method} ${target} HTTP/1.1\r\n\r\n`)],
    () => [headOf(method, `http://leadside.test${target}`, [...headers, length(body.length)]), body],
    () => [headOf('OPTIONS', '*', headers)],
    () => [headOf('CONNECT', 'leadside.test:443', headers)],
    () => [withHeaders(['x-folded', 'a\r\n b'], length(body.length)), body],
    () => [withHeaders(['bad name', 'a'], length(body.length)), body],
    () => [withHeaders(length(body.length), ['upgrade', 'websocket'], ['connection', 'upgrade']), body],
    () => [changeBytes(Buffer.concat([withHeaders(length(body.length)), body]), random)],
    () => [Buffer.concat([withHeaders(length(body.length)), body]).subarray(0, random.below(400))],
    () => [Buffer.concat([withHeaders(length(body.length)), body, withHeaders(length(body.length)), body])],
    () => [Buffer.from(Array.from({ length: 200 }, () => random.below(256)))],
    () => [Buffer.from('\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 'latin1')],
    () => [Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')],
  ])();
}
