/** Builds that differ in their version, updates of one by the other, and what the open tab shows of it. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type BrowserContext, chromium, expect, type Page } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import { browserArguments, heldRecord, reloadExtension, sidebarFrames } from './extension.ts';

/** Inside pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

/** Lays the built extension into `folder` as this version. */
export async function asVersion(folder: string, version: string): Promise<void> {
  await cp(extensionPath, folder, { recursive: true });
  const file = path.join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  await writeFile(file, JSON.stringify({ ...manifest, version }));
}

/** A folder whose version has changed is loaded again only in the developer mode of the profile. */
async function allowChanges(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(() => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: { updateProfileConfiguration(update: { inDeveloperMode: boolean }): Promise<void> };
    };
    return developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
  });
  await page.close();
}

/** A browser of its own, whose background nobody stops in the middle of an installation. */
export async function openWith(folder: string, profile: string): Promise<{ context: BrowserContext; id: string }> {
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    viewport: { width: 1280, height: 800 },
    args: browserArguments([folder]),
  });
  await allowChanges(context);
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  return { context, id: new URL(worker.url()).host };
}

/** From the next document on, the page notes the most panels it has ever drawn at once: each is a `div` under `<html>`. */
export const countPanels = (context: BrowserContext) =>
  context.addInitScript(() => {
    const noted = window as unknown as { most: number };
    noted.most = 0;
    const look = () => {
      const panels = [...(document.documentElement?.children ?? [])].filter((child) => child.tagName === 'DIV');
      noted.most = Math.max(noted.most, panels.length);
      requestAnimationFrame(look);
    };
    look();
  });
export const mostPanels = (page: Page) => page.evaluate(() => (window as unknown as { most: number }).most);

/** The build whose panel holds this record, once it is the only frame of ours in the page; null before. */
export async function buildShowing(page: Page, record: string): Promise<string | null> {
  const [one, ...more] = sidebarFrames(page);
  if (!one || more.length > 0 || (await heldRecord(one).catch(() => null)) !== record) return null;
  // A frame that outlived its build can ask the browser for nothing.
  return one.evaluate(() => chrome.runtime?.getManifest?.().version ?? null).catch(() => null);
}

export async function ownPage(context: BrowserContext, extensionId: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  return page;
}

/** The version of the build that runs. */
export async function versionOf(context: BrowserContext, id: string): Promise<string> {
  const own = await ownPage(context, id);
  const version = await own.evaluate(() => chrome.runtime.getManifest().version);
  await own.close();
  return version;
}

/** Whether the background of this version comes to begin: it registers its script in each browser it is loaded into. */
async function begins(context: BrowserContext, id: string, version: string): Promise<boolean> {
  const own = await ownPage(context, id);
  const seen = () =>
    own.evaluate(async () => {
      const scripts = await chrome.scripting.getRegisteredContentScripts({ ids: ['crm'] });
      return [chrome.runtime.getManifest().version, scripts.length];
    });
  const began = await expect
    .poll(seen, { timeout: 5_000 })
    .toEqual([version, 1])
    .then(
      () => true,
      () => false,
    );
  await own.close();
  return began;
}

/** Opens the popup of an extension whose background has not begun, and waits until that has loaded the extension again. */
export async function openPopup(context: BrowserContext, id: string): Promise<void> {
  const popup = await context.newPage();
  const gone = popup.waitForEvent('close');
  await popup.goto(`chrome-extension://${id}/popup.html`);
  await gone;
}

/**
 * Waits until the background of the build that was just loaded again has begun, and does what a rep does where Chromium has not
 * started it: opens the popup (`isStarted` says why). Answers how often that was needed.
 */
export async function awake(context: BrowserContext, id: string, version: string): Promise<number> {
  for (let opened = 0; opened < 5; opened += 1) {
    if (await begins(context, id, version)) return opened;
    await openPopup(context, id);
  }
  throw new Error(`The browser does not start the background of ${version}.`);
}

/** Updates to the build that lies in the folder now. Answers as `awake`. */
export async function updateTo(context: BrowserContext, id: string, version: string): Promise<number> {
  await reloadExtension(context, id);
  return awake(context, id, version);
}
