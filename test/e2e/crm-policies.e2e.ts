import { crmPage, expect, heldRecord, openCrm, sidebarFrame, test } from './extension.ts';
import { panelBox } from './panel-box.ts';

const url = 'https://acme.pipedrive.com/person/12';

const strict = "default-src 'none'; script-src 'unsafe-inline'; style-src 'none'; frame-src 'none'; child-src 'none'";
/** Keeps out every frame that does not say it may be framed so. */
function isolated(embedder: string): Record<string, string> {
  return { 'cross-origin-embedder-policy': embedder, 'cross-origin-opener-policy': 'same-origin' };
}

const policies: Record<string, Record<string, string>> = {
  'a strict policy': { 'content-security-policy': "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self'" },
  'no frames': { 'content-security-policy': strict },
  'Trusted Types': { 'content-security-policy': "require-trusted-types-for 'script'; trusted-types 'none'" },
  'a sandbox': { 'content-security-policy': 'sandbox allow-scripts allow-same-origin' },
  'isolation (COEP require-corp)': isolated('require-corp'),
  'isolation (COEP credentialless)': isolated('credentialless'),
  'all of it': {
    'content-security-policy': `${strict}; require-trusted-types-for 'script'; trusted-types 'none'`,
    ...isolated('require-corp'),
  },
};

test('the panel comes up under every policy a CRM may send', async ({ context }) => {
  for (const [name, headers] of Object.entries(policies)) {
    await context.unroute(`${new URL(url).origin}/**`);
    const page = await openCrm(context, url, await crmPage('spa'), headers);
    const frame = await sidebarFrame(page);
    await expect.poll(() => heldRecord(frame), name).toBe('pipedrive/acme/contact/12');
    await expect.poll(() => panelBox(page), name).not.toBeNull();
    if ('cross-origin-embedder-policy' in headers) expect(await page.evaluate(() => crossOriginIsolated), name).toBe(true);
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
