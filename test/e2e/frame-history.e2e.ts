import { chromium } from '@playwright/test';
import { findChromium } from '../find-chromium.ts';
import { extensionPath } from './build.ts';
import {
  test as base,
  browserArguments,
  crmPage,
  expect,
  heldRecord,
  openCrm,
  sidebarFrame,
  sidebarFrames,
} from './extension.ts';
import { panelBox } from './panel-box.ts';

const test = base.extend({
  // Playwright turns the back-forward cache off; it is what this is about.
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  context: async ({}, use, info) => {
    const context = await chromium.launchPersistentContext(info.outputPath('profile'), {
      executablePath: await findChromium(),
      headless: true,
      viewport: { width: 1280, height: 800 },
      args: browserArguments([extensionPath]),
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    });
    await use(context);
    await context.close();
  },
});

test('the page comes back from the back-forward cache, with its panel', async ({ context, worker }) => {
  expect(worker).toBeTruthy();
  const first = 'https://app.hubspot.com/contacts/4711/record/0-1/1';
  const body = await crmPage('spa');
  // A navigation that takes longer than the panel stays away is not kept, and on a busy machine one may: then another try.
  await expect(async () => {
    const page = await openCrm(context, first, body);
    await expect.poll(() => panelBox(page)).not.toBeNull();
    await page.evaluate(() => {
      document.title = 'kept';
      location.href = '/contacts/4711/record/0-1/2';
    });
    await expect(page).toHaveTitle('CRM');
    await expect.poll(async () => heldRecord(await sidebarFrame(page))).toBe('hubspot/4711/contact/2');
    await page.evaluate(() => history.back());
    // The document that left is the one that is back: its title was set by script.
    await expect(page).toHaveTitle('kept', { timeout: 5_000 });
    await expect.poll(async () => heldRecord(await sidebarFrame(page))).toBe('hubspot/4711/contact/1');
    await expect.poll(() => panelBox(page)).not.toBeNull();
    expect(sidebarFrames(page)).toHaveLength(1);
  }).toPass({ timeout: 100_000 });
});
