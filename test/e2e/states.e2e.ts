/** The options page and the popup as a person meets them: no axe violation, light and dark, a picture of each. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { connect } from './connect.ts';
import { acceptWithNote, expect, fates, handedOff, openRecord, picture, showsLead, stored, test } from './lead-page.ts';

test.describe.configure({ mode: 'default', timeout: 120_000 });

/** Inside pages of the extension. */
declare const chrome: typeof import('wxt/browser').browser;

/** Light and dark: nothing for axe to say, nothing wider than the window. */
async function looksRight(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map((node) => node.html.slice(0, 160))])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    await picture(page, `${name}-${colorScheme}`);
  }
}

test('the options page is free of axe violations at first, with an error, connected, and with unsent choices', async ({
  context,
  extensionId,
  gate,
  stack,
}) => {
  const lead = await handedOff(stack, 'Ines Marchetti');
  const page = await context.newPage();
  await page.setViewportSize({ width: 720, height: 900 });
  await page.goto(`chrome-extension://${extensionId}/options.html`);
  await expect(page.getByRole('heading', { name: 'Connect', exact: true })).toBeVisible();
  await looksRight(page, 'options-first-run');

  await page.getByLabel('API address').fill('http://leadside.example.com');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByText('plain http is allowed for localhost')).toBeVisible();
  await looksRight(page, 'options-error');

  await connect(context, extensionId, {
    apiUrl: gate.url,
    token: stack.repToken,
    ownCrm: { address: 'http://127.0.0.1:8099/', pattern: '/leads/:id' },
  });
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
  await looksRight(page, 'options-connected');

  const { frame } = await openRecord(context, lead.url);
  await showsLead(frame, lead);
  await gate.shut();
  await acceptWithNote(frame, 'Asked for Thursday, 10:00');
  await expect(fates(frame)).toContainText('does not answer');
  await page.bringToFront();
  await expect(page.getByRole('region', { name: 'Kept on this device, not sent yet' })).toContainText('Asked for Thursday');
  await page.setViewportSize({ width: 380, height: 900 });
  await looksRight(page, 'options-unsent');
  await page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'One thing is not sent yet' });
  await expect(dialog.getByRole('listitem')).toContainText(`${lead.name}, HubSpot contact ${lead.ref.id}`);
  await expect(dialog.getByRole('listitem')).toContainText('Accepted');
  await looksRight(page, 'options-sign-out');

  // By keyboard: what cannot be sent keeps the person signed in, and Escape changes nothing.
  await expect(dialog.getByRole('button', { name: 'Send now, then sign out' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByText(/^One is still not sent\./)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'Connected' })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await dialog.getByRole('button', { name: 'Keep and sign out' }).press('Enter');
  await expect(page.getByRole('heading', { name: 'Connect', exact: true })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Kept on this device, not sent yet' })).toContainText('Asked for Thursday');
  await expect(frame.getByText('1 choice is kept on this device and will be sent once you are connected again.')).toBeVisible();

  // Back again, it is sent by itself.
  await gate.reopen();
  await page.getByRole('button', { name: 'Paste a token' }).click();
  await page.getByLabel('API address').fill(gate.url);
  await page.getByLabel('Token').fill(stack.repToken);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect.poll(() => stored(stack, lead, 'accept')).toHaveLength(1);
});

test('the popup is free of axe violations', async ({ context, extensionId }) => {
  const page = await context.newPage();
  await page.setViewportSize({ width: 280, height: 240 });
  await page.goto(`chrome-extension://${extensionId}/popup.html`);
  await expect(page.getByRole('button', { name: 'Settings' })).toBeVisible();
  await looksRight(page, 'popup');

  // No background has begun: its patience stands still while it is looked at.
  await page.clock.install();
  await page.evaluate(() => chrome.scripting.unregisterContentScripts({ ids: ['crm'] }));
  await page.reload();
  await expect(page.getByText('Leadside is starting again after an update.')).toBeVisible();
  await looksRight(page, 'popup-starting');
});
