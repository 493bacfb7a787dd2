/** What was sent, as names alone: comparable with the list of what may be. */
import type { Outgoing } from '../../lib/client/outgoing.ts';

export type Sent = { origin: string; method: string; path: string; headers: string[]; query: string[]; body: string[] };

/** Paths of a body's fields: `a.b` for a nested one, `a[]` for a list, whatever is in it. */
export function fieldsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value))
    return value.some((one) => typeof one === 'object') ? value.flatMap((one) => fieldsOf(one, `${at}[]`)) : [`${at}[]`];
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, one]) => fieldsOf(one, at === '' ? name : `${at}.${name}`));
}

export function sentBy(address: string, method: string, headers: HeadersInit | undefined, body: unknown): Sent {
  const url = new URL(address);
  return {
    origin: url.origin,
    method,
    path: url.pathname,
    headers: [...new Headers(headers).keys()],
    query: [...url.searchParams.keys()],
    body: typeof body === 'string' ? fieldsOf(JSON.parse(body)) : body == null ? [] : ['a body that is no text'],
  };
}

/** Stands in for `fetch`: keeps the names of what it is given, and answers that the server is busy. */
export function recorder() {
  const sent: Sent[] = [];
  const fetch = async (address: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    if (address instanceof Request) throw new Error('The client gives addresses, not requests');
    sent.push(sentBy(String(address), init.method ?? 'GET', init.headers, init.body));
    return new Response('{}', { status: 503, headers: { 'content-type': 'application/json' } });
  };
  return { sent, fetch };
}

const plain = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const matching = (path: string) =>
  new RegExp(
    `^${path
      .split(/\{\w+\}/)
      .map(plain)
      .join('[^/]+')}$`,
  );
const named = (name: string) => new RegExp(`^${plain(name).replace('\\*', '[^.]+')}$`);

/** Of the list, what stands for this request: the one whose address is written out most. */
export function listedFor(list: readonly Outgoing[], origins: Record<Outgoing['to'], string>, one: Sent): Outgoing | undefined {
  return list
    .filter(({ to, method }) => origins[to] === one.origin && method === one.method)
    .filter(({ path }) => path === '{authorizationEndpoint}' || matching(path).test(one.path))
    .sort((a, b) => Object.keys(a.parts).length - Object.keys(b.parts).length)[0];
}

const sorts = ['headers', 'query', 'body'] as const;

/** One line for each name that is sent and not listed, or listed and never sent. */
export function differences(list: readonly Outgoing[], origins: Record<Outgoing['to'], string>, sent: readonly Sent[]): string[] {
  const of = new Map<Outgoing, Sent[]>();
  const strange: string[] = [];
  for (const one of sent) {
    const listed = listedFor(list, origins, one);
    if (listed === undefined) strange.push(`${one.method} ${one.origin}${one.path} is sent and not listed`);
    else of.set(listed, [...(of.get(listed) ?? []), one]);
  }
  for (const listed of list) {
    const where = `${listed.method} ${listed.path}`;
    const all = of.get(listed) ?? [];
    if (all.length === 0) strange.push(`${where} is listed and never sent`);
    for (const sort of sorts) {
      const names = Object.keys(listed[sort]);
      const seen = [...new Set(all.flatMap((one) => one[sort]))];
      for (const name of seen)
        if (!names.some((known) => named(known).test(name))) strange.push(`${where} ${sort}: ${name} is sent and not listed`);
      for (const known of names)
        if (!seen.some((name) => named(known).test(name))) strange.push(`${where} ${sort}: ${known} is listed and never sent`);
    }
  }
  return strange;
}
