import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { browserArguments, crmPage } from '../../e2e/extension.ts';
import { findChromium } from '../../find-chromium.ts';

export const origin = 'https://app.hubspot.com';

/** A browser with a new profile that answers the CRM's origin with the fixture page. `extension` null is nothing installed. */
export async function openBrowser(extension: string | null): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'leadside-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: browserArguments(extension ? [extension] : []),
  });
  const body = await crmPage('spa');
  await context.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body }));
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
