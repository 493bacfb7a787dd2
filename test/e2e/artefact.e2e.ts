import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from 'wxt';
import { extensionPath } from './build.ts';

const shipped = '.output/chrome-mv3';

async function manifestOf(folder: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'));
}

// In one process: two builds at once would take each other's files away.
test.describe.configure({ mode: 'default' });

test.beforeAll(async () => {
  test.setTimeout(300_000);
  await build();
});

test('the content script is at most 8 KB and carries neither React nor zod', async () => {
  const path = join(shipped, 'content-scripts/crm.js');
  expect((await stat(path)).size).toBeLessThanOrEqual(8192);
  expect(await readFile(path, 'utf8')).not.toMatch(/react|_zod|ZodError/i);
});

test('the build of the tests differs from the shipped one in the hosts it is granted, and in nothing else', async () => {
  const files = (await readdir(shipped, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(shipped.length + 1));
  expect(files.length).toBeGreaterThan(8);
  for (const file of files.filter((name) => name !== 'manifest.json')) {
    expect(await readFile(join(extensionPath, file), 'utf8'), file).toBe(await readFile(join(shipped, file), 'utf8'));
  }
  const { host_permissions: granted, ...rest } = await manifestOf(extensionPath);
  expect(rest).toEqual(await manifestOf(shipped));
  expect(granted).toContain('http://127.0.0.1/*');
});

test('the manifest asks for no more than it needs', async () => {
  const manifest = await manifestOf(shipped);
  expect(manifest).not.toHaveProperty('host_permissions');
  expect(manifest).not.toHaveProperty('content_scripts');
  expect(manifest.permissions).toEqual(['storage', 'alarms', 'scripting', 'sidePanel']);
  expect(manifest.externally_connectable).toEqual({ ids: [], matches: [] });
  expect(manifest.web_accessible_resources).toEqual([
    { resources: ['sidebar.html'], matches: ['https://*/*', 'http://*/*'], use_dynamic_url: true },
  ]);
});
