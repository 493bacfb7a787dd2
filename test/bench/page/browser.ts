import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from '@playwright/test';
import { browserArguments, crmPage } from '../../e2e/extension.ts';
import { findChromium } from '../../find-chromium.ts';

/** The fixture page at every address of an origin on this device: routing by the test driver would slow each request of the frame. */
export async function serveCrm(): Promise<{ origin: string; close: () => void }> {
  const body = await crmPage('spa');
  const server = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() };
}

/** A browser with a new profile. `extension` null is nothing installed. */
export async function openBrowser(extension: string | null): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'leadside-bench-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium(),
    headless: true,
    viewport: { width: 1440, height: 900 },
    args: browserArguments(extension ? [extension] : []),
  });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
