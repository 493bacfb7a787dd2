/** A browser with the built extension, connected as a rep would connect it. */
import { rmSync } from 'node:fs';
import { type BrowserContext, chromium, type Frame, type Page } from '@playwright/test';
import { type Connection, connect } from '../e2e/connect.ts';
import { browserArguments } from '../e2e/extension.ts';
import { findChromium } from '../find-chromium.ts';

export type Demo = { context: BrowserContext; page: Page; close(): Promise<void> };

export async function openBrowser(extension: string, profile: string, headless: boolean, connection: Connection): Promise<Demo> {
  rmSync(profile, { recursive: true, force: true });
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    headless,
    // Without a display, tall enough for a picture of the story down to the score.
    viewport: headless ? { width: 1360, height: 1400 } : null,
    args: browserArguments([extension]),
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker'));
  await connect(context, new URL(worker.url()).host, connection);
  const page = context.pages()[0] ?? (await context.newPage());
  return { context, page, close: () => context.close() };
}

/** The sidebar on the page now, once it shows `name`. */
export async function sidebarShowing(page: Page, name: string): Promise<Frame> {
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const frame = page.frames().find((each) => each.url().startsWith('chrome-extension://'));
    const shown = await frame
      ?.getByRole('heading', { level: 1, name })
      .isVisible()
      .catch(() => false);
    if (frame && shown) return frame;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The sidebar did not show ${name} within 20 s.`);
}
