import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { zipEntries } from '../../build/zip-entries.ts';
import { filesOf, lintedOf, targets, zipBoth, zipOf } from '../artefact/built.ts';
import { differencesOf } from '../artefact/differences.ts';
import { faultsIn } from '../artefact/scan.ts';
import { extensionPath } from './build.ts';

const shipped = '.output/chrome-mv3';

async function manifestOf(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
}

/** The paths of all files in a folder, as a zip writes them. */
const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));

// In one process: two builds at once would take each other's files away.
// The linter takes a busy machine close to two minutes.
test.describe.configure({ mode: 'default', timeout: 300_000 });

/** The zips of a first build: by the run of all tests, or made here. */
const first = new Map<string, Buffer>();

test.beforeAll(async () => {
  test.setTimeout(300_000);
  const folder = process.env.LEADSIDE_FIRST_ZIPS;
  if (!folder) await zipBoth();
  for (const target of targets) first.set(target, await zipOf(target, folder));
  await zipBoth();
});

test('the content script is at most 8 KB and carries neither React nor zod', async () => {
  const path = join(shipped, 'content-scripts/crm.js');
  expect((await stat(path)).size).toBeLessThanOrEqual(8192);
  expect(await readFile(path, 'utf8')).not.toMatch(/react|_zod|ZodError/i);
});

test('the build of the tests differs from the shipped one in the hosts it is granted, and in nothing else', async () => {
  const files = await filesIn(shipped);
  expect(files.length).toBeGreaterThan(8);
  for (const file of files.filter((name) => name !== 'manifest.json')) {
    expect(await readFile(join(extensionPath, file), 'utf8'), file).toBe(await readFile(join(shipped, file), 'utf8'));
  }
  const { host_permissions: granted, ...rest } = await manifestOf(extensionPath);
  expect(rest).toEqual(await manifestOf(shipped));
  expect(granted).toContain('http://127.0.0.1/*');
});

for (const target of targets) {
  test(`two builds for ${target} are the same bytes`, async () => {
    const [one, other] = [first.get(target) ?? Buffer.alloc(0), await zipOf(target)];
    expect(differencesOf(one, other)).toEqual([]);
    expect(other.equals(one)).toBe(true);
  });

  // Not the order in which the folders were read: the disk answers as it is busy.
  test(`the zip for ${target} holds the files of the build, in the order of their names`, async () => {
    const folder = `.output/${target}-mv3`;
    const entries = zipEntries(await zipOf(target));
    expect(entries.map(({ name }) => name)).toEqual(entries.map(({ name }) => name).sort());
    const files = entries.filter(({ name }) => !name.endsWith('/'));
    expect(files.map(({ name }) => name)).toEqual((await filesIn(folder)).sort());
    for (const { name, read } of files) expect(read().equals(await readFile(join(folder, name))), name).toBe(true);
  });

  test(`the zip for ${target} holds no secret, no code from elsewhere, no markup from text and no hook of the tests`, async () => {
    const files = filesOf(await zipOf(target));
    expect(files.size).toBeGreaterThan(15);
    expect(faultsIn(files)).toEqual([]);
  });

  // What it may ask for and who may reach it is written down: a change is made in both places, and seen.
  test(`the manifest for ${target} is the one written down`, async () => {
    const { version, ...rest } = await manifestOf(`.output/${target}-mv3`);
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(rest).toEqual(JSON.parse(await readFile(`test/artefact/manifest.${target}.json`, 'utf8')));
  });
}

test('web-ext lint finds nothing in the build for Firefox', async () => {
  expect(await lintedOf('firefox')).toEqual([]);
});

test('web-ext lint finds in the build for Chrome only that it is not for Firefox', async () => {
  expect(await lintedOf('chrome')).toEqual([
    'ADDON_ID_REQUIRED manifest.json',
    // Chrome has a service worker and no scripts beside it.
    'BACKGROUND_SERVICE_WORKER_NOFALLBACK manifest.json',
    // `sidePanel` is Chrome's alone.
    'MANIFEST_PERMISSIONS manifest.json /permissions/4',
    'MISSING_DATA_COLLECTION_PERMISSIONS manifest.json',
  ]);
});
