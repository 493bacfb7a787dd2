import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './house/rules.ts';

/** Libraries for the server only: megabytes of holidays, zones and policy reading that no page of a CRM should carry. */
const serverOnly = ['date-holidays', 'ical.js', 'rrule-temporal', 'temporal-polyfill', 'yaml', 'pg', 'hono'];

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => posix.join(folder, path.replaceAll('\\', '/')))
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
}

/** What a file loads when it runs; types are gone by then. */
const loads = (path: string) =>
  importsOf(readFileSync(join(process.cwd(), path), 'utf8').replace(/^(import|export) type [^;]*;/gm, ''));

/** Every package the files load, directly or through others, with the file that asks for it. */
function packagesFrom(roots: readonly string[]): Map<string, string> {
  const [seen, packages] = [new Set<string>(), new Map<string, string>()];
  const open = [...roots];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path) || !existsSync(path)) continue;
    seen.add(path);
    for (const name of loads(path)) {
      if (name.startsWith('.')) open.push(posix.join(posix.dirname(path), name));
      else packages.set(name, path);
    }
  }
  return packages;
}

test('the extension loads nothing that is for the server only', () => {
  const packages = packagesFrom([...sources('entrypoints'), ...sources('components')]);
  expect(packages.has('react')).toBe(true);
  expect(serverOnly.flatMap((name) => (packages.has(name) ? [`${name} by ${packages.get(name)}`] : []))).toEqual([]);
});

test('the walk finds what a rule of the server loads', () => {
  expect(packagesFrom(['server/calendars/country-holidays.ts']).get('date-holidays')).toBe(
    'server/calendars/country-holidays.ts',
  );
  expect(packagesFrom(['lib/policy/parse.ts']).get('ical.js')).toBe('lib/sla/ics.ts');
});
