import type { Worker } from '@playwright/test';
import { crmPage, expect, heldRecord, openCrm, sidebarFrame, test } from './extension.ts';
import { panelBox } from './panel-box.ts';

const url = 'https://acme.pipedrive.com/person/12';

const strict = "default-src 'none'; script-src 'unsafe-inline'; style-src 'none'; frame-src 'none'; child-src 'none'";
const policies: Record<string, Record<string, string>> = {
  'a strict policy': { 'content-security-policy': "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'" },
  'no frames': { 'content-security-policy': strict },
  'Trusted Types': { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" },
  'a sandbox': { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' },
  'all of it': { 'content-security-policy': `${strict}; require-trusted-types-for 'script'; trusted-types 'none'` },
};

test('the panel comes up under every content policy a CRM may send', async ({ context }) => {
  for (const [name, headers] of Object.entries(policies)) {
    await context.unroute(`${new URL(url).origin}/**`);
    const page = await openCrm(context, url, await crmPage('spa'), headers);
    const frame = await sidebarFrame(page);
    await expect.poll(() => heldRecord(frame), name).toBe('pipedrive/acme/contact/12');
    await expect.poll(() => panelBox(page), name).not.toBeNull();
    // The policy does hold: a frame of the page's own making, from elsewhere, is not let in.
    if (headers['content-security-policy']?.includes("frame-src 'none'"))
      expect(
        await page.evaluate(
          () =>
            new Promise((resolve) => {
              document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => resolve(effectiveDirective), {
                once: true,
              });
              const frame = document.createElement('iframe');
              frame.src = 'https://elsewhere.example/';
              document.documentElement.append(frame);
            }),
        ),
      ).toBe('frame-src');
    await page.goto('about:blank');
  }
});

/** The extension's own API, inside its worker and its pages. */
declare const chrome: typeof import('wxt/browser').browser;

const badgeOf = (worker: Worker) =>
  worker.evaluate(async () => {
    const [tab] = await chrome.tabs.query({ url: 'https://acme.pipedrive.com/*' });
    const tabId = tab?.id ?? -1;
    return [await chrome.action.getBadgeText({ tabId }), await chrome.action.getTitle({ tabId })];
  });

for (const embedder of ['require-corp', 'credentialless'])
  test(`an isolated page (COEP ${embedder}) lets no frame in: it shows no blank, and the side panel has the story`, async ({
    context,
    extensionId,
    worker,
  }) => {
    const headers = { 'cross-origin-embedder-policy': embedder, 'cross-origin-opener-policy': 'same-origin' };
    const page = await openCrm(context, url, await crmPage('spa'), headers);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await expect.poll(() => badgeOf(worker)).toEqual(['!', 'This page keeps the panel out: open Leadside in the side panel']);
    expect(await panelBox(page)).toBeNull();

    // The toolbar's button opens this over the page; here it is a tab, told which tab it would be over.
    const popup = await context.newPage();
    await popup.addInitScript(() => {
      const query = chrome.tabs.query.bind(chrome.tabs);
      chrome.tabs.query = (() => query({ url: 'https://acme.pipedrive.com/*' })) as never;
    });
    await popup.goto(`chrome-extension://${extensionId}/popup.html`);
    await expect(popup.getByText('This page lets no panel in. Open the story of this record in the side panel.')).toBeVisible();
    await popup.getByRole('button', { name: 'Open in the side panel' }).click();
    const panels = () =>
      worker.evaluate(async () => (await chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL' as never] })).length);
    await expect.poll(panels).toBe(1);
  });
