import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BrowserContext, test as base, chromium, expect, type Frame, type Page, type Worker } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import { countStops, keepStopping, type Restless } from './restless.ts';

/**
 * Switches every browser of the tests is started with. The last one replaces Playwright's own list: that list turns
 * storage partitioning off, which makes IndexedDB throw in an extension frame inside a page.
 */
export function browserArguments(extensions: readonly string[]): string[] {
  const paths = extensions.map((path) => resolve(path)).join(',');
  return [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...(extensions.length ? [`--disable-extensions-except=${paths}`, `--load-extension=${paths}`] : []),
    '--disable-features=HttpsUpgrades,PaintHolding,OptimizationHints',
  ];
}

/** Inside pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

type Fixtures = {
  /** Folders of extensions that run beside ours; none may have a background, which is taken for ours. */
  others: readonly string[];
  context: BrowserContext;
  restless: Restless;
  worker: Worker;
  extensionId: string;
};

/** A Chromium with the built extension, its profile new for each test. Its background is stopped after every message. */
export const test = base.extend<Fixtures>({
  others: [[], { option: true }],
  context: async ({ others }, use, info) => {
    const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
      executablePath: await findChromium(),
      headless: true,
      viewport: { width: 1280, height: 800 },
      args: browserArguments([extensionPath, ...others]),
    });
    await use(context);
    await context.close();
  },
  restless: [
    async ({ context }, use) => {
      const restless = await keepStopping(context);
      await use(restless);
      await restless.end();
      countStops(restless);
    },
    { auto: true },
  ],
  worker: async ({ restless }, use) => use(restless.worker),
  extensionId: async ({ worker }, use) => use(new URL(worker.url()).host),
});

export { expect };

/** Reloads the extension as an update does, and waits until it has gone: its own pages close with it. */
export async function reloadExtension(context: BrowserContext, extensionId: string): Promise<void> {
  const own = await context.newPage();
  await own.goto(`chrome-extension://${extensionId}/options.html`);
  const gone = own.waitForEvent('close');
  own.evaluate(() => chrome.runtime.reload()).catch(() => undefined);
  await gone;
}

/** A page of `test/fixtures/crm`. */
export function crmPage(name: 'spa' | 'hostile' | 'spying'): Promise<string> {
  return readFile(`test/fixtures/crm/${name}.html`, 'utf8');
}

/** Opens `url` with the CRM's whole origin answered by `html`. */
export async function openCrm(
  context: BrowserContext,
  url: string,
  html: string,
  headers: Record<string, string> = {},
): Promise<Page> {
  await context.route(`${new URL(url).origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: html, headers }));
  const page = context.pages().find((open) => open.url() === 'about:blank') ?? (await context.newPage());
  await page.goto(url);
  return page;
}

/** The sidebar's frame, once it is there. It lies in a closed root, where locators of the page do not reach. */
export async function sidebarFrame(page: Page): Promise<Frame> {
  const find = () => sidebarFrames(page)[0];
  await expect.poll(() => find() !== undefined, { message: 'the sidebar frame came up' }).toBe(true);
  const frame = find();
  if (!frame) throw new Error('The sidebar frame went away again.');
  return frame;
}

/** Every extension frame in the page, resident or shown. */
export function sidebarFrames(page: Page): Frame[] {
  return page.frames().filter((frame) => frame.url().startsWith('chrome-extension://'));
}

/** The record a sidebar frame holds, as `crm/account/object/id`; empty for none, null before it was handed any. */
export function heldRecord(frame: Frame): Promise<string | null> {
  return frame.evaluate(() => document.documentElement.dataset.record ?? null);
}
