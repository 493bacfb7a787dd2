import { googleAiMode, googleSearch, type HostRow, hostTable } from './hosts.data.ts';

/** A referrer or landing page, taken apart. Null when it is no web address. */
export type Address = { host: string; path: string; parameters: ReadonlyMap<string, string>; fragment: string };

/** `www.` and `m.` say nothing about who sent the visit. */
const bare = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(www\d?|m|mobile)\./, '');

/** Reads an address in any state of repair; one without a scheme is taken as https. Credentials are left out. */
export function address(raw: unknown): Address | null {
  if (typeof raw !== 'string') return null;
  const text = raw.trim().slice(0, 8192);
  if (text === '' || (/^[a-z][a-z\d+.-]*:/i.test(text) && !/^(https?:\/\/|[a-z\d.-]+:\d+(\/|$))/i.test(text))) return null;
  try {
    const url = new URL(/^https?:/i.test(text) ? text : `https://${text.replace(/^\/\//, '')}`);
    if (!url.hostname.includes('.') && url.hostname !== 'localhost') return null;
    const parameters = new Map<string, string>();
    for (const [name, value] of url.searchParams) {
      const key = name.toLowerCase();
      if (!parameters.has(key) && value.trim() !== '') parameters.set(key, value.trim().slice(0, 300));
    }
    return { host: bare(url.hostname), path: url.pathname + url.search, parameters, fragment: url.hash };
  } catch {
    return null;
  }
}

/** The package of an `android-app://` referrer. */
export function appPackage(raw: unknown): string | null {
  if (typeof raw !== 'string') return null;
  return /^\s*android-app:\/\/([a-z\d_]+(?:\.[a-z\d_]+)+)/i.exec(raw.slice(0, 500))?.[1]?.toLowerCase() ?? null;
}

const byHost = new Map<string, HostRow[]>();
for (const row of hostTable) byHost.set(row.host, [...(byHost.get(row.host) ?? []), row]);
const withSubdomains = hostTable.filter((row) => row.subdomains);

/** The row of the host table for a referrer; rows with a path first. Whole host labels only. */
export function hostRow({ host, path }: Address): HostRow | null {
  const rows = byHost.get(host) ?? withSubdomains.filter((row) => host.endsWith(`.${row.host}`));
  const found = rows.find((row) => row.path?.test(path.split('?')[0] ?? '')) ?? rows.find((row) => !row.path);
  if (found) return found;
  if (!googleSearch.test(host)) return null;
  if (googleAiMode.test(path))
    return { host, kind: 'assistant', name: 'google_ai_mode', source: 'suites', channel: 'ai_search', weak: true };
  return { host, kind: 'search', name: 'google', source: 'matomo' };
}
